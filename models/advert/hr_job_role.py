from odoo import models


class HrJobRoleAdvert(models.Model):
    _inherit = "hr.job"

    def _get_role(self):
        """What the role cannot do without, as candidates were asked when they applied."""
        role = super()._get_role()
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return role
        needs = self.sudo().requirement_ids.mapped("name")
        return role + ([(self.env._("What the role needs"), needs)] if needs else [])


class HrApplicantRoleAdvert(models.Model):
    _inherit = "hr.applicant"

    def _get_more_of_role(self):
        """The pay, to whom it was told."""
        more = super()._get_more_of_role()
        if self.pay_told_state != "told":
            return more
        pay = [line for part in self._get_pay_in(self.env.lang) for line in part["lines"]]
        return ([(self.env._("The pay"), pay)] if pay else []) + more
