from odoo import api, models

from .steps import ADDON


class OnboardingOnboardingStep(models.Model):
    _inherit = "onboarding.onboarding.step"

    @api.model
    def action_open_candidate_setup(self):
        """What each of our steps opens, as Odoo's onboarding wants it.

        :return: action of the screen that has all of them
        """
        return self.env["ir.actions.actions"]._for_xml_id(f"{ADDON}.action_setup")
