from odoo import Command

from ..common import NOW
from .interview import HOUR, InterviewCase

PHISHING = "https://evil.example/login"
RIGHT = "https://meet.example/1"


class ReviewCase(InterviewCase):
    """Nils is an ordinary colleague, Ivar interviews for the position, Olga recruits in
    another company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nils = cls._make_user("nils", "base.group_user")
        cls.ivar = cls._make_user("ivar", "hr_recruitment.group_hr_recruitment_interviewer")
        other = cls.env["res.company"].create({"name": "Other"})
        cls.olga = cls._make_user(
            "olga",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        cls.job.interviewer_ids = cls.ivar
        # The position and its candidates belong to one company.
        cls.job.company_id = cls.company
        cls.anna.company_id = cls.company
        text = """<p><t t-out="object.get_interview_when()"/>
            <t t-set="meeting" t-value="object.get_interview()"/>
            <t t-out="meeting.videocall_location"/> <t t-out="meeting.location"/>
            <t t-if="meeting" t-out="meeting._get_candidate_video(object)['url']"/></p>"""
        cls.booked.mail_template_id.body_html = text

    def tasks(self, kind="review"):
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", "hr.applicant"),
                ("res_id", "in", self.anna.ids),
                ("interview_task", "=", kind),
            ]
        )

    def book_told(self, **values):
        """An interview that Anna knows of, by video."""
        values = {"videocall_location": RIGHT, **values}
        with self.at(NOW):
            meeting = self.book(**values)
        with self.at(NOW + HOUR):
            self.process()
        self.deliver()
        return meeting

    def deliver(self):
        """The mail server has taken what was in the outbox."""
        with self.at(NOW + HOUR):
            self.rows(self.anna, state="queued").write({"state": "sent", "sent_date": NOW + HOUR})
            self.env.flush_all()

    def page(self):
        with self.at(NOW + 3 * HOUR):
            return self.anna._get_page()["meetings"]

    def texts(self):
        return " ".join(self.letters().mapped("body_html"))
