from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    praise_asked = fields.Boolean(related="company_id.praise_asked", readonly=False)
    praise_read_first = fields.Boolean(related="company_id.praise_read_first", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    praise_asked = fields.Boolean("Ask Whom to Thank")
    praise_read_first = fields.Boolean("HR Reads Thanks First")
