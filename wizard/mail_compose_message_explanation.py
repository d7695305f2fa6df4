from odoo import models

from ..models.batch import get_batch


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _render_field(self, field, res_ids, *args, **kwargs):
        """A refusal leaves with what is approved at that moment, whenever it was worded."""
        rendered = super()._render_field(field, res_ids, *args, **kwargs)
        batch = get_batch(self.env)
        if field != "body" or not batch or not batch.rows:
            return rendered
        rows = self.env["hr.applicant.communication"].browse(batch.rows.values())
        return rows._put_explanations(rendered)
