from odoo import api, fields, models


class HrInterviewKitPay(models.Model):
    _inherit = "hr.interview.kit"

    job_pay = fields.Text(
        "Pay",
        compute="_compute_job_pay",
        compute_sudo=True,
        help="What the job position pays, for the candidate's questions.",
    )

    @api.depends("applicant_id.job_id")
    @api.depends_context("lang")
    def _compute_job_pay(self):
        for kit in self:
            job = kit.applicant_id.job_id
            kit.job_pay = job.with_context(lang=self.env.lang)._say_pay() if job else False
