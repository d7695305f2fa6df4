from odoo import fields, models
from odoo.tools import SQL

from ...models.feedback.choices import ANONYMITY, MOMENTS


class HrRecruitmentFeedbackSummary(models.Model):
    """The scores that everybody in recruitment may see: one row per job position,
    moment and anonymity, once there are enough answers.

    Whatever a reader filters or groups, only whole rows can be added up, so there is
    no way to a smaller group. A row moves in steps of the company's threshold (after
    5, 10, 15 … answers): from one day to the next, the difference is never a single
    candidate. Named answers have rows of their own, since those who may read them
    could subtract them, and count from the day on which they may be read.

    The steps are of people: answers that do not open a group (see ``opens_group``)
    are in the score as soon as enough others are around them.
    """

    _name = "hr.recruitment.feedback.summary"
    _description = "Scores by Job Position"
    _inherit = ["hr.candidate.moment.mixin"]
    _auto = False
    _order = "answers desc"
    _rec_name = "job_id"

    company_id = fields.Many2one("res.company", readonly=True)
    job_id = fields.Many2one("hr.job", string="Job Position", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    moment = fields.Selection(MOMENTS, readonly=True)
    anonymity = fields.Selection(ANONYMITY, readonly=True)
    answers = fields.Integer(readonly=True)
    promoters = fields.Integer(readonly=True)
    passives = fields.Integer(readonly=True)
    detractors = fields.Integer(readonly=True)
    nps_value = fields.Float(
        "cNPS",
        readonly=True,
        aggregator="avg",
        help="Share of promoters (9–10) minus share of detractors (0–6), in per cent.",
    )

    @property
    def _table_query(self):
        return SQL("%s %s %s", self._select(), self._from(), self._group_by())

    def _select(self):
        return SQL(
            """
            SELECT MIN(counted.id) AS id, counted.company_id, counted.job_id,
                   job.department_id, counted.moment, counted.anonymity,
                   COUNT(*) AS answers,
                   COUNT(*) FILTER (WHERE nps_value > 0) AS promoters,
                   COUNT(*) FILTER (WHERE nps_value = 0) AS passives,
                   COUNT(*) FILTER (WHERE nps_value < 0) AS detractors,
                   AVG(nps_value) AS nps_value
            """
        )

    def _from(self):
        return SQL(
            """
              FROM (SELECT feedback.id, feedback.company_id, feedback.job_id,
                           feedback.moment, feedback.anonymity, feedback.nps_value,
                           SUM(feedback.opens_group::int) OVER (
                               cell ORDER BY feedback.id ROWS UNBOUNDED PRECEDING)
                               - feedback.opens_group::int AS people_before,
                           SUM(feedback.opens_group::int) OVER cell AS people
                      FROM hr_recruitment_feedback AS feedback
                     WHERE feedback.released
                       AND (feedback.anonymity <> 'named' OR feedback.disclosed)
                    WINDOW cell AS (PARTITION BY feedback.company_id, feedback.job_id,
                                    feedback.moment, feedback.anonymity)) AS counted
              JOIN res_company AS company ON company.id = counted.company_id
         LEFT JOIN hr_job AS job ON job.id = counted.job_id
             WHERE counted.people_before
                   < counted.people - MOD(counted.people, company.feedback_min_scores)
            """
        )

    def _group_by(self):
        return SQL(
            """
          GROUP BY counted.company_id, counted.job_id, job.department_id,
                   counted.moment, counted.anonymity
            """
        )

    def _read_group_select(self, aggregate_spec, query):
        """The cNPS of a group of rows weighs them by their answers."""
        if aggregate_spec == "nps_value:avg":
            return SQL(
                "SUM(%(value)s * %(answers)s) / NULLIF(SUM(%(answers)s), 0)",
                value=self._field_to_sql(self._table, "nps_value", query),
                answers=self._field_to_sql(self._table, "answers", query),
            )
        return super()._read_group_select(aggregate_spec, query)
