from odoo import api, fields, models


class HrInterviewKitFacts(models.Model):
    """Who holds an interview tells the same of the company as the ad and the mails."""

    _inherit = "hr.interview.kit"

    job_facts = fields.Text(
        "Facts About Us",
        compute="_compute_job_facts",
        compute_sudo=True,
        help="What candidates for this job position read about the company.",
    )

    @api.depends("applicant_id.job_id", "applicant_id.company_id")
    @api.depends_context("lang")
    def _compute_job_facts(self):
        for kit in self:
            applicant = kit.applicant_id.with_context(lang=self.env.lang)
            kit.job_facts = "\n".join(fact["text"] for fact in applicant.get_facts())
