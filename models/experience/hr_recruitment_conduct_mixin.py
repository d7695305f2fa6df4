from odoo import api, models
from odoo.exceptions import AccessError

from ..inside import YES, get_inside

KEY = "conduct_computing"


class HrRecruitmentConductMixin(models.AbstractModel):
    """What stands on a page that proves conduct: computed, and changed by nobody. Rights would
    not do, because an administrator can give them to themselves."""

    _name = "hr.recruitment.conduct.mixin"
    _description = "Computed, and Changed by Nobody"

    def _as_computed(self):
        """:return: the same records, for our own methods to write"""
        return self.sudo().with_context(**{KEY: YES})

    def _check_computed(self):
        if not get_inside(self.env, KEY):
            raise AccessError(
                self.env._(
                    "These numbers are computed from what has happened. Nobody changes them."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_computed()
        return super().create(vals_list)

    def write(self, vals):
        self._check_computed()
        return super().write(vals)

    def unlink(self):
        self._check_computed()
        return super().unlink()
