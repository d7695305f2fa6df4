from odoo import fields, models

from ..models.inside import Inside


class CommunicationSendEarly(models.TransientModel):
    """Why an answer leaves before the minimum delay."""

    _name = "hr.applicant.communication.send.early"
    _description = "Send an Answer Early"

    communication_ids = fields.Many2many(
        "hr.applicant.communication",
        "hr_applicant_communication_send_early_rel",
        required=True,
    )
    reason = fields.Char(required=True, help="It is noted on the application, for colleagues only.")

    def action_send(self):
        self.communication_ids.with_context(sent_early_reason=Inside(self.reason)).action_send_now()
        return {"type": "ir.actions.act_window_close"}
