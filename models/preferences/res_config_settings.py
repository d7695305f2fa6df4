from odoo import api, fields, models

from ..company.capabilities import CAPABILITIES
from .preferences import USES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_preferences = fields.Boolean(
        "What Matters to Candidates", implied_group=CAPABILITIES[USES]
    )
    adjustments_arrangers = fields.Char(compute="_compute_adjustments_arrangers")

    @api.depends("company_id")
    def _compute_adjustments_arrangers(self):
        for settings in self:
            names = settings.company_id.sudo()._find_arrangers().mapped("name")
            settings.adjustments_arrangers = ", ".join(names)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    uses_preferences = fields.Boolean("What Matters to Candidates")
    adjustments_arrangers = fields.Char(compute="_compute_adjustments_arrangers")

    @api.depends("company_id")
    def _compute_adjustments_arrangers(self):
        for settings in self:
            names = settings.company_id.sudo()._find_arrangers().mapped("name")
            settings.adjustments_arrangers = ", ".join(names)
