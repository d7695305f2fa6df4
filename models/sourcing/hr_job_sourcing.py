from odoo import api, fields, models


class HrJobSourcing(models.Model):
    """Who was asked to apply for the job position."""

    _inherit = "hr.job"

    prospect_count = fields.Integer(
        "Invited",
        compute="_compute_prospect_count",
        groups="hr_recruitment.group_hr_recruitment_user",
    )

    @api.ondelete(at_uninstall=False)
    def _forget_prospects(self):
        """The database would leave their words and mails behind."""
        people = self.env["hr.recruitment.prospect"].sudo()
        people.search([("job_id", "in", self.ids)])._forget()

    def _compute_prospect_count(self):
        counts = dict(
            self.env["hr.recruitment.prospect"]._read_group(
                [("job_id", "in", self.ids)], ["job_id"], ["__count"]
            )
        )
        for job in self:
            job.prospect_count = counts.get(job._origin, 0)

    def action_open_prospects(self):
        """Open who was asked to apply for this job position."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_prospect"
        )
        return {
            **action,
            "domain": [("job_id", "=", self.id)],
            "context": {"default_job_id": self.id},
        }
