from odoo import models


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    def _get_done_record_ids(self, records, recipients_info):
        """Two applications with one number are two promises, no duplicate."""
        if self.env.context.get("candidate_sms"):
            return []
        return super()._get_done_record_ids(records, recipients_info)
