from odoo import fields, models

from ..company.capabilities import CAPABILITIES
from .look_choices import USES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_looks = fields.Boolean("Monthly Check-Ins", implied_group=CAPABILITIES[USES])
    experience_recruiter_report_active = fields.Boolean(
        related="company_id.experience_recruiter_report_active", readonly=False
    )


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    uses_looks = fields.Boolean("Monthly Check-Ins")
    experience_recruiter_report_active = fields.Boolean("Monthly Report to Recruiters")

    def _switch(self, name):
        """What is open is closed by the cron, and its to-dos with it."""
        res = super()._switch(name)
        if name == USES:
            cron = "hr_recruitment_candidate_experience.ir_cron_looks"
            if found := self.env.ref(cron, raise_if_not_found=False):
                found.sudo()._trigger()
        return res
