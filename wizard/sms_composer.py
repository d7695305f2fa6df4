from odoo import api, models

from ..models.batch import get_batch
from ..models.rendering.named_dates import get_named_dates


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    @api.depends("recipient_single_number", "recipient_single_number_itf")
    def _compute_recipient_single_valid(self):
        """An SMS to a candidate goes to a number that can be a mobile."""
        res = super()._compute_recipient_single_valid()
        for composer in self.filtered(lambda c: c.res_model == "hr.applicant"):
            applicant = composer._get_records()
            number = composer.recipient_single_number_itf or composer.recipient_single_number
            if len(applicant) == 1 and number:
                composer.recipient_single_valid = bool(applicant._read_phone(number).mobile)
        return res

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
