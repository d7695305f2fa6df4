from odoo import models

from ..models.explanation.place import put_in_place


class ApplicantCall(models.TransientModel):
    _inherit = "hr.applicant.call"

    def _compute_guide(self):
        """With the explanation as it is approved now."""
        super()._compute_guide()
        for wizard in self:
            applicant = wizard.applicant_id
            words = applicant._draw_explanation(applicant._get_candidate_lang())
            wizard.guide = put_in_place(wizard.guide, words) or False
