from datetime import datetime, timedelta

from odoo import Command

from ..common import NOW
from .candidate_page import CandidatePageCase

GROUP = "hr_recruitment_candidate_experience.group_booking"
TEMPLATE = "hr_recruitment_candidate_experience.mail_template_booking"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Friday at ten in Stockholm: two days after ``NOW``.
FRIDAY = datetime(2026, 6, 12, 8, 0)


class BookingCase(CandidatePageCase):
    """A company whose candidates book: Anna's interview takes an hour, with Eva and Omar."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._switch_booking(True)
        cls.rule = cls.env["hr.interview.booking.rule"].create(
            {"name": "Engineers", "job_ids": cls.job.ids, "buffer_before": 0, "buffer_after": 0}
        )
        interviewer = "hr_recruitment.group_hr_recruitment_interviewer"
        cls.eva = cls._make_user("eva", interviewer, name="Eva")
        cls.omar = cls._make_user("omar", interviewer, name="Omar")
        cls.times_step = cls._make_step(
            "manual",
            name="Times",
            action="booking",
            mail_template_id=cls.env.ref(TEMPLATE).id,
        )

    @classmethod
    def _switch_booking(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def another(self, count=1):
        """:return: applications of other people"""
        self.people = getattr(self, "people", 0) + count
        return self.env["hr.applicant"].concat(
            *(
                self._make_applicants(
                    email_from=f"other{self.people - number}@candidate.example",
                    user_id=self.recruiter.id,
                )
                for number in range(count)
            )
        )

    def offer_times(self, applicant=None, panel=None, seats=(), told=True, **values):
        """:return: times that the candidate has heard of"""
        applicant = applicant or self.applicant
        wizard = self.env["hr.interview.offer"].with_user(self.recruiter)
        offer = wizard.create(
            {
                "applicant_ids": applicant.ids,
                "panel_user_ids": [Command.set((self.eva if panel is None else panel).ids)],
                "seat_ids": [Command.create({"user_ids": users.ids}) for users in seats],
                **values,
            }
        )
        offer.action_offer()
        made = applicant.sudo().booking_ids[:1]
        if told:
            self.deliver_times()
        return made

    def deliver_times(self):
        with self.at(self.env.cr._now + timedelta(minutes=1)):
            self.process()
            self.rows(self.env["hr.applicant"].search([])).filtered(
                lambda row: row.state == "queued"
            ).sudo()._mark_sent("delivered")
        self.env.flush_all()

    def letters(self, applicant=None):
        """:return: the mails about times, the latest last"""
        found = self.mails(applicant or self.applicant).sorted("id")
        return found.filtered(lambda mail: "Choose a time" in mail.subject)

    def follow(self, part, **data):
        """:return: the page after a press"""
        page = self.press(part, **data)
        self.env.invalidate_all()
        return self.open(page.headers["Location"]) if page.status_code == 303 else page

    def busy(self, user, start, stop=None, **values):
        return self.env["calendar.event"].create(
            {
                "name": "Dentist",
                "start": start,
                "stop": stop or start + HOUR,
                "user_id": user.id,
                "partner_ids": user.partner_id.ids,
                **values,
            }
        )

    def starts(self, offer, day=None):
        """:return: list of the times that can be chosen, of one day"""
        found = [start for start, _who in offer._find_times()]
        return [start for start in found if not day or start.date() == day.date()]

    def todos(self, applicant=None):
        self.env.invalidate_all()
        return (applicant or self.applicant).activity_ids.mapped("summary")


__all__ = ["DAY", "FRIDAY", "HOUR", "NOW", "BookingCase"]
