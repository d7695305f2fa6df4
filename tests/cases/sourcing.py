import re
from datetime import timedelta

from odoo import Command
from odoo.tests import HttpCase

from ..common import NOW, CandidateCase

ADDON = "hr_recruitment_candidate_experience"
GROUP = f"{ADDON}.group_sourcing"
FORM = re.compile(r'name="form" value="([^"]+)"')
LINK = re.compile(r"/candidate/invitation/\d+/[\w-]{20,}")
DAY = timedelta(days=1)


class SourcingCase(CandidateCase, HttpCase):
    """A company that invites people who have not applied."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._switch_sourcing(True)
        cls.job.company_id = cls.company
        cls.prospects = cls.env["hr.recruitment.prospect"]
        cls.mine = cls.prospects.with_user(cls.recruiter)
        cls.never = cls.env["hr.recruitment.do.not.contact"]

    @classmethod
    def _switch_sourcing(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    def make(self, count=1, **values):
        return self.mine.create(
            [
                {
                    "name": f"Vera Lund {number}",
                    "email": f"vera{number}@person.example",
                    "job_id": self.job.id,
                    "lang": "en_US",
                    "source_kind": "recommendation",
                    "source": "Per Berg",
                    **values,
                }
                for number in range(count)
            ]
        )

    def deliver(self):
        """What the cron does with what is due, without its commits."""
        self.env.flush_all()
        with self.at(self.env.cr._now + timedelta(minutes=1)):
            while self.prospects._process_batch():
                pass
        self.env.invalidate_all()

    def mails(self, prospects):
        return self.env["mail.mail"].browse(prospects.sudo().mapped("mail_mail_id_int")).exists()

    def arrive(self, prospects):
        """The mail server has taken the mails."""
        self.mails(prospects).unlink()
        self.env.flush_all()
        self.prospects._collect_outbox()
        self.env.invalidate_all()

    def invite(self, count=1, **values):
        """:return: people whose invitation has arrived"""
        people = self.make(count, **values)
        people.action_invite()
        self.deliver()
        self.arrive(people)
        return people

    def todos(self, prospect):
        return self.env["mail.activity"].search(
            [("res_model", "=", prospect._name), ("res_id", "in", prospect.ids)]
        )

    def number_of(self, job=None):
        """:return: (invited, more, later, never, applied)"""
        counts = self.env["hr.recruitment.prospect.count"].search(
            [("job_id", "=", (job or self.job).id)]
        )
        names = ("invited", "more", "later", "never", "applied")
        return tuple(sum(counts.mapped(name)) for name in names)

    # On the page -----------------------------------------------------------------------

    def open_page(self, prospect):
        self.env.flush_all()
        return self.url_open(prospect._get_page_path())

    def press(self, prospect, part, seconds=5, **data):
        """Open the page, read it for a while, and press a button."""
        path = prospect._get_page_path()
        form = FORM.search(self.open_page(prospect).text).group(1)
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            self.env.flush_all()
            page = self.url_open(path, data={"part": part, "form": form, **data})
        self.env.invalidate_all()
        return page
