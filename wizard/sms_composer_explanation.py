from odoo import models

from ..models.batch import get_batch


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    def _prepare_body_values(self, records):
        """An SMS is too short for an explanation: a refusal by SMS says where it stands."""
        bodies = super()._prepare_body_values(records)
        batch = get_batch(self.env)
        if not batch or not batch.rows:
            return bodies
        rows = self.env["hr.applicant.communication"].browse(batch.rows.values())
        return rows._lead_to_explanations(bodies)
