from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .conduct_choices import PATH


class ResCompanyConduct(models.Model):
    """Whether a company shows how it treats candidates, and on which of its websites."""

    _inherit = "res.company"

    conduct_published = fields.Boolean(
        "Public Page",
        copy=False,
        help="Everybody can read on your website how soon you answer, whether promises were kept, "
        "what candidates say and what you have changed.",
    )
    conduct_website_ids = fields.Many2many(
        "website",
        "res_company_conduct_website_rel",
        "company_id",
        "website_id",
        string="Websites With the Page",
        copy=False,
        domain="[('company_id', '=', id)]",
        help="Empty: all websites of the company.",
    )

    @api.constrains("conduct_website_ids")
    def _check_conduct_websites(self):
        for company in self:
            if company.conduct_website_ids.company_id - company:
                raise ValidationError(self.env._("Choose websites of %s only.", company.name))

    def write(self, vals):
        res = super().write(vals)
        if {"conduct_published", "conduct_website_ids", "active"} & vals.keys():
            self._find_websites()._forget_sitemap()
        return res

    def _find_websites(self):
        return self.env["website"].sudo().search([("company_id", "in", self.ids)])

    def _find_conduct_url(self):
        """:return: address of the page that the company shows, or False"""
        company = self.sudo()
        if not company.conduct_published:
            return False
        for website in company._find_websites():
            if website._find_conduct():
                return f"{website.get_base_url()}{PATH}"
        return False

    def _say_trouble(self, kind, env):
        if kind == "conduct":
            return env._("The public page could not be computed")
        return super()._say_trouble(kind, env)
