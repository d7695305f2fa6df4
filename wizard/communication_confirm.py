from odoo import fields, models


class CommunicationConfirm(models.TransientModel):
    """What touches many messages says how many, and whose, before it is done."""

    _name = "hr.applicant.communication.confirm"
    _description = "Confirm for Many Messages"

    kind = fields.Selection([("send", "Send"), ("skip", "Skip")], required=True)
    communication_ids = fields.Many2many(
        "hr.applicant.communication",
        "hr_applicant_communication_confirm_rel",
        required=True,
    )
    count = fields.Integer(compute="_compute_whose")
    whose = fields.Char(compute="_compute_whose")

    def _compute_whose(self):
        for wizard in self:
            wizard.count = len(wizard.communication_ids)
            wizard.whose = wizard.communication_ids._say_whose()

    def action_confirm(self):
        """:return: action: the note that offers to undo it"""
        self.ensure_one()
        rows = self.communication_ids.filtered(lambda row: row.state == "scheduled")
        return rows._send_soon() if self.kind == "send" else rows._skip_with_undo()
