from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.misc import format_date

from ..models.hr_applicant_communication_survey import REMINDER
from ..models.survey_survey import MOMENTS
from .experience_filters import Filters
from .experience_statistics import (
    FEWEST_PAIRS,
    compare,
    correlation_interval,
    find_hidden,
    hidden,
    hide_nested,
    score,
)

# What answers are grouped by: column of the fact table → name in the data.
DIMENSIONS = {
    "moment": "moment",
    "job_id": "job",
    "department_id": "department",
    "user_id": "user",
    "source_id": "source",
    "medium_id": "medium",
    "outcome": "outcome",
    "earlier_contact": "earlier_contact",
}
# A no within this many days of the decision is told "as soon as it was known"; the
# comparison is that of Trustcruit's guide (−21.9 against −44.7).
SOON_DAYS = 7
# What officers may choose scores by.
WHOLE = {"company_id", "job_id", "department_id"}
MOST_COMMENTS = 200
NOTHING = (0, 0, 0)
# Groups that may be made up of others: what one hides, the other must not give away.
NESTED = [
    ("job_id", "department_id"),
    ("job_id", "user_id"),
    ("user_id", "department_id"),
    ("source_id", "medium_id"),
    ("moment", "outcome"),
]


class HrRecruitmentExperienceReportFeedback(models.AbstractModel):
    """What candidates answered."""

    _inherit = "hr.recruitment.experience.report"

    def _get_score(self, filters=None):
        """The score alone, for the filters of ``get_data``: no access check.

        :return: dict as of ``experience_statistics.score``
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
        return {
            "score": total,
            "previous": previous or False,
            "change": compare(total, previous or hidden(0, "none")),
            "response": self._get_response(scope, total["n"]),
            "groups": groups,
            "drivers": self._get_drivers(scope, total, previous),
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
                service._select_score(number, scope)
                for number, scope in enumerate(scopes)
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
        rows = self.env.execute_query(
            SQL(
                "SELECT %s FROM hr_recruitment_feedback AS fact WHERE %s",
                self._select_split(),
                self._select_facts(scope),
            )
        )
        return self._guard(scope, rows[0])

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
        condition = self._select_facts(scope.widen())
        return self.env.execute_query(
            SQL(
                "SELECT COUNT(*) FROM hr_recruitment_feedback AS fact WHERE %s",
                condition,
            )
        )[0][0]

    def _select_split(self):
        return SQL(
            """COUNT(*) FILTER (WHERE fact.nps_value > 0),
               COUNT(*) FILTER (WHERE fact.nps_value = 0),
               COUNT(*) FILTER (WHERE fact.nps_value < 0)"""
        )

    def _select_facts(self, scope):
        conditions = [
            SQL(
                "fact.released AND fact.response_date BETWEEN %s AND %s",
                scope.period.first,
                scope.period.last,
            ),
            scope.select_columns(self.env, "fact"),
        ]
        if scope.moments:
            conditions.append(SQL("fact.moment = ANY(%s)", list(scope.moments)))
        return SQL(" AND ").join(conditions)

    def _count_answers(self, scope):
        """All groupings in one reading of the facts.

        :return: dict grouping → dict key → (promoters, passives, detractors); a pair
            of groupings has pairs of keys
        """
        columns = [*DIMENSIONS, "technical_trouble"]
        names = ["month", *columns]
        keys = SQL(", ").join(SQL.identifier("fact", name) for name in columns)
        month = SQL("date_trunc('month', fact.response_date)::date")
        single = (month, *(SQL.identifier("fact", name) for name in columns))
        pairs = (
            SQL(", ").join(SQL.identifier("fact", name) for name in pair)
            for pair in NESTED
        )
        sets = SQL(", ").join(SQL("(%s)", key) for key in (*single, *pairs))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT GROUPING(%(month)s, %(keys)s), %(month)s, %(keys)s, %(split)s
                  FROM hr_recruitment_feedback AS fact
                 WHERE %(condition)s
              GROUP BY GROUPING SETS ((), %(sets)s)
                """,
                month=month,
                keys=keys,
                sets=sets,
                split=self._select_split(),
                condition=self._select_facts(scope),
            )
        )
        # A bit for each name, the first the highest, 0 where it is grouped by.
        bit = {name: 2 ** (len(names) - 1 - at) for at, name in enumerate(names)}
        everything = 2 ** len(names) - 1
        by_bits = {
            everything: "all",
            **{everything - bit[name]: name for name in names},
        }
        by_bits |= {everything - bit[one] - bit[two]: (one, two) for one, two in NESTED}
        counts = {name: {} for name in by_bits.values()}
        for bits, *row in rows:
            name = by_bits[bits]
            found = dict(zip(names, row, strict=False))
            if name == "all":
                key = "all"
            elif isinstance(name, tuple):
                key = tuple(found[one] or False for one in name)
            else:
                key = found[name] or False
            counts[name][key] = tuple(row[len(names) :])
        return counts

    # Groups ------------------------------------------------------------------------

    def _get_groups(self, scope, counts, total):
        """:return: dict dimension → list of scores with key, label and domain"""
        counts["manager"] = self._count_managers(counts["department_id"])
        reasons = self._find_reasons(counts, total)
        groups = {
            "month": self._get_months(scope, counts["month"], total),
            "manager": self._get_managers(counts, total, reasons["manager"]),
            "answer": self._get_answer_groups(scope, total),
        }
        for column, name in DIMENSIONS.items():
            groups[name] = self._get_group(
                column, counts[column], total, reasons[column]
            )
        return groups

    def _find_reasons(self, counts, total):
        """:return: dict grouping → dict key → why its score is not shown"""
        if total["reason"]:
            return dict.fromkeys([*DIMENSIONS, "manager"])
        numbers = {
            name: {key: sum(split) for key, split in counts[name].items()}
            for name in [*DIMENSIONS, "manager", *NESTED]
        }
        cells = {pair: numbers[pair] for pair in NESTED}
        managers = self._find_managers(counts["department_id"])
        cells["department_id", "manager"] = {
            (key, managers[key]): n for key, n in numbers["department_id"].items()
        }
        reasons = {
            name: find_hidden(numbers[name], self._least())
            for name in [*DIMENSIONS, "manager"]
        }
        # Each thing hidden may call for another, until nothing does.
        while sum(
            self._hide_nested(pair, numbers, reasons, found)
            for pair, found in cells.items()
        ):
            pass
        return reasons

    def _hide_nested(self, pair, numbers, reasons, cells):
        one, two = ((numbers[name], reasons[name]) for name in pair)
        turned = {(key, other): n for (other, key), n in cells.items()}
        return hide_nested(one, two, cells, self._least()) or hide_nested(
            two, one, turned, self._least()
        )

    def _get_group(self, column, splits, total, reasons=None):
        labels = self._get_names(column, splits)
        rows = [
            {
                "key": key,
                "label": labels.get(key) or self.env._("Not set"),
                "domain": [(column, "=", key)],
                **found,
            }
            for key, found in self._score_groups(splits, total, reasons).items()
        ]
        if column == "moment":
            order = [key for key, _label in MOMENTS]
            return sorted(rows, key=lambda row: order.index(row["key"]))
        return sorted(rows, key=lambda row: (-row["n"], row["label"]))

    def _score_groups(self, splits, total, reasons=None):
        """:param dict reasons: key → why it is not shown, if that is known already
        :return: dict key → score; where the total may not be known, none of them"""
        counts = {key: sum(split) for key, split in splits.items()}
        if total["reason"]:
            reasons = dict.fromkeys(counts, total["reason"])
        elif reasons is None:
            reasons = find_hidden(counts, self._least())
        return {
            key: hidden(counts[key], reasons[key])
            if key in reasons
            else score(*split, self._least())
            for key, split in splits.items()
        }

    def _get_names(self, column, keys):
        field = self.env["hr.recruitment.feedback"]._fields[column]
        if field.type == "selection":
            return dict(field._description_selection(self.env))
        records = self.env[field.comodel_name].browse(key for key in keys if key)
        return {record.id: record.display_name for record in records}

    def _get_months(self, scope, splits, total):
        months = scope.period.get_months()
        scores = self._score_groups({m: splits.get(m, NOTHING) for m in months}, total)
        rows = []
        for month, found in scores.items():
            last = fields.Date.end_of(month, "month")
            rows.append(
                {
                    "key": f"{month:%Y-%m}",
                    "label": format_date(self.env, month, date_format="MMM yyyy"),
                    "domain": [
                        ("response_date", ">=", fields.Date.to_string(month)),
                        ("response_date", "<=", fields.Date.to_string(last)),
                    ],
                    **found,
                }
            )
        return rows

    def _find_managers(self, by_department):
        """:return: dict department id or False → its manager, as of today"""
        departments = self.env["hr.department"].browse(filter(None, by_department))
        managers = {department.id: department.manager_id for department in departments}
        return {
            key: managers.get(key, departments.manager_id.browse())
            for key in by_department
        }

    def _count_managers(self, by_department):
        splits = {}
        for key, manager in self._find_managers(by_department).items():
            both = splits.get(manager, NOTHING), by_department[key]
            splits[manager] = tuple(map(sum, zip(*both, strict=True)))
        return splits

    def _get_managers(self, counts, total, reasons):
        departments = {}
        for key, manager in self._find_managers(counts["department_id"]).items():
            departments.setdefault(manager, []).append(key)
        scores = self._score_groups(counts["manager"], total, reasons)
        rows = [
            {
                "key": manager.id or False,
                "domain": [("department_id", "in", departments[manager])],
                "label": manager.name or self.env._("Not set"),
                **found,
            }
            for manager, found in scores.items()
        ]
        return sorted(rows, key=lambda row: (-row["n"], row["label"]))

    def _get_answer_groups(self, scope, total):
        """Those who were refused: told soon, or late or never."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(applicant.decision_told_date
                            < applicant.refuse_date + make_interval(days => %(days)s),
                            FALSE),
                       %(split)s
                  FROM hr_recruitment_feedback AS fact
                  JOIN hr_applicant AS applicant
                    ON applicant.id = fact.applicant_id
                   AND applicant.outcome = 'refused'
                   AND applicant.refuse_date IS NOT NULL
                 WHERE %(condition)s
                   AND fact.response_date >= applicant.refuse_date::date
              GROUP BY 1
                """,
                days=SOON_DAYS,
                split=self._select_split(),
                condition=self._select_facts(scope),
            )
        )
        found = {soon: tuple(split) for soon, *split in rows}
        scores = self._score_groups({k: found.get(k, NOTHING) for k in (True, False)}, total)  # fmt: skip
        labels = {
            True: self.env._("Told within a week"),
            False: self.env._("Told later, or never"),
        }
        return [
            {
                "key": "soon" if soon else "late",
                "label": labels[soon],
                # Nothing in a domain compares two dates of a record.
                "domain": False,
                **one,
            }
            for soon, one in scores.items()
        ]

    # Drivers, trouble, comments ------------------------------------------------------

    def _get_drivers(self, scope, total, before):
        """What candidates rated, what to mend first on top: a driver that goes with
        the score and has far to go.

        :param dict before: the score of the comparison: where it is hidden, so are the
            ratings that came with it
        """
        previous = {}
        if before and not before["reason"]:
            previous = self._rate_drivers(scope.shift(scope.comparison))
        found = self._rate_drivers(scope)
        drivers = self.env["hr.recruitment.feedback.driver"].browse(found)
        rows = []
        for driver, (n, mean, value) in zip(drivers, found.values(), strict=True):
            reason = total["reason"] or ("few" if n < self._least() else None)
            known = not reason and n >= FEWEST_PAIRS and value is not None
            low, high = correlation_interval(value if known else None, n)
            old_n, old_mean, _value = previous.get(driver.id, (0, None, None))
            rows.append(
                {
                    "key": driver.id,
                    "label": driver.name,
                    "description": driver.description or "",
                    "n": n,
                    "mean": None if reason else mean,
                    "previous_mean": old_mean if old_n >= self._least() else None,
                    "correlation": value if known else None,
                    "low": low,
                    "high": high,
                    "priority": value * (100 - mean) / 100 if known else None,
                    "reason": reason,
                    "domain": [("driver_id", "=", driver.id)],
                }
            )
        return sorted(
            rows,
            key=lambda row: (
                -(row["priority"] if row["priority"] is not None else -1),
                row["mean"] if row["mean"] is not None else 101,
                row["label"],
            ),
        )

    def _rate_drivers(self, scope):
        """:return: dict driver id → (ratings, mean 0 … 100, correlation to the score)"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT rating.driver_id, COUNT(*), AVG(rating.value),
                       CORR(rating.value, fact.score)
                  FROM hr_recruitment_feedback AS fact
                  JOIN hr_recruitment_feedback_rating AS rating
                    ON rating.feedback_id = fact.id
                 WHERE %s
              GROUP BY rating.driver_id
                """,
                self._select_facts(scope),
            )
        )
        return {driver_id: numbers for driver_id, *numbers in rows}

    def _get_trouble(self, splits, total):
        trouble = sum(splits.get("trouble", NOTHING))
        asked = trouble + sum(splits.get("no_trouble", NOTHING))
        reason = total["reason"] or (
            ("few" if asked else "none") if asked < self._least() else None
        )
        return {
            "asked": asked,
            "trouble": None if reason else trouble,
            "rate": None if reason else 100 * trouble / asked,
            "reason": reason,
        }

    def _get_comments(self, scope, total):
        """Enough people must have written: one may have answered several questions."""
        condition = SQL(
            """comment.released AND comment.feedback_id IN (
                   SELECT fact.id FROM hr_recruitment_feedback AS fact WHERE %s)""",
            self._select_facts(scope),
        )
        ((count, people),) = self.env.execute_query(
            SQL(
                "SELECT COUNT(*), COUNT(DISTINCT comment.feedback_id)"
                "  FROM hr_recruitment_feedback_comment AS comment WHERE %s",
                condition,
            )
        )
        few = people < self._get_thresholds()["comments"]
        reason = total["reason"] or (("few" if count else "none") if few else None)
        rows = [] if reason else self._read_comments(condition)
        return {"rows": rows, "total": count, "reason": reason}

    def _read_comments(self, condition):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT comment.id FROM hr_recruitment_feedback_comment AS comment
                 WHERE %s
              ORDER BY comment.response_date DESC, comment.id DESC LIMIT %s
                """,
                condition,
                MOST_COMMENTS,
            )
        )
        comments = self.env["hr.recruitment.feedback.comment"]
        comments = comments.browse(row[0] for row in rows)
        moments = dict(comments._fields["moment"]._description_selection(self.env))
        return [
            {
                "text": comment.text,
                "moment": comment.moment,
                "moment_label": moments.get(comment.moment, ""),
                "job": comment.job_id.name or "",
                "category": comment.category,
                "month": f"{comment.response_date:%Y-%m}",
            }
            for comment in comments
        ]

    # How many answer -----------------------------------------------------------------

    def _get_response(self, scope, answered):
        """Invitations that left within the period, and answers that came in. There is
        no rate where those who answered are others than those who were invited: in
        an earlier period, or when their outcome was another one."""
        begin, end = scope.period.to_utc(self.env)
        invited = self._count_invitations(
            scope,
            SQL("row.sent_date >= %s AND row.sent_date < %s", begin, end),
        )
        same = not scope.outcomes and answered <= invited
        rate = 100 * answered / invited if invited and same else None
        return {"invited": invited, "answered": answered, "rate": rate}

    def _count_invitations(self, scope, condition):
        conditions = [condition, scope.select_columns(self.env, "applicant")]
        if scope.moments:
            moments = list(scope.moments)
            conditions.append(SQL("survey.feedback_moment = ANY(%s)", moments))
        return self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*)
                  FROM hr_applicant_communication AS row
                  JOIN hr_applicant AS applicant ON applicant.id = row.applicant_id
                  JOIN hr_recruitment_communication_step AS step ON step.id = row.step_id
                  JOIN survey_survey AS survey ON survey.id = step.survey_id
                 WHERE row.action = 'survey' AND row.state = 'sent'
                   AND row.occurrence_key NOT LIKE %s AND %s
                """,
                f"%{REMINDER}",
                SQL(" AND ").join(conditions),
            )
        )[0][0]

    # What officers may see -------------------------------------------------------------

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
        groups = dict.fromkeys(("month", "manager", "answer", *DIMENSIONS.values()), [])
        if scope.outcomes or scope.get_ids(self.env).keys() - WHOLE:
            total = hidden(0, "access")
        else:
            counts = self._count_summary(scope)
            total = score(*counts.pop("all"), self._least())
            for column, splits in counts.items():
                groups[DIMENSIONS[column]] = self._get_group(column, splits, total)
        invited = self._count_invitations(scope, SQL("TRUE"))
        return {
            "score": total,
            "previous": False,
            "change": compare(total, hidden(0, "none")),
            "response": {"invited": invited, "answered": total["n"], "rate": None},
            "groups": groups,
            "drivers": [],
            "trouble": {"asked": 0, "trouble": None, "rate": None, "reason": "access"},
            "comments": {"rows": [], "total": 0, "reason": "access"},
        }
