from odoo import models

from ..models.communication.named_dates import NamedDates
from ..models.inside import get_inside


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    def _get_done_record_ids(self, records, recipients_info):
        """Two applications with one number are two promises, no duplicate."""
        if get_inside(self.env, "candidate_sms"):
            return []
        return super()._get_done_record_ids(records, recipients_info)

    def _prepare_body_values(self, records):
        """Odoo renders a text that is no template's without ``_render_field``."""
        bodies = super()._prepare_body_values(records)
        named = self.env.context.get("named_dates")
        if not isinstance(named, NamedDates):
            return bodies
        return {res_id: named.take(res_id, "body", text) for res_id, text in bodies.items()}
