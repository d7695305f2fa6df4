from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .improvement_choices import MANAGER


class HrRecruitmentImprovementPublic(models.Model):
    """What of the changes candidates read: those that somebody of HR has marked, in words of
    their own."""

    _inherit = "hr.recruitment.improvement"

    is_public = fields.Boolean(
        "Publish",
        copy=False,
        write_groups=MANAGER,
        help="Shown on your public page once the action is done, with the text for candidates and "
        "the day of the change. Remove the mark, and it disappears at once.",
    )
    public_text = fields.Text(
        "Text for Candidates",
        translate=True,
        copy=False,
        write_groups=MANAGER,
        help="What is different now, in a candidate's words and without names. Write it in each "
        "language of your website.",
    )
    has_public_page = fields.Boolean(compute="_compute_has_public_page")

    @api.depends("company_id")
    def _compute_has_public_page(self):
        """Is there a page, or has somebody looked at what it would be?"""
        companies = self.company_id.sudo()
        pages = self.env["hr.recruitment.conduct"].sudo()
        known = pages.search([("company_id", "in", companies.ids)]).company_id
        known |= companies.filtered("conduct_published")
        for action in self:
            action.has_public_page = action.company_id in known

    @api.constrains("is_public", "public_text")
    def _check_public_text(self):
        for action in self:
            if action.is_public and not (action.public_text or "").strip():
                raise ValidationError(
                    self.env._("Write the text for candidates before you publish it.")
                )

    @api.model
    def _find_public(self, company):
        """:return: the changes that stand on the page of a company, the newest first, as
        superuser"""
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("is_public", "=", True),
                ("state", "=", "done"),
                ("date_done", "!=", False),
            ],
            order="date_done DESC, id DESC",
        )

    def _get_public_key(self):
        """:return: list of what the scores before and after are about"""
        return [fields.Date.to_string(self.date_done), self.job_id.id, self.moment]

    def _find_translated(self, lang):
        """:return: set of the ids of those whose text is there in a language"""
        if not self:
            return set()
        self.flush_recordset(["public_text"])
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM hr_recruitment_improvement"
                " WHERE id = ANY(%s) AND JSONB_EXISTS(public_text, %s)",
                self.ids,
                lang,
            )
        )
        return {row[0] for row in rows}
