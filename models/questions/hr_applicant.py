from odoo import api, models

from .places import PLACES


class HrApplicantQuestions(models.Model):
    """What candidates ask before an interview and on the telephone is counted, whichever way
    it comes into its field. Where nobody asks, it costs nothing."""

    _inherit = "hr.applicant"

    @api.model_create_multi
    def create(self, vals_list):
        applicants = super().create(vals_list)
        given = {name for vals in vals_list for name in vals}
        given |= {name for name in PLACES if f"default_{name}" in self.env.context}
        if names := PLACES.keys() & given:
            self.env["hr.candidate.question"]._follow(applicants, names)
        return applicants

    def write(self, vals):
        res = super().write(vals)
        if names := PLACES.keys() & vals.keys():
            self.env["hr.candidate.question"]._follow(self, names)
        return res
