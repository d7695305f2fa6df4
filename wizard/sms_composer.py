from odoo import models

from ..models.inside import get_inside


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    def _get_done_record_ids(self, records, recipients_info):
        """Two applications with one number are two promises, no duplicate."""
        if get_inside(self.env, "candidate_sms"):
            return []
        return super()._get_done_record_ids(records, recipients_info)
