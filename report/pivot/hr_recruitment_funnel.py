from odoo import fields, models
from odoo.tools import SQL

from ...models.feedback.choices import OUTCOMES


class HrRecruitmentFunnel(models.Model):
    """One row for each stage that an application has been in: how long it stayed there
    and where it went. Several visits to a stage are one row.

    ``went_on`` is 100 or 0, so that its average is the conversion of the stage; of
    those who are still there nobody knows yet, they have none.
    """

    _name = "hr.recruitment.funnel"
    _description = "Recruitment Funnel"
    _auto = False
    _order = "entered_date desc, id desc"
    _rec_name = "applicant_id"

    applicant_id = fields.Many2one("hr.applicant", readonly=True)
    stage_id = fields.Many2one("hr.recruitment.stage", readonly=True)
    job_id = fields.Many2one("hr.job", string="Job Position", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    user_id = fields.Many2one("res.users", string="Recruiter", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    source_id = fields.Many2one("utm.source", readonly=True)
    medium_id = fields.Many2one("utm.medium", readonly=True)
    applied_date = fields.Datetime("Applied on", readonly=True)
    entered_date = fields.Datetime("Entered On", readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    went_to = fields.Selection(
        [
            ("on", "Went on"),
            ("hired", "Hired"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrew"),
            ("here", "Still here"),
        ],
        readonly=True,
    )
    went_on = fields.Float(
        "Conversion (%)",
        readonly=True,
        aggregator="avg",
        help="Of those who are no longer there, how many went on or were hired.",
    )
    days = fields.Float(
        "Days in Stage",
        readonly=True,
        aggregator="avg",
        help="Until the stage was left or the application closed; of those who are"
        " still there, until now.",
    )

    @property
    def _table_query(self):
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    def _select(self):
        return SQL(
            """
            SELECT stay.id, stay.applicant_id, stay.stage_id, applicant.job_id,
                   applicant.department_id, applicant.user_id, applicant.company_id,
                   applicant.source_id, applicant.medium_id,
                   applicant.create_date AS applied_date, stay.entered_date,
                   applicant.outcome,
                   CASE WHEN NOT stay.is_last THEN 'on'
                        WHEN applicant.outcome = 'ongoing' THEN 'here'
                        ELSE applicant.outcome END AS went_to,
                   CASE WHEN NOT stay.is_last OR applicant.outcome = 'hired' THEN 100
                        WHEN applicant.outcome <> 'ongoing' THEN 0 END AS went_on,
                   EXTRACT(EPOCH FROM stay.closed_days + CASE WHEN stay.is_last
                       THEN GREATEST(COALESCE(applicant.refuse_date,
                                applicant.date_closed, NOW() AT TIME ZONE 'UTC')
                                - stay.last_entered, INTERVAL '0')
                       ELSE INTERVAL '0' END) / 86400 AS days
            """
        )

    def _from(self):
        return SQL(
            """
              FROM (SELECT MIN(visit.id) AS id, visit.applicant_id, visit.stage_id,
                           MIN(visit.entered_date) AS entered_date,
                           MAX(visit.entered_date) AS last_entered,
                           BOOL_OR(visit.left_date IS NULL) AS is_last,
                           COALESCE(SUM(visit.left_date - visit.entered_date),
                                    INTERVAL '0') AS closed_days
                      FROM hr_applicant_stage_history AS visit
                  GROUP BY visit.applicant_id, visit.stage_id) AS stay
              JOIN hr_applicant AS applicant ON applicant.id = stay.applicant_id
            """
        )

    def _where(self):
        """Talent pools hold copies of applications; whoever was found has not applied."""
        return SQL(
            """
             WHERE NOT EXISTS (SELECT FROM hr_applicant_hr_talent_pool_rel AS pool
                                WHERE pool.hr_applicant_id = applicant.id)
               AND applicant.arrival <> 'sourced'
            """
        )
