from odoo import fields, models


class HrCandidateSettings(models.TransientModel):
    """How the seal stands: system administrators set it."""

    _inherit = "hr.candidate.settings"

    seal_state = fields.Selection(related="company_id.seal_state")
    seal_until = fields.Datetime(related="company_id.seal_until")
