from odoo import models
from odoo.fields import Domain

from .conduct_choices import PATH


class WebsiteConduct(models.Model):
    """A website shows the page of its own company, if of any."""

    _inherit = "website"

    def _find_conduct(self):
        """:return: ``hr.recruitment.conduct`` of the company, as superuser; empty where the page
        is not shown, or nothing has been computed yet"""
        company, pages = self.sudo().company_id, self.env["hr.recruitment.conduct"].sudo()
        if not company.active or not company.conduct_published:
            return pages
        chosen = company.conduct_website_ids
        if chosen and self not in chosen:
            return pages
        return pages.search([("company_id", "=", company.id), ("computed_date", "!=", False)])

    def _find_conduct_path(self, job):
        """:param job: ``hr.job`` on this website
        :return: path of the page, if it is that of the job position's company; or False"""
        company = job.sudo().company_id
        if company and company != self.sudo().company_id:
            return False
        return PATH if self._find_conduct() else False

    def _forget_sitemap(self):
        """Odoo keeps it for half a day."""
        names = Domain.OR([("url", "=like", f"/sitemap-{number}-%")] for number in self.ids)
        files = self.env["ir.attachment"].sudo()
        files.search(Domain("type", "=", "binary") & names).unlink()
