from odoo import fields, models

from ..company.capabilities import CAPABILITIES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_alarms = fields.Boolean("Alarms", implied_group=CAPABILITIES["uses_alarms"])
    alarm_rate = fields.Float(related="company_id.alarm_rate", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    uses_alarms = fields.Boolean("Alarms")
    alarm_rate = fields.Float("False Alarms a Year")
