from odoo import api, fields, models


class ApplicantGetRefuseReasonExplanation(models.TransientModel):
    """The explanation for those of a selection who read one language."""

    _name = "applicant.get.refuse.reason.explanation"
    _description = "Explanation in One Language"

    wizard_id = fields.Many2one("applicant.get.refuse.reason", required=True, ondelete="cascade")
    lang = fields.Char("Language Code", required=True, readonly=True)
    lang_name = fields.Char("Language", compute="_compute_lang_name")
    applicant_count = fields.Integer("Candidates", readonly=True)
    explanation = fields.Text()

    @api.depends("lang")
    def _compute_lang_name(self):
        for line in self:
            line.lang_name = self.env["res.lang"]._get_data(code=line.lang).name
