from odoo import api, models

from ..company.capabilities import ADDON
from ..inside import Inside, get_inside


class IrModel(models.Model):
    """Odoo describes every field of an application when somebody applies, twice, to find the
    few that a form may have. Ours, more than its own, that no form has are left out: who
    applies waits for it."""

    _inherit = "ir.model"

    def _get_form_writable_fields(self, property_origins=None):
        if self.model == "hr.applicant":
            names = self._list_fields_for_forms()
            self = self.with_context(described_fields=Inside(names))
        return super()._get_form_writable_fields(property_origins)

    def _list_fields_for_forms(self):
        """:return: list of names: all of other addons, and those of ours that somebody has
        opened for forms of the website"""
        opened = self.env["ir.model.fields"].sudo()
        opened = opened.search(
            [("model_id", "=", self.id), ("website_form_blacklisted", "=", False)]
        )
        names = set(opened.mapped("name"))
        found = self.env[self.model]._fields.items()
        return [n for n, field in found if n in names or field._modules[:1] != (ADDON,)]


class HrApplicantForForms(models.Model):
    _inherit = "hr.applicant"

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        names = get_inside(self.env, "described_fields") if allfields is None else None
        return super().fields_get(names or allfields, attributes)
