from odoo import api, fields, models
from odoo.exceptions import UserError


class ApplicantGetRefuseReasonClosing(models.TransientModel):
    """The same dialog where job positions are to be closed: before anything happens,
    somebody says whether those who remain are told now or later."""

    _inherit = "applicant.get.refuse.reason"

    closing_job_ids = fields.Many2many(
        "hr.job",
        "applicant_get_refuse_reason_closing_rel",
        string="Job Positions to Close",
        help="Closed as soon as the dialog is confirmed.",
    )
    closing_way = fields.Selection(
        [
            ("refuse", "Close and refuse those who remain"),
            ("later", "Close, tell them later"),
        ],
        string="What Happens",
        compute="_compute_closing_way",
        store=True,
        readonly=False,
    )
    closing_counts = fields.Text("Who Remains", compute="_compute_closing_counts")

    @api.depends("closing_job_ids")
    def _compute_closing_way(self):
        for wizard in self:
            wizard.closing_way = "refuse" if wizard.closing_job_ids else False

    @api.depends("closing_job_ids", "applicant_ids")
    def _compute_closing_counts(self):
        for wizard in self:
            jobs = wizard.closing_job_ids._origin
            chosen = wizard.applicant_ids._origin.grouped("job_id")
            wizard.closing_counts = "\n".join(
                wizard._say_who_remains(job, len(chosen.get(job, ()))) for job in jobs
            )

    def _say_who_remains(self, job, chosen):
        """:param int chosen: how many of this job position would be refused"""
        remaining = job.remaining_count
        said = {"job": job.display_name, "count": remaining, "later": remaining - chosen}
        if chosen < remaining:
            return self.env._("%(job)s: %(count)s, of whom %(later)s are told later", **said)
        return self.env._("%(job)s: %(count)s", **said)

    def action_refuse_reason_apply(self):
        """Refuse those who remain and close what they applied for, or neither."""
        jobs = self.closing_job_ids
        if jobs:
            jobs.check_access("write")
        res = super().action_refuse_reason_apply()
        if not jobs:
            return res
        self._close_jobs()
        return self._say_closed(len(self.applicant_ids))

    def action_close_untold(self):
        """Close the job positions. Those who remain are told nothing now: they are listed
        as unanswered until somebody tells them.

        :return: a notification that says so
        """
        self.ensure_one()
        if not self.closing_job_ids:
            raise UserError(self.env._("There is no job position to close."))
        self.closing_job_ids.check_access("write")
        self._close_jobs()
        return self._say_closed(0)

    def _close_jobs(self):
        # Whoever remains was just decided about: the question is not asked again.
        self.closing_job_ids.action_archive()

    def _say_closed(self, refused):
        """:param int refused: how many get a refusal
        :return: a notification of what happened, with the way to who is not told"""
        untold = sum(self.closing_job_ids.mapped("unanswered_count"))
        parts = [self.env._("Job positions closed: %s.", len(self.closing_job_ids))]
        links = []
        if refused:
            parts.append(self.env._("Candidates refused: %s.", refused))
            links = [{"label": self.env._("follow them"), "url": "/odoo/refused-candidates"}]
        if untold:
            parts.append(self.env._("Not told yet, and listed as unanswered: %s.", untold))
            links = [{"label": self.env._("open the list"), "url": "/odoo/unanswered"}]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if untold else "success",
                "message": " ".join([*parts, "%s"] if links else parts),
                "links": links,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
