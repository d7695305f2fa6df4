from odoo import fields, models
from odoo.exceptions import AccessError

from ..inside import YES, get_inside

# What decides whose call it is, whom it is about, and whether it is still to be made.
WATCHED = {"active", "activity_type_id", "res_id", "res_model_id", "user_id"}


class MailActivity(models.Model):
    _inherit = "mail.activity"

    interview_id = fields.Many2one(
        "calendar.event",
        index="btree_not_null",
        ondelete="cascade",
        groups=fields.NO_ACCESS,
    )
    interview_task = fields.Selection(
        [("review", "Confirm what was changed"), ("missing", "Something is missing")],
        groups=fields.NO_ACCESS,
    )

    def _action_done(self, feedback=False, attachment_ids=None):
        calls = self._find_refusals_by_call()
        self._check_may_tell(calls)
        made = self.with_context(call_is_made=YES)
        res = super(MailActivity, made)._action_done(
            feedback=feedback, attachment_ids=attachment_ids
        )
        calls._note_called()
        return res

    def write(self, vals):
        """A call that is archived rather than made is as good as deleted."""
        calls = self.env["hr.applicant.communication"].sudo()
        if WATCHED & vals.keys() and not get_inside(self.env, "call_is_made"):
            calls = self.filtered("active")._find_refusals_by_call()
            self._check_may_tell(calls)
        res = super().write(vals)
        if not vals.get("active", True):
            calls.applicant_id._note_call_dropped()
        return res

    def unlink(self):
        """A call that is deleted rather than made: nobody has told the candidate."""
        calls = self.filtered("active")._find_refusals_by_call()
        self._check_may_tell(calls)
        res = super().unlink()
        calls.applicant_id._note_call_dropped()
        return res

    def _check_may_tell(self, calls):
        """The call counts as told: it is made by whom it is assigned to, or by
        somebody who speaks for us."""
        others = calls.activity_id.filtered(lambda call: call.user_id != self.env.user)
        if others and not self.env["hr.applicant.communication"].has_access("write"):
            raise AccessError(
                self.env._(
                    "This call tells a candidate how the application ended. Only the "
                    "person it is assigned to or a recruiter can change it."
                )
            )

    def _find_refusals_by_call(self):
        """:return: the refusals that these calls tell"""
        ledger = self.env["hr.applicant.communication"].sudo()
        calls = self.filtered(lambda activity: activity.res_model == "hr.applicant")
        if not calls:
            return ledger
        return ledger.search(
            [
                ("activity_id", "in", calls.ids),
                ("step_id.trigger", "=", "refused"),
                ("applicant_id.answer_state", "in", ("pending", "owed")),
            ]
        )
