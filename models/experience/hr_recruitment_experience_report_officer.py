from odoo import models
from odoo.tools import SQL

from .filters import FIRST_DAY, LAST_DAY, Period
from .groups import COMPANY_NAME, DIMENSIONS, NOTHING
from .statistics import compare, hidden, score

# Filters that officers may use for scores.
WHOLE = {"company_id", "job_id", "department_id"}


class HrRecruitmentExperienceReportOfficer(models.AbstractModel):
    """Scores that officers may see."""

    _inherit = "hr.recruitment.experience.report"

    def _sum_cells(self, scope):
        """What ``hr.recruitment.feedback.summary`` is made of, of all answers."""
        return SQL(
            """
            SELECT fact.company_id, fact.job_id, fact.moment, fact.anonymity,
                   MIN(fact.id) AS id, COUNT(*) FILTER (WHERE fact.opens_group) AS people, %s
              FROM hr_recruitment_feedback AS fact
             WHERE %s AND %s
          GROUP BY fact.company_id, fact.job_id, fact.moment, fact.anonymity
            """,
            self._select_counts(),
            self._select_open(),
            scope.select_days(self.env, "fact", "response_date"),
        )

    def _select_counts(self):
        return SQL(
            """
            COUNT(*) AS answers,
            COUNT(*) FILTER (WHERE fact.nps_value > 0) AS promoters,
            COUNT(*) FILTER (WHERE fact.nps_value < 0) AS detractors
            """
        )

    def _select_open(self):
        """:return: SQL condition: an answer that is in the scores for everybody"""
        return SQL("fact.released AND (fact.anonymity <> 'named' OR fact.disclosed)")

    def _count_summary(self, scope):
        """The summary reads every answer there is, so it is read once.

        :return: dict grouping → dict key → (promoters, passives, detractors), and the
            sum of all of them as ``all``
        """
        domain = [("company_id", "in", list(scope.allowed))]
        for column, ids in scope.get_ids(self.env).items():
            domain.append((column, "in", ids))
        if scope.moments:
            domain.append(("moment", "in", list(scope.moments)))
        rows = self.env["hr.recruitment.feedback.summary"]._read_group(
            domain,
            ["moment", "job_id"],
            ["promoters:sum", "passives:sum", "detractors:sum"],
        )
        counts = {"moment": {}, "job_id": {}}
        whole = {}
        for moment, job, *sums in rows:
            split = tuple(map(int, sums))
            for splits, key in (
                (counts["moment"], moment),
                (counts["job_id"], job.id or False),
                (whole, "all"),
            ):
                before = splits.get(key, NOTHING)
                splits[key] = tuple(map(sum, zip(before, split, strict=True)))
        return {**counts, "all": whole.get("all", NOTHING)}

    def _get_feedback_of_officer(self, scope):
        """Whole job positions over the whole time, in steps of the threshold. Scores
        by recruiter, source or outcome do not exist for them."""
        names = ("month", "manager", "answer", COMPANY_NAME, *DIMENSIONS.values())
        groups = dict.fromkeys(names, [])
        if scope.outcomes or scope.get_ids(self.env).keys() - WHOLE:
            total = hidden(0, "access")
        else:
            counts = self._count_summary(scope)
            total = score(*counts.pop("all"), self._least())
            for column, splits in counts.items():
                groups[DIMENSIONS[column]] = self._get_group(column, splits, total)
        invited = self._count_invitations(scope.shift(Period(FIRST_DAY, LAST_DAY)))
        return {
            "score": total,
            "previous": False,
            "change": compare(total, hidden(0, "none")),
            "response": {
                "invited": invited,
                "answered": total["n"],
                "rate": None,
                "rate_reason": "access" if invited else "none_invited",
            },
            "groups": groups,
            "drivers": [],
            "weights": False,
            "trouble": {"asked": 0, "trouble": None, "rate": None, "reason": "access"},
            "comments": {"rows": [], "total": 0, "reason": "access"},
        }
