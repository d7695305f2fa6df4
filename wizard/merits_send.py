from odoo import api, fields, models


class ApplicantMeritsSend(models.TransientModel):
    """Before a letter about merits leaves: what is left to check, and how it goes."""

    _name = "hr.applicant.merits.send"
    _description = "Send a Letter About Merits"

    request_id = fields.Many2one("hr.applicant.data.request", required=True, ondelete="cascade")
    letter = fields.Text(related="request_id.merits_letter", related_sudo=False)
    points = fields.Html(related="request_id.merits_points", related_sudo=False)
    summary = fields.Char(compute="_compute_summary")
    may_mail = fields.Boolean(compute="_compute_summary")

    @api.depends("request_id")
    def _compute_summary(self):
        for wizard in self:
            wizard.request_id.check_access("read")
            count = wizard.request_id.merits_point_count
            wizard.may_mail = bool(wizard.sudo().request_id._find_sender())
            wizard.summary = bool(count) and self.env._("Left to check: %s", count)

    def action_send(self):
        return self._send()

    def action_by_post(self):
        """Somebody sends it or hands it over."""
        return self._send(by_post=True)

    def _send(self, by_post=False):
        self.ensure_one()
        self.request_id._send_letter(by_post)
        return {"type": "ir.actions.act_window_close"}
