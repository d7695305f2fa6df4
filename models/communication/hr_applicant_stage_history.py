from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now

# Coming back to a stage within this time continues the visit: a card dragged away
# by mistake, or back and forth, does not make the candidate hear everything twice.
SAME_VISIT = timedelta(hours=24)


class HrApplicantStageHistory(models.Model):
    """One visit of an applicant to a stage.

    Opened and closed in batch when applications move; the source of funnel, idle
    time and of the occurrence keys of stage messages. A visit that continues an
    earlier one (see ``SAME_VISIT``) points at it with ``continues_id``.
    """

    _name = "hr.applicant.stage.history"
    _description = "Stage History of an Applicant"
    _order = "entered_date desc, id desc"
    _rec_name = "stage_id"
    # Entered and left say it all.
    _log_access = False

    applicant_id = fields.Many2one(
        "hr.applicant", required=True, index=True, ondelete="cascade", readonly=True
    )
    stage_id = fields.Many2one(
        "hr.recruitment.stage",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    job_id = fields.Many2one("hr.job", index="btree_not_null", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    entered_date = fields.Datetime("Entered", required=True, readonly=True)
    left_date = fields.Datetime("Left On", readonly=True, help="Empty: still there.")
    continues_id = fields.Many2one(
        "hr.applicant.stage.history",
        string="Continuation Of",
        ondelete="set null",
        readonly=True,
        help="The earlier visit that this one continues, after an absence of less than a day.",
    )
    duration_days = fields.Float(compute="_compute_duration_days", string="Days")

    _open_visit = models.Index("(applicant_id) WHERE left_date IS NULL")

    @api.depends("entered_date", "left_date")
    def _compute_duration_days(self):
        now = get_now(self.env)
        for visit in self:
            stay = (visit.left_date or now) - visit.entered_date
            visit.duration_days = stay.total_seconds() / 86400

    @api.model
    def _move(self, applicants, now):
        """Close the open visits of the applicants and open those of the stages they
        are in now, with one UPDATE and one INSERT.

        :param applicants: ``hr.applicant`` records that changed stage
        :param datetime now: naive UTC
        :return: dict applicant id -> occurrence key of the visit it is in now
        """
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant_stage_history
                   SET left_date = %s
                 WHERE applicant_id = ANY(%s) AND left_date IS NULL
                """,
                now,
                applicants.ids,
            )
        )
        staged = applicants.filtered("stage_id")
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO hr_applicant_stage_history
                       (applicant_id, stage_id, job_id, company_id, entered_date,
                        continues_id)
                SELECT entry.applicant_id, entry.stage_id, entry.job_id,
                       entry.company_id, %(now)s,
                       COALESCE(earlier.continues_id, earlier.id)
                  FROM unnest(%(applicants)s::int[], %(stages)s::int[],
                              %(jobs)s::int[], %(companies)s::int[])
                       AS entry(applicant_id, stage_id, job_id, company_id)
                  LEFT JOIN LATERAL (
                        SELECT id, continues_id
                          FROM hr_applicant_stage_history
                         WHERE applicant_id = entry.applicant_id
                           AND stage_id = entry.stage_id
                           AND left_date > %(since)s
                      ORDER BY left_date DESC, id DESC
                         LIMIT 1) AS earlier ON TRUE
             RETURNING applicant_id, COALESCE(continues_id, id)
                """,
                now=now,
                applicants=staged.ids,
                stages=[applicant.stage_id.id for applicant in staged],
                jobs=[applicant.job_id.id or None for applicant in staged],
                companies=[applicant.company_id.id or None for applicant in staged],
                since=now - SAME_VISIT,
            )
        )
        self.invalidate_model(flush=False)
        return {applicant_id: f"stage:{visit_id}" for applicant_id, visit_id in rows}

    @api.model
    def _get_visits(self, applicants):
        """:return: dict applicant id -> occurrence key of the visit it is in now"""
        visits = self.search([("applicant_id", "in", applicants.ids), ("left_date", "=", False)])
        return {
            visit.applicant_id.id: f"stage:{visit.continues_id.id or visit.id}" for visit in visits
        }

    @api.model
    def _fill_from_tracking(self):
        """Reconstruct past visits from the chatter's tracking of the stage.

        The value an applicant had before a change was entered at the change before
        it, or when the applicant was created. Stages deleted since are left out.
        Applicants that already have visits are not touched: running it again
        changes nothing.
        """
        field = self.env["ir.model.fields"]._get("hr.applicant", "stage_id")
        self.env["hr.applicant"].flush_model()
        self.env.execute_query(
            SQL(
                """
                WITH moves AS (
                    SELECT message.res_id AS applicant_id, message.date AS moved,
                           value.old_value_integer AS old_stage,
                           value.id AS value_id
                      FROM mail_tracking_value value
                      JOIN mail_message message ON message.id = value.mail_message_id
                     WHERE value.field_id = %(field)s
                       AND message.model = 'hr.applicant'
                ), visits AS (
                    SELECT applicant.id AS applicant_id, moves.old_stage AS stage_id,
                           COALESCE(LAG(moves.moved) OVER visit,
                                    applicant.create_date) AS entered,
                           moves.moved AS left_date
                      FROM moves
                      JOIN hr_applicant applicant ON applicant.id = moves.applicant_id
                    WINDOW visit AS (PARTITION BY applicant.id
                                     ORDER BY moves.moved, moves.value_id)
                    UNION ALL
                    SELECT applicant.id, applicant.stage_id,
                           COALESCE(last.moved, applicant.create_date), NULL
                      FROM hr_applicant applicant
                      LEFT JOIN (SELECT applicant_id, MAX(moved) AS moved
                                   FROM moves GROUP BY applicant_id) AS last
                        ON last.applicant_id = applicant.id
                )
                INSERT INTO hr_applicant_stage_history
                       (applicant_id, stage_id, job_id, company_id, entered_date,
                        left_date)
                SELECT visits.applicant_id, stage.id, applicant.job_id,
                       applicant.company_id, visits.entered, visits.left_date
                  FROM visits
                  JOIN hr_applicant applicant ON applicant.id = visits.applicant_id
                  JOIN hr_recruitment_stage stage ON stage.id = visits.stage_id
                 WHERE NOT EXISTS (SELECT FROM hr_applicant_stage_history known
                                    WHERE known.applicant_id = visits.applicant_id)
              ORDER BY visits.applicant_id, visits.entered
                """,
                field=field.id,
            )
        )
        self.invalidate_model(flush=False)
