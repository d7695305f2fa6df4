from odoo import models
from odoo.fields import Domain


class MailActivitySchedule(models.TransientModel):
    """Plans for the first months are started by their own dialog, which knows the first day."""

    _inherit = "mail.activity.schedule"

    def _get_plan_available_base_domain(self):
        domain = super()._get_plan_available_base_domain()
        return Domain(domain) & Domain("is_first_months", "=", False)
