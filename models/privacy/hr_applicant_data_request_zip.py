import io
import json
import logging
import re
import zipfile
from base64 import b64encode
from datetime import datetime, timedelta
from urllib.parse import quote

from odoo import api, models
from odoo.tools import html2plaintext

from ..batch import get_now
from ..in_halves import do_in_halves
from ..rendering.dates_in_words import get_locale, say_date_time
from .copy_limits import DAYS_TO_FETCH

_logger = logging.getLogger(__name__)
# In names of files, on any system.
UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
LONGEST_NAME = 100


class HrApplicantDataRequestZip(models.Model):
    """The file of a copy: a page to read, the same as data, and the documents. A cron makes
    it, tells the candidate, and deletes it when its time is over."""

    _inherit = "hr.applicant.data.request"

    @api.model
    def _cron_copies(self):
        """Each request in a transaction of its own."""
        requests = self._find_copies_due()
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(requests))
        for number, request in enumerate(requests, 1):
            if request.try_lock_for_update():
                do_in_halves(request, type(self)._work_on_copy, type(self)._note_copy_error)
            if not commit(1, remaining=len(requests) - number):
                break

    def _find_copies_due(self):
        """:return: requests whose copy is to be made, or to be deleted"""
        return self.search(
            [
                "|",
                ("copy_state", "=", "ready"),
                "&",
                ("copy_state", "=", "made"),
                ("copy_until", "<", get_now(self.env)),
            ],
            order="id",
        )

    def _work_on_copy(self):
        if self.copy_state == "made":
            self._drop_copy()
        elif self.copy_state == "ready":
            self._make_copy()

    def _note_copy_error(self, error):
        # The message may quote the candidate's data: the log gets the type only.
        _logger.error("The copy of %s: %s", self, type(error).__name__)
        self.company_id._note_trouble("nightly", self.applicant_id)

    def _make_copy(self):
        applicant = self.applicant_id
        mine = self.with_context(lang=applicant._get_page_lang())
        self.write(
            {
                "copy_file": b64encode(mine._zip()),
                "copy_state": "made",
                "copy_until": get_now(self.env) + timedelta(days=DAYS_TO_FETCH),
            }
        )
        if applicant._may_fetch_copy():
            applicant._tell_copy_is_made()
            self._close("done")

    # What is in it ---------------------------------------------------------------------

    def _zip(self):
        """:return: bytes, in the language of the context"""
        applications = self._find_copied_applications().with_env(self.env(su=True))
        items = self._get_included(self.item_ids)
        files = applications._find_shared_files() | items.attachment_id
        content = self._get_copy(applications, items, _name_files(files))
        page = self.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.copy_page", self._get_page_values(content)
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("index.html", f"<!DOCTYPE html>\n{page}")
            archive.writestr(
                "data.json", json.dumps(content, ensure_ascii=False, indent=2, default=_say_json)
            )
            for name, file in _name_files(files).items():
                archive.writestr(name, file.raw or b"")
        return buffer.getvalue()

    def _get_copy(self, applications, items, files):
        """:param dict files: name in the archive → ``ir.attachment``
        :return: dict of all that is told, texts and datetimes (naive UTC)"""
        return {
            "company": self.company_id.name or self.env.company.name,
            "made": get_now(self.env),
            "applications": [
                [fact._asdict() for fact in application._get_known_facts()]
                for application in applications
            ],
            "messages": self._get_messages(applications),
            "feedback": [
                {
                    "survey": survey,
                    "date": date,
                    "answers": [{"question": q, "answer": a} for q, a in answers],
                }
                for survey, date, answers in applications._get_given_feedback()
            ],
            "notes": [
                {"kind": item.kind, "by": item.name, "date": item.date, "text": item.text}
                for item in items
                if not item.attachment_id
            ],
            "files": [
                {"path": name, "name": file.name, "date": file.create_date}
                for name, file in files.items()
            ],
        }

    def _get_messages(self, applications):
        own = applications._find_own_messages()
        messages = (own | applications._find_arrived_messages()).sorted("date")
        return [
            {
                "date": message.date,
                "from": message.author_id.name or message.email_from or "",
                "is_own": message in own,
                "subject": message.subject or "",
                "text": html2plaintext(message.body or "").strip(),
                "files": message.attachment_ids.mapped("name"),
            }
            for message in messages
        ]

    def _get_page_values(self, content):
        applicant = self.applicant_id
        lang = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")

        def say(moment):
            return moment and say_date_time(
                applicant._to_candidate_time(moment), get_locale(self.env)
            )

        return {
            "copy": content,
            "say": say,
            "quote": quote,
            "lang_code": (lang.code or "en_US").split("@")[0].replace("_", "-"),
            "direction": lang.direction or "ltr",
        }


def _name_files(files):
    """:return: dict of path in the archive → ``ir.attachment``"""
    return {
        f"documents/{number:02}-{UNSAFE.sub('_', file.name or '')[-LONGEST_NAME:]}": file
        for number, file in enumerate(files, 1)
    }


def _say_json(value):
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}Z"
    raise TypeError(type(value).__name__)
