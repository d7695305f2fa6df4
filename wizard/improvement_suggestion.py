from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..models.feedback.choices import MOMENTS


class HrRecruitmentImprovementSuggestion(models.TransientModel):
    """A recruiter writes what should change for candidates."""

    _name = "hr.recruitment.improvement.suggestion"
    _description = "Suggestion of an Improvement"

    name = fields.Char("What Should Change", required=True, size=120)
    description = fields.Text("Why and How")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    job_id = fields.Many2one(
        "hr.job", "Job Position", domain="[('company_id', 'in', (False, company_id))]"
    )
    moment = fields.Selection(MOMENTS)

    @api.constrains("job_id")
    def _check_job_id(self):
        """The user must be able to read it."""
        self.sudo(False).job_id.check_access("read")

    def action_suggest(self):
        self.ensure_one()
        if not self.name.strip():
            raise UserError(self.env._("Write what should change."))
        job = self.job_id.sudo()
        ideas = self.env["hr.recruitment.improvement"]
        ideas._suggest(
            self.name.strip(),
            self.description and plaintext2html(self.description),
            company_id=(job.company_id or self.env.company).id,
            job_id=job.id,
            moment=self.moment,
        )
        return ideas._thank_author({"type": "ir.actions.act_window_close"})
