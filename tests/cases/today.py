from datetime import timedelta

from odoo import Command

from ..common import NOW
from .decision import DecisionCase

HOUR = timedelta(hours=1)


class TodayCase(DecisionCase):
    """A recruiter's day: one of everything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interviewer = cls._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        cls.colleague = cls._make_user("kollega", "hr_recruitment.group_hr_recruitment_user")

    def candidate(self, name, **values):
        """Nobody is silent but those of whom it is said."""
        return self._make_applicants(
            partner_name=name,
            **{
                "email_from": f"{name.split()[0].lower()}@candidate.example",
                "partner_phone": "+46 70 123 45 67",
                "user_id": self.recruiter.id,
                **values,
            },
        )

    def wrote(self, name, days=1, **values):
        applicant = self.candidate(name, **values)
        applicant.write({"awaiting_reply": True, "last_reply_date": NOW - timedelta(days=days)})
        return applicant

    def promised(self, name, days, state="open", **values):
        applicant = self.candidate(name, **values)
        due = NOW.date() + timedelta(days=days)
        applicant.write({"reply_promise_state": state, "reply_due_date": due})
        return applicant

    def refused(self, name, leaves=NOW + HOUR, **values):
        applicant = self.candidate(name, **values)
        row = self.refuse(applicant, channel="mail")
        row.write({"scheduled_date": leaves})
        row._set_next_attempt()
        return applicant

    def to_call(self, name, **values):
        applicant = self.candidate(name, **values)
        applicant.activity_schedule(
            "mail.mail_activity_data_call",
            summary="Ask about the licence",
            user_id=applicant.user_id.id or self.recruiter.id,
            date_deadline=NOW.date(),
        )
        return applicant

    def interviewed(self, name, start=NOW + HOUR, **values):
        applicant = self.candidate(name, **values)
        guests = applicant.partner_id | self.interviewer.partner_id | self.recruiter.partner_id
        event = self.env["calendar.event"].with_user(self.recruiter)
        event.create(
            {
                "name": "Interview",
                "applicant_id": applicant.id,
                "start": start,
                "stop": start + HOUR,
                "partner_ids": [Command.set(guests.ids)],
            }
        )
        return applicant

    def failed(self, name, **values):
        applicant = self.candidate(name, **values)
        row = self.ledger.sudo().create(
            {
                "applicant_id": applicant.id,
                "step_id": self.ask.id,
                "occurrence_key": f"failed:{applicant.id}",
                "action": "email",
                "scheduled_date": NOW - HOUR,
            }
        )
        row._close("failed", "undeliverable")
        return applicant

    def silent(self, name, **values):
        applicant = self.candidate(name, **values)
        applicant.last_contact_date = NOW - timedelta(days=90)
        return applicant

    def live(self):
        """Whom the sections show, in the order of the screen."""
        self.env.flush_all()
        return {
            "reply": self.wrote("Rita Reply"),
            "promises": self.promised("Petra Promise", 1),
            "refusals": self.refused("Rolf Refused"),
            "calls": self.to_call("Carl Called"),
            "interviews": self.interviewed("Ines Interviewed"),
            "failures": self.failed("Fred Failed"),
            "unanswered": self.silent("Sven Silent"),
        }

    def ask_as(self, user, scope="mine", user_id=None, **context):
        self.env.flush_all()
        self.env.invalidate_all()
        service = self.env["hr.recruitment.today"].with_user(user)
        return service.with_context(tz="Europe/Stockholm", **context).get_data(scope, user_id)

    def sections(self, user, *args, **context):
        """:return: dict name → section"""
        data = self.ask_as(user, *args, **context)
        return {section["name"]: section for section in data["sections"]}

    def names(self, user, *args, **context):
        """:return: dict name of the section → names of the candidates"""
        sections = self.sections(user, *args, **context)
        return {
            name: [line["name"] for line in section["lines"]] for name, section in sections.items()
        }

    def only(self, section, user, *args):
        return self.names(user, *args)[section]
