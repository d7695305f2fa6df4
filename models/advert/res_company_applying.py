from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    applying_asks_before = fields.Boolean(
        "Ask What Candidates Know of Us",
        default=True,
        help="Optional questions on the application form: where the job was seen, earlier "
        "contact with the company, and the opinion of it before applying.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    applying_asks_before = fields.Boolean(related="company_id.applying_asks_before", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    applying_asks_before = fields.Boolean("Ask What Candidates Know of Us")
