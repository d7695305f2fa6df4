from odoo import fields, models


class CommunicationSendEarly(models.TransientModel):
    """Why a refusal leaves before the minimum delay."""

    _name = "hr.applicant.communication.send.early"
    _description = "Send a Refusal Early"

    communication_ids = fields.Many2many(
        "hr.applicant.communication",
        "hr_applicant_communication_send_early_rel",
        required=True,
    )
    reason = fields.Char(required=True, help="It is noted on the application, for colleagues only.")

    def action_send(self):
        return self.communication_ids._send_soon(self.reason)
