from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .visits import GROUP


class HrCandidateSettings(models.TransientModel):
    """Who sits at the reception is said where the rest of the addon is set up."""

    _inherit = "hr.candidate.settings"

    reception_user_ids = fields.Many2many(
        "res.users",
        "hr_candidate_settings_reception_rel",
        string="Reception",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Who sees which candidates come today, and nothing else of recruitment.",
    )

    @api.model
    def default_get(self, fields):
        known = {}
        if "reception_user_ids" in fields:
            known["reception_user_ids"] = self._find_reception(self.env.company).ids
        return {**known, **super().default_get(fields)}

    @api.model
    def _find_reception(self, company):
        """:return: ``res.users`` of the company who sit at the reception"""
        members = self.env.ref(GROUP).sudo().user_ids
        return members.filtered(lambda user: company in user.company_ids)

    def _write_into_company(self, given):
        res = super()._write_into_company(given)
        if "reception_user_ids" in given:
            self._choose_reception()
        return res

    def _choose_reception(self):
        """:raise AccessError: for who may not change settings
        :raise ValidationError: for somebody who does not work in the company"""
        known = self._find_reception(self._get_company())
        chosen = self.sudo().reception_user_ids
        if known == chosen:
            return
        self._check_may_write([])
        for user in chosen - known:
            if user.share or self.company_id not in user.company_ids:
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work in %(company)s.",
                        user=user.name,
                        company=self.company_id.sudo().name,
                    )
                )
        group = self.env.ref(GROUP).sudo()
        group.user_ids = [
            *((4, user.id) for user in chosen - known),
            *((3, user.id) for user in known - chosen),
        ]
