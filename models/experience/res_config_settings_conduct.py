from odoo import fields, models

from .conduct_choices import PATH


class HrCandidateConductButtons(models.AbstractModel):
    """Both kinds of settings have them."""

    _name = "hr.candidate.conduct.buttons"
    _description = "Settings of the Public Page"

    def action_preview_conduct(self):
        """Open what the page would show to everybody. It is computed if it has never been."""
        pages = self.env["hr.recruitment.conduct"]
        pages._check_helper()
        company = self.env.company.sudo()
        if not pages.sudo().search_count([("company_id", "=", company.id)]):
            pages._compute_anew(company)
        return {
            "type": "ir.actions.act_url",
            "url": f"{PATH}/preview?company={company.id}",
            "target": "new",
        }

    def action_compute_conduct(self):
        """Do now what happens once a month: in the same steps, so it tells nothing more."""
        pages = self.env["hr.recruitment.conduct"]
        pages._check_helper()
        pages._compute_anew(self.env.company.sudo())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Computed. New answers count once there are enough of them."),
            },
        }


class ResConfigSettings(models.TransientModel):
    _name = "res.config.settings"
    _inherit = ["res.config.settings", "hr.candidate.conduct.buttons"]

    conduct_published = fields.Boolean(related="company_id.conduct_published", readonly=False)
    conduct_website_ids = fields.Many2many(
        related="company_id.conduct_website_ids",
        readonly=False,
        domain="[('company_id', '=', company_id)]",
    )


class HrCandidateSettings(models.TransientModel):
    _name = "hr.candidate.settings"
    _inherit = ["hr.candidate.settings", "hr.candidate.conduct.buttons"]

    conduct_published = fields.Boolean("Public Page")
    conduct_website_ids = fields.Many2many(
        "website",
        "hr_candidate_settings_conduct_website_rel",
        string="Websites With the Page",
        domain="[('company_id', '=', company_id)]",
    )
