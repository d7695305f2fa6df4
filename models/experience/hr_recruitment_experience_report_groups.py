from collections import defaultdict

from odoo import fields, models
from odoo.tools import SQL

from ..feedback.choices import MOMENTS
from ..rendering.dates_in_words import get_locale, say_month
from .groups import COMPANY, COMPANY_NAME, DIMENSIONS, NESTED, NOTHING
from .statistics import find_hidden, hidden, hide_nested, score

# A refusal within this many days of the decision is told "as soon as it was known"; the
# comparison is that of Trustcruit's guide (−21.9 against −44.7).
SOON_DAYS = 7
# What answers are counted by.
COLUMNS = ["month", *DIMENSIONS, "technical_trouble"]


class HrRecruitmentExperienceReportGroups(models.AbstractModel):
    """Scores in groups, without those that few answers cannot carry or that would give
    others away."""

    _inherit = "hr.recruitment.experience.report"

    def _count_answers(self, scope):
        """All groupings at once.

        :return: dict grouping → dict key → (promoters, passives, detractors); a pair
            of groupings has pairs of keys. And ``anonymous``: dict grouping → number of
            the answers without a key that have none because they are anonymous
            (of companies, only where there are several)
        """
        names = COLUMNS
        # A bit for each name, the first the highest, 0 where it is grouped by.
        bit = {name: 2 ** (len(names) - 1 - at) for at, name in enumerate(names)}
        everything = 2 ** len(names) - 1
        by_bits = {
            everything: "all",
            **{everything - bit[name]: name for name in names},
        }
        by_bits |= {everything - bit[one] - bit[two]: (one, two) for one, two in NESTED}
        counts = {name: {} for name in [*by_bits.values(), "anonymous"]}
        rows = self._add_up(scope, "groups", by_company=True)
        for (company, bits, *keys), (*split, anonymous) in rows.items():
            name = by_bits[bits]
            found = dict(zip(names, keys, strict=True))
            if name == "all":
                key = "all"
                self._count_in(counts, COMPANY, company or False, split)
            elif isinstance(name, tuple):
                key = tuple(found[one] or False for one in name)
            else:
                key = found[name] or False
                if name in DIMENSIONS:
                    pair = (key, company or False)
                    self._count_in(counts, (name, COMPANY), pair, split)
            self._count_in(counts, name, key, split)
            if not key:
                known = counts["anonymous"]
                known[name] = known.get(name, 0) + anonymous
        return counts

    def _count_in(self, counts, name, key, split):
        splits = counts.setdefault(name, {})
        splits[key] = tuple(map(sum, zip(splits.get(key, NOTHING), split, strict=True)))

    def _sum_groups(self, scope):
        month = SQL("TO_CHAR(DATE_TRUNC('month', fact.response_date), 'YYYY-MM-DD')")
        columns = [month, *(SQL.identifier("fact", name) for name in COLUMNS[1:])]
        pairs = (SQL(", ").join(SQL.identifier("fact", name) for name in pair) for pair in NESTED)
        return SQL(
            """
            SELECT fact.company_id, GROUPING(%(keys)s), %(keys)s, %(split)s,
                   COUNT(fact.nps_value) FILTER (WHERE fact.anonymity = 'anonymous')
              FROM hr_recruitment_feedback AS fact
             WHERE %(condition)s
          GROUP BY fact.company_id, GROUPING SETS ((), %(sets)s)
            """,
            keys=SQL(", ").join(columns),
            sets=SQL(", ").join(SQL("(%s)", key) for key in (*columns, *pairs)),
            split=self._select_split(),
            condition=self._select_facts(scope),
        )

    def _get_groups(self, scope, counts, total):
        """:return: dict dimension → list of scores with key, label and domain"""
        counts["manager"] = self._count_managers(counts["department_id"])
        companies = self._has_several(scope)
        reasons = self._find_reasons(counts, total, companies)
        groups = {
            "month": self._get_months(scope, counts["month"], total),
            "manager": self._get_managers(counts, total, reasons["manager"]),
            "answer": self._get_answer_groups(scope, total),
        }
        for column, name in DIMENSIONS.items():
            groups[name] = self._get_group(
                column,
                counts[column],
                total,
                reasons[column],
                counts["anonymous"].get(column, 0),
            )
        groups[COMPANY_NAME] = []
        if companies:
            found = self._get_group(COMPANY, counts.get(COMPANY, {}), total, reasons[COMPANY])
            groups[COMPANY_NAME] = found
        return groups

    def _has_several(self, scope):
        """:return: whether the reader sees several companies at once"""
        return len(scope.records["company_ids"] or scope.allowed or ()) > 1

    def _find_reasons(self, counts, total, companies=False):
        """:param bool companies: whether there are groups of companies, too
        :return: dict grouping → dict key → why its score is not shown"""
        names, pairs = [*DIMENSIONS, "manager"], [*NESTED]
        if companies:
            names.append(COMPANY)
            pairs += [(name, COMPANY) for name in DIMENSIONS]
        if total["reason"]:
            return dict.fromkeys(names)
        numbers = {
            name: {key: sum(split) for key, split in counts.get(name, {}).items()}
            for name in (*names, *pairs)
        }
        cells = {pair: numbers[pair] for pair in pairs}
        managers = self._find_managers(counts["department_id"])
        cells["department_id", "manager"] = {
            (key, managers[key]): n for key, n in numbers["department_id"].items()
        }
        if companies:
            cells["manager", COMPANY] = found = defaultdict(int)
            for (key, company), n in numbers["department_id", COMPANY].items():
                found[managers[key], company] += n
        reasons = {name: find_hidden(numbers[name], self._least()) for name in names}
        # Each thing hidden may call for another, until nothing does.
        while sum(
            self._hide_nested(pair, numbers, reasons, found) for pair, found in cells.items()
        ):
            pass
        return reasons

    def _hide_nested(self, pair, numbers, reasons, cells):
        one, two = ((numbers[name], reasons[name]) for name in pair)
        turned = {(key, other): n for (other, key), n in cells.items()}
        return hide_nested(one, two, cells, self._least()) or hide_nested(
            two, one, turned, self._least()
        )

    def _say_nothing_known(self, splits, anonymous):
        """Why answers are in no group, so that the whole adds up.

        :param int anonymous: how many of them are anonymous
        """
        if not anonymous:
            return self.env._("Not set")
        if anonymous < sum(splits.get(False, NOTHING)):
            return self.env._("Anonymous, or not set")
        return self.env._("Anonymous")

    def _get_group(self, column, splits, total, reasons=None, anonymous=0):
        labels = self._get_names(column, splits)
        unknown = self._say_nothing_known(splits, anonymous)
        rows = [
            {
                "key": key,
                "label": labels.get(key) or unknown,
                "domain": [(column, "=", key)],
                **found,
            }
            for key, found in self._score_groups(splits, total, reasons).items()
        ]
        if column == "moment":
            order = [key for key, _label in MOMENTS]
            return sorted(rows, key=lambda row: order.index(row["key"]))
        return sorted(rows, key=lambda row: (-row["n"], row["label"], str(row["key"])))

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
        splits = {month: splits.get(fields.Date.to_string(month), NOTHING) for month in months}
        rows = []
        for month, found in self._score_groups(splits, total).items():
            last = fields.Date.end_of(month, "month")
            rows.append(
                {
                    "key": f"{month:%Y-%m}",
                    "label": say_month(month, get_locale(self.env), short=True),
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
        return {key: managers.get(key, departments.manager_id.browse()) for key in by_department}

    def _count_managers(self, by_department):
        splits = {}
        for key, manager in self._find_managers(by_department).items():
            both = splits.get(manager, NOTHING), by_department[key]
            splits[manager] = tuple(map(sum, zip(*both, strict=True)))
        return splits

    def _get_managers(self, counts, total, reasons):
        departments = {}
        managers = self._find_managers(counts["department_id"])
        for key in sorted(managers, key=int):
            departments.setdefault(managers[key], []).append(key)
        scores = self._score_groups(counts["manager"], total, reasons)
        anonymous = counts["anonymous"].get("department_id", 0)
        by_key = {manager.id or False: split for manager, split in counts["manager"].items()}
        unknown = self._say_nothing_known(by_key, anonymous)
        rows = [
            {
                "key": manager.id or False,
                "domain": [("department_id", "in", departments[manager])],
                "label": manager.name or unknown,
                **found,
            }
            for manager, found in scores.items()
        ]
        return sorted(rows, key=lambda row: (-row["n"], row["label"], str(row["key"])))

    def _get_answer_groups(self, scope, total):
        """Those who were refused: told soon, or late or never."""
        found = {soon: tuple(split) for (soon,), split in self._add_up(scope, "told").items()}
        scores = self._score_groups({k: found.get(k, NOTHING) for k in (True, False)}, total)
        labels = {
            True: self.env._("Informed within a week"),
            False: self.env._("Informed later, or never"),
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

    def _sum_told(self, scope):
        return SQL(
            """
            SELECT fact.company_id,
                   COALESCE(applicant.decision_told_date
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
          GROUP BY 1, 2
            """,
            days=SOON_DAYS,
            split=self._select_split(),
            condition=self._select_facts(scope),
        )
