from odoo import models
from odoo.tools import SQL

from ..batch import get_now
from .triggers import CLOSING, REFUSAL, names


class HrApplicantCancel(models.Model):
    """What was planned and is no longer true."""

    _inherit = "hr.applicant"

    def _filter_unconfirmed(self):
        """Those whose confirmation is planned and has not left yet."""
        if not self:
            return self
        waiting = (
            self.env["hr.applicant.communication"]
            .sudo()
            ._read_group(
                [
                    ("applicant_id", "in", self.ids),
                    ("state", "=", "scheduled"),
                    ("step_id.trigger", "=", "applied"),
                    ("action", "!=", "survey"),
                ],
                ["applicant_id"],
            )
        )
        waiting_ids = {applicant.id for (applicant,) in waiting}
        return self.filtered(lambda a: a.id in waiting_ids)

    def _cancel_scheduled(self, reason):
        """Cancel what is no longer true, with one UPDATE."""
        if not self:
            return
        domain = [("applicant_id", "in", self.ids), ("state", "=", "scheduled")]
        if reason == "stage_left":
            domain.append(("stage_id", "!=", False))
        elif reason == "closed":
            domain += [
                "|",
                ("step_id.trigger", "in", names(lambda t: CLOSING in t.ended_by)),
                "&",
                ("step_id.trigger", "in", names(lambda t: REFUSAL in t.ended_by)),
                ("applicant_id.refuse_reason_id", "!=", False),
            ]
        elif reason == "not_applied":
            domain += [
                ("step_id.trigger", "in", names(lambda t: t.needs_application)),
                "|",
                ("step_id.trigger", "=", "applied"),
                ("action", "!=", "activity"),
            ]
        elif reason == "plan_changed":
            domain += [
                ("step_id.trigger", "in", names(lambda t: t.follows_plan)),
                ("plan_id", "not in", self.communication_plan_id.ids),
            ]
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger.flush_model()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant_communication
                   SET state = 'cancelled', reason = %s, next_attempt = NULL,
                       held_for = NULL, needs_attention = FALSE,
                       write_uid = %s, write_date = %s
                 WHERE id IN %s
                """,
                reason,
                self.env.uid,
                get_now(self.env),
                ledger._search(domain).subselect(),
            )
        )
        ledger.invalidate_model(flush=False)
