from odoo import models

from .checks import GREEN, RED

# So many names are told.
NAMED = 5


class HrRecruitmentHealthForms(models.AbstractModel):
    """Whether candidates can apply."""

    _inherit = "hr.recruitment.health"

    def _check_application_forms(self, look):
        """:return: None where job ads are switched off"""
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return None
        domain = [
            ("website_published", "=", True),
            ("form_light", "=", RED),
            ("company_id", "in", [False, *look.companies.ids]),
        ]
        jobs = self.env["hr.job"].sudo().search(domain, limit=NAMED)
        if not jobs:
            fine = self.env._("The last tests found no broken form.")
            return self._say(GREEN, fine)
        names = ", ".join(jobs.mapped("name"))
        text = self.env._("Candidates cannot apply as they should: %s", names)
        door = self._get_door(self.env._("Show Job Positions"), model="hr.job", domain=domain)
        return self._say(RED, text, door)
