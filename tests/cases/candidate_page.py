import re
from datetime import timedelta

from odoo.tests import HttpCase

from ..common import NOW
from .decision import DAY, DecisionCase

SCANNER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36"
HOUR = timedelta(hours=1)
NEW = "anna.new@example.org"
# What differs between two looks at the same page.
SIGNATURE = re.compile(r'name="form" value="[^"]+"|DTSTAMP:\w+')


class CandidatePageCase(DecisionCase, HttpCase):
    """A candidate who has been told of the first stage, and has the link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new.write(
            {
                "candidate_name": "Application received",
                "candidate_description": "We read what you sent us.",
                "expected_days": 7,
            }
        )
        cls.interview.candidate_name = "First interview"
        cls.signed.candidate_name = "Welcome"
        cls.booked_step = cls._make_step("interview_booked", name="Booked")
        cls.moved_step = cls._make_step("interview_moved", name="Moved")

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants(user_id=self.recruiter.id)
        self.applicant.partner_id.lang = "en_US"
        self.applicant._note_told_stage(self.new)
        self.applicant._ensure_page_tokens()
        self.path = self.applicant._page_path()

    def look(self, path=None, agent=None):
        page = self.open(path or self.path, **({"agent": agent} if agent else {}))
        self.assertEqual(page.status_code, 200)
        return " ".join(SIGNATURE.sub("", page.text).split())

    def press(self, part, seconds=5, path=None, **data):
        """Open the page, read it for a while, and press a button."""
        form = self.form_of(self.open(path or self.path))
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            return self.send(self.path, part=part, form=form, **data)

    def messages(self, applicant=None):
        """Texts of what came from the page, the latest first."""
        applicant = applicant or self.applicant
        self.env.invalidate_all()
        found = applicant.message_ids.filtered(
            lambda m: m.message_type == "email" and m.author_id == applicant.partner_id
        )
        return found.mapped("body")

    def tasks(self):
        self.env.invalidate_all()
        wish = self.env.ref("hr_recruitment_candidate_experience.activity_type_wish")
        return self.applicant.activity_ids.filtered(
            lambda activity: activity.activity_type_id == wish
        )

    def book(self, start=NOW + 2 * DAY, told=True, **values):
        """An interview, and the message about it."""
        meeting = self.env["calendar.event"].create(
            {
                "name": "Internal words",
                "applicant_id": self.applicant.id,
                "start": start,
                "stop": start + HOUR,
                "user_id": self.recruiter.id,
                "partner_ids": (self.applicant.partner_id | self.recruiter.partner_id).ids,
                **values,
            }
        )
        if told:
            self.tell(meeting)
        return meeting

    def tell(self, meeting):
        with self.at(self.env.cr._now + timedelta(minutes=30)):
            self.process()
            rows = self.rows(self.applicant).filtered(
                lambda row: row.meeting_id == meeting and row.state == "queued"
            )
            self.assertTrue(rows)
            rows.sudo()._mark_sent("delivered")
        self.env.flush_all()


class AddressCase(CandidatePageCase):
    """A candidate who gives us another email address."""

    def setUp(self):
        super().setUp()
        self.before = self.applicant.email_from
        self.known = self.env["mail.mail"].search([])

    def mails(self, address):
        self.env.invalidate_all()
        found = self.env["mail.mail"].search([]) - self.known
        return found.filtered(lambda mail: address in (mail.email_to or ""))

    def ask_for(self, address=NEW):
        """:return: the page, and the code that was sent"""
        to = address.strip().lower()
        known = self.mails(to)
        page = self.press("address", text=address)
        (sent,) = self.mails(to) - known
        return page, re.search(r">\s*(\d{6})\s*<", sent.body_html).group(1)

    def prove(self, address=NEW):
        """Give the address, and type the code that was sent there."""
        _page, code = self.ask_for(address)
        self.press("code", text=code)
        self.env.invalidate_all()
