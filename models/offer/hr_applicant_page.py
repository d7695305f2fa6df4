from odoo import models

from .states import USES


class HrApplicantOfferPage(models.Model):
    """An offer on the candidate's own page."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        offer = self._find_shown_offer()
        return {**page, "job_offer": offer._describe_on_page() if offer else None}

    def _get_page_preview(self):
        """What is behind the code is shown."""
        return {**super()._get_page_preview(), "offer_known": True}

    def _find_shown_offer(self):
        """:return: ``hr.applicant.offer``, as superuser; empty where the candidate was told of
        none, or knows that the application has ended"""
        none = self.env["hr.applicant.offer"].sudo()
        if not self.env["hr.candidate.settings"]._is_used(USES) or not self._may_have_offer():
            return none
        return self.sudo().offer_ids._filter_shown()
