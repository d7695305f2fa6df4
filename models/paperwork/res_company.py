from odoo import fields, models

from .pdf_seal import find_library

SEAL_STATES = [
    ("none", "No certificate is set: documents are signed, and not sealed."),
    ("no_library", "The Python library pyHanko is not installed on this server."),
    ("valid", "Documents that everybody has signed are sealed."),
    ("ending", "The certificate ends soon. Please have it renewed."),
    ("early", "The certificate is not valid yet. Documents wait for their seal."),
    ("expired", "The certificate has expired. Documents wait for their seal."),
]


class ResCompany(models.Model):
    """How the seal of a company stands, for those who may not see its certificate, too."""

    _inherit = "res.company"

    seal_state = fields.Selection(SEAL_STATES, "State of the Seal", compute="_compute_seal")
    seal_until = fields.Datetime("Seal Valid Until", compute="_compute_seal")

    def _compute_seal(self):
        certificates = self.env["hr.paperwork.certificate"].sudo()
        found = certificates.search([("company_id", "in", self.ids)]).grouped("company_id")
        has_library = bool(find_library()) if found else True
        for company in self:
            certificate = found.get(company, certificates.browse())
            state = certificate.state or "none"
            company.seal_state = state if has_library or not certificate else "no_library"
            company.seal_until = certificate.valid_until

    def _find_helper(self, kind):
        if kind != "certificate":
            return super()._find_helper(kind)
        system = self.env.ref("base.group_system")
        steps = self.env["hr.recruitment.communication.step"]
        return steps._look_up_administrator(self, system) or super()._find_helper(kind)

    def _say_trouble(self, kind, env):
        if kind == "seal":
            return env._("A signed document could not be sealed")
        if kind == "certificate":
            return env._("The certificate of the seal ends soon")
        return super()._say_trouble(kind, env)

    def _explain_trouble(self, kind, env, detail):
        if kind == "seal":
            return env._("It has all signatures and waits for its seal. %s", detail)
        if kind == "certificate":
            return env._(
                "It ends on %s. Documents that are signed later wait until a system administrator "
                "has set a new one in the settings.",
                detail,
            )
        return super()._explain_trouble(kind, env, detail)
