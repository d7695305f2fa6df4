from odoo import models


class HrJob(models.Model):
    _inherit = "hr.job"

    def _find_privacy_notice(self):
        """:return: the version that is published for the company of the job position, or of
        the website, as superuser; may be empty"""
        company = self.sudo().company_id or self.env.company
        return self.env["hr.recruitment.privacy.notice"]._find_published(company)
