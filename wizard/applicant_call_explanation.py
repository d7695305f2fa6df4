from odoo import models

from ..models.explanation.place import put_in_place


class ApplicantCall(models.TransientModel):
    _inherit = "hr.applicant.call"

    def _compute_guide(self):
        """With the explanation as it is approved now."""
        res = super()._compute_guide()
        for wizard in self:
            words = wizard.applicant_id._draw_explanation()
            wizard.guide = put_in_place(wizard.guide, words) or False
        return res
