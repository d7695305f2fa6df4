from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# How many of the longest waits are named.
LONGEST = 8


class HrRecruitmentExperienceReportProcess(models.AbstractModel):
    """The applications of the period and their outcome, and the candidates who wait for us
    now."""

    _inherit = "hr.recruitment.experience.report"

    def _get_process(self, scope):
        """:return: the part of the data that comes from applications"""
        return {
            "funnel": self._get_funnel(scope),
            "sources": self._get_sources(scope),
            "times": self._get_times(scope),
            "promises": self._get_reply_promises(scope),
            "refusals": self._get_refusals(scope),
            "waiting": self._get_waiting(scope),
        }

    def _select_applications(self, scope, column="create_date"):
        """:return: SQL condition: real applications of the filter, of the period"""
        begin, end = scope.period.to_utc(self.env)
        date = SQL.identifier("applicant", column)
        return SQL(
            """%s AND %s >= %s AND %s < %s
               AND NOT EXISTS (SELECT FROM hr_applicant_hr_talent_pool_rel AS pool
                                WHERE pool.hr_applicant_id = applicant.id)""",
            scope.select_columns(self.env, "applicant"),
            date,
            begin,
            date,
            end,
        )

    # Funnel --------------------------------------------------------------------------

    def _get_funnel(self, scope):
        outcomes = self._count_outcomes(scope)
        counts = self._count_visits(scope)
        stages = self.env["hr.recruitment.stage"].browse(counts).sorted()
        return {
            "applications": sum(outcomes.values()),
            **{
                name: outcomes.get(name, 0) for name in ("hired", "refused", "withdrawn", "ongoing")
            },
            "stages": [self._describe_stage(stage, counts[stage.id]) for stage in stages],
        }

    def _count_outcomes(self, scope):
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT COALESCE(applicant.outcome, 'ongoing'), COUNT(*)
                      FROM hr_applicant AS applicant WHERE %s GROUP BY 1
                    """,
                    self._select_applications(scope),
                )
            )
        )

    def _count_visits(self, scope):
        """Where the applications have been, and where they ended.

        Several visits to a stage are one; the time in a stage ends when the stage was
        left or the application closed, and is not known of those who are still there.
        """
        rows = self.env.execute_query_dict(
            SQL(
                """
                WITH stay AS (
                    SELECT visit.applicant_id, visit.stage_id,
                           BOOL_OR(visit.left_date IS NULL) AS is_last,
                           MIN(applicant.outcome) AS outcome,
                           SUM(EXTRACT(EPOCH FROM
                               COALESCE(visit.left_date, applicant.refuse_date,
                                        applicant.date_closed) - visit.entered_date
                           )) / 86400 AS days
                      FROM hr_applicant AS applicant
                      JOIN hr_applicant_stage_history AS visit
                        ON visit.applicant_id = applicant.id
                     WHERE %s
                  GROUP BY visit.applicant_id, visit.stage_id)
                SELECT stage_id, COUNT(*) AS entered,
                       COUNT(*) FILTER (WHERE NOT is_last) AS moved_on,
                       COUNT(*) FILTER (WHERE is_last AND outcome = 'refused')
                           AS refused,
                       COUNT(*) FILTER (WHERE is_last AND outcome = 'withdrawn')
                           AS withdrawn,
                       COUNT(*) FILTER (WHERE is_last AND outcome = 'hired') AS hired,
                       COUNT(*) FILTER (WHERE is_last AND outcome = 'ongoing') AS here,
                       PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY days)
                           FILTER (WHERE NOT is_last OR outcome <> 'ongoing')
                           AS median_days
                  FROM stay GROUP BY stage_id
                """,
                self._select_applications(scope),
            )
        )
        return {row.pop("stage_id"): row for row in rows}

    def _describe_stage(self, stage, counts):
        went_on = counts["moved_on"] + counts["hired"]
        decided = counts["entered"] - counts["here"]
        return {
            "key": stage.id,
            "label": stage.name,
            **counts,
            # Without those who are still there: their way is open.
            "conversion": 100 * went_on / decided if decided else None,
            "conversion_reason": None if decided else "all_here",
            "domain": [("stage_history_ids.stage_id", "=", stage.id)],
        }

    def _get_sources(self, scope):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT applicant.source_id, applicant.medium_id, COUNT(*),
                       COUNT(*) FILTER (WHERE applicant.outcome = 'hired')
                  FROM hr_applicant AS applicant WHERE %s
              GROUP BY applicant.source_id, applicant.medium_id
              ORDER BY 3 DESC, 1, 2
                """,
                self._select_applications(scope),
            )
        )
        sources = self.env["utm.source"].browse(row[0] for row in rows if row[0])
        mediums = self.env["utm.medium"].browse(row[1] for row in rows if row[1])
        names = {record: record.name for record in [*sources, *mediums]}
        unknown = self.env._("Not set")
        return [
            {
                "key": f"{source_id or 0}-{medium_id or 0}",
                "source": names.get(sources.browse(source_id), unknown),
                "medium": names.get(mediums.browse(medium_id), unknown),
                "applications": count,
                "hired": hired,
                "rate": 100 * hired / count,
                "domain": [
                    ("source_id", "=", source_id or False),
                    ("medium_id", "=", medium_id or False),
                ],
            }
            for source_id, medium_id, count, hired in rows
        ]

    # Time ------------------------------------------------------------------------------

    def _get_times(self, scope):
        """In days: to the first answer (a confirmation is none) of the applications of
        the period; to our decision (who withdraws has made it), and from there to the
        candidate, of its decisions.
        """
        return {
            "first_answer": self._measure(
                SQL(
                    """SELECT LEAST(applicant.first_answer_date,
                                    applicant.decision_told_date, told.date)
                              - applicant.create_date AS span
                         FROM hr_applicant AS applicant
                    LEFT JOIN (SELECT row.applicant_id, MIN(row.sent_date) AS date
                                 FROM hr_applicant_communication AS row
                                 JOIN hr_recruitment_communication_step AS step
                                   ON step.id = row.step_id
                                WHERE row.action IN ('email', 'sms')
                                  AND row.state = 'sent' AND step.trigger <> 'applied'
                             GROUP BY row.applicant_id) AS told
                           ON told.applicant_id = applicant.id
                        WHERE %s""",
                    self._select_applications(scope),
                )
            ),
            "decision": self._measure(
                SQL(
                    """SELECT applicant.refuse_date - applicant.create_date AS span
                         FROM hr_applicant AS applicant
                        WHERE applicant.outcome = 'refused' AND %s
                    UNION ALL
                       SELECT applicant.date_closed - applicant.create_date
                         FROM hr_applicant AS applicant
                        WHERE applicant.outcome = 'hired' AND %s""",
                    self._select_applications(scope, "refuse_date"),
                    self._select_applications(scope, "date_closed"),
                )
            ),
            "message": self._measure(
                SQL(
                    """SELECT applicant.decision_told_date - applicant.refuse_date
                              AS span
                         FROM hr_applicant AS applicant
                        WHERE applicant.outcome = 'refused' AND %s""",
                    self._select_applications(scope, "refuse_date"),
                )
            ),
        }

    def _measure(self, spans):
        """:return: dict of median and slowest (90th percentile), both in days, n and, where
        there is nothing to measure, the reason"""
        (numbers,) = self.env.execute_query_dict(
            SQL(
                """
                WITH span AS (
                    SELECT GREATEST(EXTRACT(EPOCH FROM span) / 86400, 0) AS days
                      FROM (%s) AS measured WHERE span IS NOT NULL)
                SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY days) AS median,
                       PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY days) AS slowest,
                       COUNT(*) AS n
                  FROM span
                """,
                spans,
            )
        )
        return {**numbers, "reason": None if numbers["n"] else "unmeasured"}

    # Promises and refusals ---------------------------------------------------------------

    def _get_reply_promises(self, scope):
        (numbers,) = self.env.execute_query_dict(
            SQL(
                """
                SELECT COALESCE(SUM(applicant.reply_kept_count), 0) AS kept,
                       COALESCE(SUM(applicant.reply_broken_count), 0) AS broken,
                       COUNT(*) FILTER (WHERE applicant.reply_promise_state = 'open')
                           AS open
                  FROM hr_applicant AS applicant WHERE %s
                """,
                self._select_applications(scope),
            )
        )
        settled = numbers["kept"] + numbers["broken"]
        rate = 100 * numbers["kept"] / settled if settled else None
        return {**numbers, "rate": rate, "rate_reason": None if settled else "none_due"}

    def _get_refusals(self, scope):
        """How many candidates who were refused within the period have been told."""
        (numbers,) = self.env.execute_query_dict(
            SQL(
                """
                SELECT COUNT(*) FILTER (WHERE applicant.answer_state = 'told')
                           AS delivered,
                       COUNT(*) FILTER (WHERE applicant.answer_state = 'pending')
                           AS pending,
                       COUNT(*) FILTER (WHERE applicant.answer_state = 'owed') AS owed,
                       COUNT(*) FILTER (WHERE EXISTS (
                           SELECT FROM hr_applicant_communication AS row
                             JOIN hr_recruitment_communication_step AS step
                               ON step.id = row.step_id AND step.trigger = 'refused'
                            WHERE row.applicant_id = applicant.id
                              AND row.state = 'failed')) AS failed
                  FROM hr_applicant AS applicant
                 WHERE applicant.outcome = 'refused' AND %s
                """,
                self._select_applications(scope, "refuse_date"),
            )
        )
        return numbers

    # Now -----------------------------------------------------------------------------------

    def _get_waiting(self, scope):
        """The candidates who wait for us now, whenever they applied."""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        mine = Domain(scope.get_domain(self.env))
        unanswered = mine & applicants._get_unanswered_domain()
        awaiting = mine & Domain("awaiting_reply", "=", True)
        late = mine & Domain([("reply_promise_state", "=", "broken"), ("outcome", "=", "ongoing")])
        pending = mine & Domain("answer_state", "=", "pending")
        return {
            "awaiting_reply": applicants.search_count(awaiting),
            "unanswered": applicants.search_count(unanswered),
            "pending_refusals": applicants.search_count(pending),
            "late_promises": applicants.search_count(late),
            "oldest": self._find_oldest(awaiting, unanswered),
        }

    def _find_oldest(self, awaiting, unanswered):
        """The longest waits: candidates who wrote to us, then silent ones.

        :return: list of dicts of id, name, job, days and why, the longest wait first"""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        asked = applicants.search(awaiting, order="last_reply_date, id", limit=LONGEST)
        silent = applicants.search(
            unanswered & Domain("id", "not in", asked.ids),
            order="last_contact_date, create_date, id",
            limit=LONGEST,
        )
        labels = self._get_labels()["waiting"]
        now = fields.Datetime.now()
        rows = []
        for applicant in asked | silent:
            since = (
                applicant._get_waiting_since()
                if applicant in asked
                else applicant.last_contact_date
            )
            rows.append(
                {
                    "id": applicant.id,
                    "name": applicant.partner_name or applicant.display_name,
                    "job": applicant.job_id.name or "",
                    "days": (now - (since or applicant.create_date)).days,
                    "why": labels["awaiting_reply"]
                    if applicant in asked
                    else applicant.unanswered_reason or "",
                }
            )
        return sorted(rows, key=lambda row: -row["days"])[:LONGEST]
