from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        calls = self._find_answers_by_call()
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        calls._note_called()
        return res

    def unlink(self):
        """A call that is deleted rather than made: nobody has told the candidate."""
        calls = self.filtered("active")._find_answers_by_call()
        res = super().unlink()
        calls.applicant_id._note_call_dropped()
        return res

    def _find_answers_by_call(self):
        """:return: the answers to candidates that these calls give"""
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
