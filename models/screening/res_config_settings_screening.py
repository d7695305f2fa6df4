from odoo import fields, models

from ..company.capabilities import CAPABILITIES
from .states import USES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_screening = fields.Boolean("Screening Questions", implied_group=CAPABILITIES[USES])
    screening_minutes = fields.Integer(related="company_id.screening_minutes", readonly=False)
    screening_megabytes = fields.Integer(related="company_id.screening_megabytes", readonly=False)
    screening_keep_days = fields.Integer(related="company_id.screening_keep_days", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    uses_screening = fields.Boolean("Screening Questions")
    screening_minutes = fields.Integer("Longest Recording (Minutes)")
    screening_megabytes = fields.Integer("Largest Recording (MB)")
    screening_keep_days = fields.Integer("Days to Keep Recordings")
