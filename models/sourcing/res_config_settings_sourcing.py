from odoo import fields, models

from ..company.capabilities import CAPABILITIES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_sourcing = fields.Boolean(
        "Invitations to Apply", implied_group=CAPABILITIES["uses_sourcing"]
    )
    prospect_words = fields.Text(related="company_id.prospect_words", readonly=False)
    prospect_basis = fields.Text(related="company_id.prospect_basis", readonly=False)
    prospect_keep_days = fields.Integer(related="company_id.prospect_keep_days", readonly=False)
    prospect_untold_days = fields.Integer(related="company_id.prospect_untold_days", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    uses_sourcing = fields.Boolean("Invitations to Apply")
    prospect_words = fields.Text("Standard Words of an Invitation", translate=True)
    prospect_basis = fields.Text("Legal Basis of Invitations", translate=True)
    prospect_keep_days = fields.Integer("Days to Keep Who Was Invited")
    prospect_untold_days = fields.Integer("Days Until Somebody Is Invited")
