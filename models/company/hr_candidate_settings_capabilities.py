from odoo import api, fields, models
from odoo.exceptions import AccessError

from .capabilities import CAPABILITIES, EMPLOYEES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_advert = fields.Boolean("Job Ads", implied_group=CAPABILITIES["uses_advert"])
    group_assessment = fields.Boolean("Tests", implied_group=CAPABILITIES["uses_assessment"])
    group_booking = fields.Boolean(
        "Candidates Book Interviews", implied_group=CAPABILITIES["uses_booking"]
    )
    group_scorecard = fields.Boolean("Scorecards", implied_group=CAPABILITIES["uses_scorecards"])
    group_explanation = fields.Boolean(
        "Explanations", implied_group=CAPABILITIES["uses_explanation"]
    )
    group_offer = fields.Boolean("Offers", implied_group=CAPABILITIES["uses_offers"])
    group_first_months = fields.Boolean(
        "First Months of New Colleagues", implied_group=CAPABILITIES["uses_first_months"]
    )
    group_paperwork = fields.Boolean("Paperwork", implied_group=CAPABILITIES["uses_paperwork"])


class HrCandidateSettings(models.TransientModel):
    """A capability that is off has no menu, no field, no button and no scheduled work."""

    _inherit = "hr.candidate.settings"

    uses_advert = fields.Boolean("Job Ads")
    uses_assessment = fields.Boolean("Tests")
    uses_booking = fields.Boolean("Candidates Book Interviews")
    uses_scorecards = fields.Boolean("Scorecards")
    uses_explanation = fields.Boolean("Explanations")
    uses_offers = fields.Boolean("Offers")
    uses_first_months = fields.Boolean("First Months of New Colleagues")
    uses_paperwork = fields.Boolean("Paperwork")

    @api.model
    def default_get(self, fields):
        known = {name: self._is_used(name) for name in CAPABILITIES if name in fields}
        return {**known, **super().default_get(fields)}

    @api.model
    def _is_used(self, name):
        """:param str name: a key of ``CAPABILITIES``
        :return: whether everybody who works here has it"""
        # Asked for each message and page: Odoo keeps the groups in memory.
        groups = self.env["res.groups"]._get_group_definitions()
        everybody = groups.get_superset_ids([groups.get_id(EMPLOYEES)])
        return groups.get_id(CAPABILITIES[name]) in everybody

    def _write_into_company(self, given):
        res = super()._write_into_company(given)
        for name in CAPABILITIES.keys() & set(given):
            if self[name] != self._is_used(name):
                self._switch(name)
        return res

    def _switch(self, name):
        """:raise AccessError: for who may not decide for all companies"""
        self._check_may_write([])
        if not self.env.user._acts_in_all_companies():
            raise AccessError(
                self.env._(
                    "What is switched on here is on in all companies: only people who may "
                    "work in all of them can change it."
                )
            )
        everybody = self.env.ref(EMPLOYEES).sudo()
        group = self.env.ref(CAPABILITIES[name]).sudo()
        if self[name]:
            everybody._apply_group(group)
        else:
            everybody._remove_group(group)
