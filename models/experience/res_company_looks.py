from odoo import fields, models


class ResCompanyLooks(models.Model):
    _inherit = "res.company"

    experience_recruiter_report_active = fields.Boolean(
        "Monthly Report to Recruiters",
        help="Recruiters get the numbers of their own job positions each month, without "
        "comments, as hiring managers do.",
    )

    def _say_trouble(self, kind, env):
        if kind == "looks":
            return env._("A monthly check-in could not be opened, or nobody reminded of it")
        return super()._say_trouble(kind, env)
