from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    seal_state = fields.Selection(related="company_id.seal_state")
    seal_until = fields.Datetime(related="company_id.seal_until")

    def action_seal_certificate(self):
        """Set the certificate of the company."""
        return self.env["hr.paperwork.certificate"].action_open()

    def action_seal_remove(self):
        """Seal nothing any more."""
        certificates = self.env["hr.paperwork.certificate"]
        return certificates.search([("company_id", "=", self.env.company.id)]).action_remove()
