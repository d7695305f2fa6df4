from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    leaving_asked = fields.Boolean(
        "Ask Why Visitors Do Not Apply",
        help="One question at the end of job pages, answered with one press. Answers are "
        "counted by month; nobody can be told from another.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    leaving_asked = fields.Boolean(related="company_id.leaving_asked", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    leaving_asked = fields.Boolean("Ask Why Visitors Do Not Apply")
