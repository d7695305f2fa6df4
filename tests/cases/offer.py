from datetime import date, datetime, timedelta

from odoo import Command

from ..common import NOW
from .candidate_page import CandidatePageCase

GROUP = "hr_recruitment_candidate_experience.group_offer"
TEMPLATE = "hr_recruitment_candidate_experience.mail_template_offer"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A Monday, two months on.
FIRST_DAY = date(2026, 8, 10)
# Wednesday in a week: five working days after ``NOW``.
LAST_DAY = date(2026, 6, 17)


class OfferCase(CandidatePageCase):
    """A company that offers Anna a job as an engineer, at a pay that is easy to look for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._switch_offers(True)
        cls.company.currency_id = cls.env.ref("base.SEK")
        cls.env.ref("base.SEK").active = True
        cls.job.write(
            {"pay_min": 40000, "pay_max": 45000, "pay_currency_id": cls.env.ref("base.SEK").id}
        )
        cls.offer_step = cls._make_step(
            "manual",
            name="Job offer",
            action="offer",
            mail_template_id=cls.env.ref(TEMPLATE).id,
            activity_type_id=cls.env.ref("mail.mail_activity_data_call").id,
            activity_summary="Call with the offer",
        )

    @classmethod
    def _switch_offers(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def prepare(self, applicant=None, **values):
        """:return: an offer that is filled in, as the recruiter"""
        offers = self.env["hr.applicant.offer"].with_user(self.recruiter)
        return offers.create(
            {
                "applicant_id": (applicant or self.applicant).id,
                "first_day": FIRST_DAY,
                "pay_amount": 43210,
                **values,
            }
        )

    def send_offer(self, offer, **values):
        """:return: the action of the dialog"""
        wizard = self.env["hr.applicant.offer.send"].with_user(self.recruiter)
        return wizard.create({"offer_id": offer.id, "told_by": "email", **values}).action_send()

    def deliver(self, after=timedelta(minutes=1)):
        """What is due leaves, and arrives."""
        with self.at(self.env.cr._now + after):
            self.process()
            rows = self.env["hr.applicant.communication"].search([("state", "=", "queued")])
            rows.sudo()._mark_sent("delivered")
        self.env.flush_all()

    def offered(self, applicant=None, **values):
        """:return: an offer that the candidate has, as superuser"""
        offer = self.prepare(applicant, **values)
        self.send_offer(offer)
        self.deliver()
        offer = offer.sudo()
        self.assertEqual(offer.state, "open")
        return offer

    def change(self, offer, **values):
        """:return: another version of an offer, not sent, as the recruiter"""
        action = offer.with_user(self.recruiter).action_new_version()
        made = self.env["hr.applicant.offer"].with_user(self.recruiter).browse(action["res_id"])
        made.write(values)
        return made

    def another(self, **values):
        """:return: application of somebody else"""
        self.people = getattr(self, "people", 0) + 1
        email = f"other{self.people}@candidate.example"
        return self._make_applicants(
            **{"email_from": email, "user_id": self.recruiter.id, **values}
        )

    def follow(self, part, **data):
        """:return: the page after a press"""
        page = self.press(part, **data)
        self.env.invalidate_all()
        return self.open(page.headers["Location"]) if page.status_code == 303 else page

    def accept(self, offer, **data):
        given = {"offer": str(offer.id), "read": "yes", "name": "Anna Ek", **data}
        return self.follow("accept", path=f"{self.path}/offer/{offer.id}/accept", **given)

    def letters(self, applicant=None):
        """:return: the mails about offers, the latest last"""
        found = self.mails(applicant or self.applicant).sorted("id")
        return found.filtered(lambda mail: "ur offer to you" in mail.subject)

    def todos(self, applicant=None):
        self.env.invalidate_all()
        return (applicant or self.applicant).activity_ids.mapped("summary")

    def chatter(self, applicant=None):
        self.env.invalidate_all()
        return "".join((applicant or self.applicant).message_ids.mapped("body"))


__all__ = ["DAY", "FIRST_DAY", "HOUR", "LAST_DAY", "NOW", "OfferCase", "datetime"]
