from odoo import api, fields, models

from ..past_orm import write_past_orm


class HrApplicantAdScore(models.Model):
    """How good the ad was that led to an application, as it was when it came in."""

    _inherit = "hr.applicant"

    ad_score = fields.Integer(
        "Score of the Ad",
        readonly=True,
        copy=False,
        aggregator="avg",
        help="How much of the ad checklist was in place when the application came in, by "
        "weight, of 100. Empty where job ads were not in use.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._keep_score_of_ad()
        return made

    def _keep_score_of_ad(self):
        """Of ads that nobody has looked at yet there is no score, not even 0."""
        if not self or not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return
        known = {
            applicant: {"ad_score": job.ad_score}
            for applicant in self.sudo()
            if (job := applicant.job_id).ad_state
        }
        write_past_orm(known)
