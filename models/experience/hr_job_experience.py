from odoo import models


class HrJobExperience(models.Model):
    """A job position in the reports to its hiring manager."""

    _inherit = "hr.job"

    def _get_experience_report_name(self):
        """:return: the name of the printed report's file, without its ending"""
        self.ensure_one()
        name = " ".join((self.name or "").split())[:80]
        return self.env._("Candidate experience - %(name)s", name=name)

    def _get_hiring_manager(self):
        """:return: the user who manages the department of the job position, if any"""
        self.ensure_one()
        return self.sudo().manager_id.user_id
