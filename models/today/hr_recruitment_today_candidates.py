from odoo import fields, models
from odoo.fields import Domain

from ..batch import get_now
from .sizes import MOST

ADDON = "hr_recruitment_candidate_experience"
# Days that nobody should wait for a reply; the list of those who do is red from then, too.
LATE = 2
# Who promised a word by the day after tomorrow has to begin.
NEAR = 2


class HrRecruitmentTodayCandidates(models.AbstractModel):
    """Who waits for a word from us, and what is about to leave or has not left."""

    _inherit = "hr.recruitment.today"

    def _get_of_recruiter(self, owner):
        """:return: domain of applications and communications"""
        return [("user_id", "=", owner.id)] if owner else []

    def _get_reply(self, owner):
        return self._get_section(
            self._get_applicants(),
            [("awaiting_reply", "=", True), *self._get_of_recruiter(owner)],
            "last_reply_date, id",
            self._say_who_wrote,
            {"action": f"{ADDON}.action_waiting_for_answer"},
        )

    def _say_who_wrote(self, applicants):
        return [
            {
                **self._describe(applicant),
                "id": applicant.id,
                "text": applicant.other_reply_from or "",
                "is_other": bool(applicant.other_reply_from),
                "is_late": applicant.days_awaiting_reply >= LATE,
                "time": fields.Datetime.to_string(
                    applicant._get_waiting_since() or get_now(self.env)
                ),
            }
            for applicant in applicants
        ]

    def _get_promises(self, owner):
        """Of the reply promises that are near, and of those that have passed."""
        return self._get_section(
            self._get_applicants(),
            [
                ("reply_promise_state", "in", ["open", "broken"]),
                ("reply_due_date", "<=", fields.Date.to_string(self._get_day(NEAR))),
                ("outcome", "=", "ongoing"),
                ("active", "=", True),
                ("talent_pool_ids", "=", False),
                *self._get_of_recruiter(owner),
            ],
            "reply_due_date, id",
            self._say_promises,
            {"model": "hr.applicant", "context": {"active_test": False}},
        )

    def _say_promises(self, applicants):
        today = self._get_day()
        return [
            {
                **self._describe(applicant),
                "id": applicant.id,
                "date": fields.Date.to_string(applicant.reply_due_date),
                "is_late": applicant.reply_due_date < today,
            }
            for applicant in applicants
        ]

    def _get_refusals(self, owner):
        """One line for each candidate, as in the list: of a call and the email after
        it, the email. Who is paused is told later, and not today."""
        return self._get_section(
            self.env["hr.applicant.communication"],
            [
                ("step_id.trigger", "=", "refused"),
                ("state", "=", "scheduled"),
                ("next_attempt", "<", self._get_start_of_day(1)),
                "|",
                ("action", "!=", "activity"),
                ("applicant_id.refusal_channel", "!=", "call_mail"),
                *self._get_of_recruiter(owner),
            ],
            "next_attempt, id",
            self._say_communications,
            {"action": f"{ADDON}.action_pending_refusals"},
        )

    def _say_communications(self, rows):
        reasons = dict(rows._fields["reason"]._description_selection(self.env))
        return [
            {
                **self._describe(row.applicant_id),
                "id": row.id,
                "channel": row.action,
                "state": row.state,
                "step": row.step_id.sudo().name,
                "text": reasons.get(row.reason, ""),
                "time": fields.Datetime.to_string(row.next_attempt or row.scheduled_date),
            }
            for row in rows
        ]

    def _get_failures(self, owner):
        ledger = self.env["hr.applicant.communication"]
        found = ledger.search(
            Domain(self._get_of_recruiter(owner)) & ledger._get_mendable(),
            order="scheduled_date, id",
            limit=MOST + 1,
        )
        return self._get_section_of(
            found,
            self._say_communications,
            {"action": f"{ADDON}.action_hr_applicant_communication"},
        )

    def _get_unanswered(self, owner):
        return self._get_section(
            self._get_applicants(),
            [("is_unanswered", "=", True), *self._get_of_recruiter(owner)],
            "last_contact_date, id",
            self._say_unanswered,
            {"action": f"{ADDON}.action_unanswered"},
        )

    def _say_unanswered(self, applicants):
        return [
            {
                **self._describe(applicant),
                "id": applicant.id,
                "text": applicant.unanswered_reason,
                "is_owed": applicant.answer_state == "owed",
                "is_refused": bool(applicant.refuse_reason_id),
                "is_to_be_called": applicant.is_to_be_called,
            }
            for applicant in applicants
        ]
