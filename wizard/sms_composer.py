from odoo import models

from ..models.batch import get_batch
from ..models.rendering.named_dates import get_named_dates


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    def _get_done_record_ids(self, records, recipients_info):
        """Two applications with one number are two promises, no duplicate."""
        batch = get_batch(self.env)
        if batch and batch.rows:
            return []
        return super()._get_done_record_ids(records, recipients_info)

    def _prepare_body_values(self, records):
        """Odoo renders a text that is no template's without ``_render_field``."""
        bodies = super()._prepare_body_values(records)
        named = get_named_dates(self.env)
        if not named:
            return bodies
        return {res_id: named.take(res_id, "body", text) for res_id, text in bodies.items()}
