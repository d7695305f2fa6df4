from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_today
from .leaving import MOST_A_MONTH, REASONS


class HrJobLeavingCount(models.Model):
    """Why visitors of a job page do not apply: numbers by month. No cookie, no address, no
    time of day, nobody. People see their sum on the job position, from a few answers on."""

    _name = "hr.job.leaving.count"
    _description = "Why Visitors Do Not Apply"
    _order = "month desc, job_id, reason, id"
    _rec_name = "reason"

    job_id = fields.Many2one(
        "hr.job", "Job Position", required=True, index=True, readonly=True, ondelete="cascade"
    )
    month = fields.Date(required=True, readonly=True)
    reason = fields.Selection(REASONS, required=True, readonly=True)
    number = fields.Integer("Times", required=True, readonly=True)

    _once = models.Constraint("UNIQUE (job_id, month, reason)", "These are counted together.")

    @api.model
    def _count(self, job, reason):
        """One more.

        :param job: ``hr.job``
        :param str reason: of ``REASONS``
        """
        self.env.execute_query(
            SQL(
                """
                INSERT INTO hr_job_leaving_count
                       (job_id, month, reason, number, create_uid, write_uid)
                VALUES (%(job)s, %(month)s, %(reason)s, 1, %(uid)s, %(uid)s)
                ON CONFLICT (job_id, month, reason)
                DO UPDATE SET number = hr_job_leaving_count.number + 1
                        WHERE hr_job_leaving_count.number < %(most)s
                """,
                job=job.id,
                month=get_today(self.env).replace(day=1),
                reason=reason,
                uid=self.env.uid,
                most=MOST_A_MONTH,
            )
        )
        self.invalidate_model(["number"], flush=False)
