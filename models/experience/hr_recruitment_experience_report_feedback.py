from odoo import models
from odoo.tools import SQL

from .filters import Filters
from .groups import NOTHING
from .statistics import compare, hidden, score


class HrRecruitmentExperienceReportFeedback(models.AbstractModel):
    """Scores, and how many answer."""

    _inherit = "hr.recruitment.experience.report"

    def _get_score(self, filters=None):
        """The score alone, for the filters of ``get_data``: no access check.

        :return: dict as of ``score`` of the statistics
        """
        scope = Filters.parse(self.env, filters)
        self._flush()
        return self.sudo()._find_score(scope)

    def _get_feedback(self, scope):
        """:return: the part of the data that comes from the fact table"""
        counts = self._count_answers(scope)
        total = self._guard(scope, counts["all"].get("all", NOTHING))
        previous = scope.comparison and self._find_score(scope.shift(scope.comparison))
        groups = self._get_groups(scope, counts, total)
        drivers = self._get_drivers(scope, total, previous)
        return {
            "score": total,
            "previous": previous or False,
            "change": compare(total, previous or hidden(0, "none")),
            "response": self._get_response(scope, total["n"]),
            "groups": groups,
            "drivers": drivers,
            "weights": self._add_weights(scope, drivers, total),
            "trouble": self._get_trouble(counts["technical_trouble"], total),
            "comments": self._get_comments(scope, total),
        }

    def _least(self):
        return self._get_thresholds()["scores"]

    # Scores ------------------------------------------------------------------------

    def _get_scores(self, many_filters):
        """As ``_get_score``, of many filters in one query.

        :param list many_filters: filters as ``get_data`` takes them
        :return: list of scores, in their order
        """
        scopes = [Filters.parse(self.env, filters) for filters in many_filters]
        if not scopes:
            return []
        self._flush()
        service = self.sudo()
        rows = self.env.execute_query(
            SQL(" UNION ALL ").join(
                service._select_score(number, scope) for number, scope in enumerate(scopes)
            )
        )
        found = {number: counts for number, *counts in rows}
        return [
            service._guard(scope, found[number][:3], found[number][3])
            for number, scope in enumerate(scopes)
        ]

    def _select_score(self, number, scope):
        """:return: SQL of one row: the number, the split, and how many answers there
        are without the filters"""
        return SQL(
            """
            SELECT %(number)s, SUM(promoters)::int, SUM(passives)::int,
                   SUM(detractors)::int, SUM(everything)::int
              FROM (SELECT %(split)s, 0 FROM hr_recruitment_feedback AS fact
                     WHERE %(condition)s
                 UNION ALL
                    SELECT 0, 0, 0, COUNT(*) FROM hr_recruitment_feedback AS fact
                     WHERE %(all)s)
                   AS part (promoters, passives, detractors, everything)
            """,
            number=number,
            split=self._select_split(),
            condition=self._select_facts(scope),
            all=self._select_facts(scope.widen()) if scope.is_narrow else SQL("FALSE"),
        )

    def _find_score(self, scope):
        return self._guard(scope, self._add_up_all(scope, "score", NOTHING))

    def _sum_score(self, scope):
        return SQL(
            """
            SELECT fact.company_id, %s FROM hr_recruitment_feedback AS fact WHERE %s
          GROUP BY fact.company_id
            """,
            self._select_split(),
            self._select_facts(scope),
        )

    def _guard(self, scope, split, everything=None):
        """A score, unless it or the few answers that it leaves out must not be known.

        :param split: numbers of promoters, passives and detractors
        :param int everything: how many answers there are without the filters, if known
        """
        found = score(*split, self._least())
        if found["reason"] or not scope.is_narrow:
            return found
        if everything is None:
            everything = self._count_all(scope)
        rest = everything - found["n"]
        return hidden(found["n"], "complement") if 0 < rest < self._least() else found

    def _count_all(self, scope):
        """:return: how many answers there are without the filters"""
        return sum(self._add_up_all(scope.widen(), "score", NOTHING))

    def _select_split(self):
        return SQL(
            """COUNT(*) FILTER (WHERE fact.nps_value > 0),
               COUNT(*) FILTER (WHERE fact.nps_value = 0),
               COUNT(*) FILTER (WHERE fact.nps_value < 0)"""
        )

    def _select_facts(self, scope):
        conditions = [
            SQL("fact.released AND %s", scope.select_days(self.env, "fact", "response_date")),
            scope.select_columns(self.env, "fact"),
        ]
        if scope.moments:
            conditions.append(SQL("fact.moment = ANY(%s)", list(scope.moments)))
        return SQL(" AND ").join(conditions)

    def _get_response(self, scope, answered):
        """Invitations that left within the period, and answers that came in. There is
        no rate where those who answered are others than those who were invited: in
        an earlier period, or when their outcome was another one.

        :return: dict of invited, answered, rate (0 … 100) and the reason why it is None
        """
        invited = self._count_invitations(scope)
        reason = None
        if not invited:
            reason = "none_invited"
        elif scope.outcomes or answered > invited:
            reason = "others_invited"
        rate = None if reason else 100 * answered / invited
        return {"invited": invited, "answered": answered, "rate": rate, "rate_reason": reason}

    def _count_invitations(self, scope):
        return self._add_up_all(scope, "invited", (0,))[0]

    def _sum_invited(self, scope):
        conditions = [
            scope.select_moments(self.env, "row", "sent_date"),
            scope.select_columns(self.env, "applicant"),
        ]
        if scope.moments:
            moments = list(scope.moments)
            conditions.append(SQL("survey.feedback_moment = ANY(%s)", moments))
        return SQL(
            """
            SELECT applicant.company_id, COUNT(*)
              FROM hr_applicant_communication AS row
              JOIN hr_applicant AS applicant ON applicant.id = row.applicant_id
              JOIN hr_recruitment_communication_step AS step ON step.id = row.step_id
              JOIN survey_survey AS survey ON survey.id = step.survey_id
             WHERE row.action = 'survey' AND row.state = 'sent'
               AND row.is_reminder IS NOT TRUE AND %s
          GROUP BY applicant.company_id
            """,
            SQL(" AND ").join(conditions),
        )
