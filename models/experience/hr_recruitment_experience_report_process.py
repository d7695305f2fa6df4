from collections import Counter

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .statistics import find_percentiles

# How many of the longest waits are named.
LONGEST = 8
# How a visit to a stage ended → what it is counted as.
ENDS = {
    "moved_on": "moved_on",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "hired": "hired",
    "ongoing": "here",
}


class HrRecruitmentExperienceReportProcess(models.AbstractModel):
    """The applications of the period and their outcome, and the candidates who wait for us
    now."""

    _inherit = "hr.recruitment.experience.report"

    def _get_process(self, scope):
        """:return: the part of the data that comes from applications"""
        return {
            "funnel": self._get_funnel(scope),
            "sources": self._get_sources(scope),
            "publications": self._get_publications(scope),
            "times": self._get_times(scope),
            "promises": self._get_reply_promises(scope),
            "refusals": self._get_refusals(scope),
            "waiting": self._get_waiting(scope),
        }

    def _select_applications(self, scope, column="create_date"):
        """:return: SQL condition: real applications of the filter, of the period. Whoever was
        found, and has not applied, is none; what we decide about them is decided"""
        applied = SQL("applicant.arrival <> 'sourced'" if column == "create_date" else "TRUE")
        return SQL(
            """%s AND %s AND %s
               AND NOT EXISTS (SELECT FROM hr_applicant_hr_talent_pool_rel AS pool
                                WHERE pool.hr_applicant_id = applicant.id)""",
            scope.select_columns(self.env, "applicant"),
            scope.select_moments(self.env, "applicant", column),
            applied,
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
        found = self._add_up(scope, "outcomes").items()
        return {outcome: count for (outcome,), (count,) in found}

    def _sum_outcomes(self, scope):
        return SQL(
            """
            SELECT applicant.company_id, COALESCE(applicant.outcome, 'ongoing'), COUNT(*)
              FROM hr_applicant AS applicant WHERE %s GROUP BY 1, 2
            """,
            self._select_applications(scope),
        )

    def _count_visits(self, scope):
        """Where the applications have been, and where they ended.

        Several visits to a stage are one; the time in a stage ends when the stage was
        left or the application closed, and is not known of those who are still there.
        """
        stages, durations = {}, {}
        for (stage, end, days), (count,) in self._add_up(scope, "visits").items():
            counts = stages.setdefault(stage, dict.fromkeys(("entered", *ENDS.values()), 0))
            counts["entered"] += count
            counts[ENDS[end]] += count
            if end != "ongoing" and days is not None:
                took = durations.setdefault(stage, Counter())
                took[days] += count
        for stage, counts in stages.items():
            took = durations.get(stage, {})
            counts["median_days"] = find_percentiles(took, (0.5,))[0]
        return stages

    def _sum_visits(self, scope):
        return SQL(
            """
            SELECT company_id, stage_id, CASE WHEN is_last THEN outcome ELSE 'moved_on' END,
                   %s, COUNT(*)
              FROM (SELECT applicant.company_id, visit.stage_id,
                           BOOL_OR(visit.left_date IS NULL) AS is_last,
                           MIN(COALESCE(applicant.outcome, 'ongoing')) AS outcome,
                           SUM(COALESCE(visit.left_date, applicant.refuse_date,
                                        applicant.date_closed) - visit.entered_date) AS span
                      FROM hr_applicant AS applicant
                      JOIN hr_applicant_stage_history AS visit
                        ON visit.applicant_id = applicant.id
                     WHERE %s
                  GROUP BY applicant.id, visit.stage_id) AS stay
          GROUP BY 1, 2, 3, 4
            """,
            self._select_days(SQL("span")),
            self._select_applications(scope),
        )

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
        found = [(*key, *counts) for key, counts in self._add_up(scope, "sources").items()]
        rows = sorted(found, key=lambda row: (-row[2], row[0] or 0, row[1] or 0))
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

    def _sum_sources(self, scope):
        return SQL(
            """
            SELECT applicant.company_id, applicant.source_id, applicant.medium_id, COUNT(*),
                   COUNT(*) FILTER (WHERE applicant.outcome = 'hired')
              FROM hr_applicant AS applicant WHERE %s
          GROUP BY applicant.company_id, applicant.source_id, applicant.medium_id
            """,
            self._select_applications(scope),
        )

    # Time ------------------------------------------------------------------------------

    def _get_times(self, scope):
        """In days: to the first answer (a confirmation is none) of the applications of
        the period; to our decision (who withdraws has made it), and from there to the
        candidate, of its decisions.
        """
        return {
            "first_answer": self._measure(scope, "first_answer"),
            "decision": self._measure(scope, "decided"),
            "message": self._measure(scope, "message"),
        }

    def _sum_first_answer(self, scope):
        return self._count_durations(self._select_first_answers(scope))

    def _select_first_answers(self, scope):
        """:return: SQL of company, job position and span, for each application"""
        condition = self._select_applications(scope)
        return SQL(
            """
            SELECT applicant.company_id, applicant.job_id,
                   LEAST(applicant.first_answer_date, applicant.decision_told_date,
                         told.date) - applicant.create_date AS span
              FROM hr_applicant AS applicant
         LEFT JOIN (SELECT row.applicant_id, MIN(row.sent_date) AS date
                      FROM hr_applicant AS applicant
                      JOIN hr_applicant_communication AS row
                        ON row.applicant_id = applicant.id
                      JOIN hr_recruitment_communication_step AS step
                        ON step.id = row.step_id
                     WHERE row.action IN ('email', 'sms') AND row.state = 'sent'
                       AND step.trigger <> 'applied' AND %s
                  GROUP BY row.applicant_id) AS told
                ON told.applicant_id = applicant.id
             WHERE %s
            """,
            condition,
            condition,
        )

    def _sum_decided(self, scope):
        return self._count_durations(
            SQL(
                """
                SELECT applicant.company_id, applicant.refuse_date - applicant.create_date AS span
                  FROM hr_applicant AS applicant
                 WHERE applicant.outcome = 'refused' AND %s
             UNION ALL
                SELECT applicant.company_id, applicant.date_closed - applicant.create_date
                  FROM hr_applicant AS applicant
                 WHERE applicant.outcome = 'hired' AND %s
                """,
                self._select_applications(scope, "refuse_date"),
                self._select_applications(scope, "date_closed"),
            )
        )

    def _sum_message(self, scope):
        return self._count_durations(
            SQL(
                """
                SELECT applicant.company_id,
                       applicant.decision_told_date - applicant.refuse_date AS span
                  FROM hr_applicant AS applicant
                 WHERE applicant.outcome = 'refused' AND %s
                """,
                self._select_applications(scope, "refuse_date"),
            )
        )

    # Promises and refusals ---------------------------------------------------------------

    def _get_reply_promises(self, scope):
        numbers = self._add_up_all(scope, "promises", (0, 0, 0))
        found = dict(zip(("kept", "broken", "open"), numbers, strict=True))
        settled = found["kept"] + found["broken"]
        rate = 100 * found["kept"] / settled if settled else None
        return {**found, "rate": rate, "rate_reason": None if settled else "none_due"}

    def _sum_promises(self, scope):
        return SQL(
            """
            SELECT applicant.company_id, COALESCE(SUM(applicant.reply_kept_count), 0),
                   COALESCE(SUM(applicant.reply_broken_count), 0),
                   COUNT(*) FILTER (WHERE applicant.reply_promise_state = 'open')
              FROM hr_applicant AS applicant WHERE %s GROUP BY applicant.company_id
            """,
            self._select_applications(scope),
        )

    def _get_refusals(self, scope):
        """How many candidates who were refused within the period have been told."""
        numbers = self._add_up_all(scope, "refusals", (0, 0, 0, 0))
        return dict(zip(("delivered", "pending", "owed", "failed"), numbers, strict=True))

    def _sum_refusals(self, scope):
        return SQL(
            """
            SELECT applicant.company_id,
                   COUNT(*) FILTER (WHERE applicant.answer_state = 'told'),
                   COUNT(*) FILTER (WHERE applicant.answer_state = 'pending'),
                   COUNT(*) FILTER (WHERE applicant.answer_state = 'owed'),
                   COUNT(*) FILTER (WHERE EXISTS (
                       SELECT FROM hr_applicant_communication AS row
                         JOIN hr_recruitment_communication_step AS step
                           ON step.id = row.step_id AND step.trigger = 'refused'
                        WHERE row.applicant_id = applicant.id AND row.state = 'failed'))
              FROM hr_applicant AS applicant
             WHERE applicant.outcome = 'refused' AND %s
          GROUP BY applicant.company_id
            """,
            self._select_applications(scope, "refuse_date"),
        )

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
