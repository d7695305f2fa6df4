from odoo import models
from odoo.exceptions import AccessError


class HrCandidateShared(models.AbstractModel):
    """Configuration that may be shared. What has no company is everybody's: it is
    written only by people who may work in all companies."""

    _name = "hr.candidate.shared.mixin"
    _description = "Configuration Shared by Companies"
    _inherit = "hr.candidate.guard.mixin"

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        if refused or operation == "read" or self.env.su or not any(self._ids):
            return refused
        shared = self._filter_shared()
        if not shared or self.env.user._acts_in_all_companies():
            return None
        return shared, lambda: AccessError(
            self.env._(
                "All companies share this: %s. Only people who may work in all of them "
                "can change it. Make a copy for your company instead.",
                ", ".join(shared.sudo().mapped("display_name")),
            )
        )

    def _filter_shared(self):
        """:return: those that are not of one company"""
        if "company_id" not in self._fields:
            return self
        return self.filtered(lambda record: not record.sudo().company_id)
