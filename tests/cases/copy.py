import base64
import io
import json
import re
import zipfile
from datetime import timedelta
from unittest.mock import patch

from ..common import NOW
from .candidate_page import CandidatePageCase

CODE = re.compile(r">\s*(\d{6})\s*<")


class CopyCase(CandidatePageCase):
    """A candidate who asks for a copy of the data, and a colleague who sees to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requests = cls.env["hr.applicant.data.request"]
        cls.nurse = cls._make_user("ansvarig", "base.group_user")

    def setUp(self):
        super().setUp()
        self.company.candidate_hr_user_id = self.nurse
        self.known = self.env["mail.mail"].search([])

    def ask_for_copy(self):
        self.press("copy")
        self.env.invalidate_all()
        (request,) = self.applicant.data_request_ids
        return request

    def note(self, text, **values):
        return self.applicant.message_post(
            body=text,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            author_id=self.recruiter.partner_id.id,
            **values,
        )

    def review(self, request, **decisions):
        """Collect, and decide about what is there: by default it is in the copy."""
        theirs = request.with_user(self.nurse)
        theirs.action_review_copy()
        for item in theirs.item_ids:
            item.write(decisions or {"decision": "include"})
        return theirs

    def make(self, request):
        """Reviewed, and the cron has been here."""
        self.review(request).action_make_copy()
        self.run_cron()
        return self.read_zip(request)

    def run_cron(self, later=0):
        self.env.flush_all()
        with (
            self.at(NOW + timedelta(days=later)),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60),
        ):
            self.requests._cron_copies()
        self.env.invalidate_all()

    def read_zip(self, request):
        """:return: dict of name → bytes"""
        return self.unzip(base64.b64decode(request.copy_file))

    def read_texts(self, files):
        """:return: str, all that is told in words"""
        data = json.loads(files["data.json"])
        return files["index.html"].decode() + json.dumps(data, ensure_ascii=False)

    def sent(self, address=None):
        """:return: mails to this address since the test began"""
        self.env.invalidate_all()
        found = self.env["mail.mail"].search([]) - self.known
        return found.filtered(
            lambda m: (address or self.applicant.email_from) in (m.email_to or "")
        )

    def unzip(self, content):
        """:return: dict of name → bytes"""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.assertIsNone(archive.testzip())
            return {name: archive.read(name) for name in archive.namelist()}
