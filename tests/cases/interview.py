from datetime import timedelta

from odoo import Command

from ..common import NOW, CandidateCase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Wednesday in a week, 10:00 in Stockholm.
LATER = NOW + 7 * DAY


class InterviewCase(CandidateCase):
    """A plan that writes when an interview is booked, moved, cancelled, near, over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        words = """<p><t t-out="object.get_interview_when()"/> ·
            <t t-out="object.get_interview_number()"/></p>"""
        texts = cls._make_template(name="Interview", body_html=words)
        make = cls._make_step
        cls.booked = make(
            "interview_booked", delay=10, delay_unit="minutes", mail_template_id=texts.id
        )
        cls.moved = make(
            "interview_moved", delay=5, delay_unit="minutes", mail_template_id=texts.id
        )
        cls.cancelled = make(
            "interview_cancelled", delay=5, delay_unit="minutes", mail_template_id=texts.id
        )
        cls.day_before = make(
            "interview_before", delay=1, delay_unit="days", mail_template_id=texts.id
        )
        cls.hour_before = make(
            "interview_before", delay=1, meeting_format="video", mail_template_id=texts.id
        )
        cls.after = make("interview_after", delay=1, mail_template_id=texts.id)
        cls.anna = cls._make_applicants(1, user_id=cls.recruiter.id)
        cls.ledger.search([("applicant_id", "=", cls.anna.id)]).unlink()

    def book(self, start=LATER, applicant=None, user=None, **values):
        applicant = applicant or self.anna
        event = self.env["calendar.event"].with_user(user or self.recruiter)
        return event.create(
            {
                "name": "Interview",
                "start": start,
                "stop": start + HOUR,
                "applicant_id": applicant.id,
                "partner_ids": [
                    Command.set((applicant.partner_id | self.recruiter.partner_id).ids)
                ],
                **values,
            }
        )

    def letters(self):
        """The mails about interviews to Anna, newest first."""
        return (
            self.mails(self.anna)
            .filtered("mail_message_id.subject")
            .filtered(lambda mail: self.anna.partner_id in mail.recipient_ids)
        )

    def told(self, applicant=None):
        """The titles of the mails to the candidate, oldest first."""
        rows = self.rows(applicant or self.anna).filtered(
            lambda row: row.state in ("queued", "sent")
        )
        return [row.step_id for row in rows.sorted("write_date")]

    def run_until(self, start, end, step=timedelta(minutes=5)):
        moment = start
        while moment <= end:
            with self.at(moment):
                self.process()
            moment += step

    def pending(self):
        return self.rows(self.anna, state="scheduled").step_id
