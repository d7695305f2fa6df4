from odoo import fields, models
from odoo.tools import SQL

from .filters import FIRST_DAY, LAST_DAY, Period
from .statistics import are_apart, find_hidden, hidden_share, share
from .stay_choices import SOON

# Who may read when somebody has left.
PERSONNEL = "hr.group_hr_user"
MONTHS = (3, 6, 12)
# Measure → (counted, of how many).
MEASURES = {
    **{f"left_{months}": (f"went_{months}", f"seen_{months}") for months in MONTHS},
    "productive": ("soon", "known"),
}
COUNTS = tuple(name for pair in MEASURES.values() for name in pair)
DIMENSIONS = ("source", "recruiter", "ad", "experience")
# The cNPS of the job position from which its experience is called good or high.
GOOD_SCORE, HIGH_SCORE = 0, 30
# So many groups of a dimension are shown, those of most hires.
MOST = 8
REASONS = {"few": "few_counted", "none": "none_counted"}


class HrRecruitmentExperienceReportStays(models.AbstractModel):
    """Who stays: of those who were hired, who left within so many months, and who worked
    independently soon, by what went with the recruitment.

    No answer is joined to a person: how an application was experienced is the cNPS of
    its job position, of all answers that everybody may see.
    """

    _inherit = "hr.recruitment.experience.report"

    def _get_stays(self, scope, access):
        """Of all who have begun, whenever that was: who was hired lately cannot have stayed
        for a year. Groups are for those who may read when somebody has left; others see
        the whole, whatever the filter, as they could subtract otherwise.

        :return: dict of ``measures`` (list of dicts: ``key``, ``label``), ``whole`` (a
            group) and ``dimensions`` (list of dicts: ``key``, ``label``, ``groups`` and
            ``verdicts``, measure → code). A group has ``label``, ``hires`` and
            ``shares``, a share for each measure
        """
        detailed = access == "manager" and self.env.user.has_group(PERSONNEL)
        scope = scope if detailed else scope.widen()
        scope = scope.shift(Period(FIRST_DAY, LAST_DAY))
        for name in ("hr.employee", "hr.version"):
            self.env[name].flush_model()
        rows = self.env.execute_query_dict(self._select_hires(scope))
        if not rows:
            return {"measures": [], "whole": False, "dimensions": []}
        labels = self._get_stay_measure_labels()
        dimensions = self._get_stay_dimensions(scope, rows) if detailed else []
        return {
            "measures": [{"key": key, "label": label} for key, label in labels.items()],
            "whole": self._describe_hires(None, self.env._("All who were hired"), rows),
            "dimensions": dimensions,
        }

    def _select_hires(self, scope):
        """:return: SQL: numbers of those who were hired and became employees, by what
        they are grouped by. Somebody is counted for a time only when it is over, whether
        they have left or not: otherwise those who leave early would be too many."""
        today = fields.Date.today()
        counted = [
            SQL(
                """COUNT(*) FILTER (WHERE %(over)s AND stay.went <= %(end)s) AS %(went)s,
                   COUNT(*) FILTER (WHERE %(over)s) AS %(seen)s""",
                over=SQL("%s <= %s", end, today),
                end=end,
                went=SQL.identifier(f"went_{months}"),
                seen=SQL.identifier(f"seen_{months}"),
            )
            for months in MONTHS
            for end in [SQL("(stay.start + MAKE_INTERVAL(months => %s))::date", months)]
        ]
        return SQL(
            """
            SELECT applicant.company_id, applicant.source_id, applicant.user_id,
                   applicant.job_id, applicant.ad_score, COUNT(*) AS hires, %(counted)s,
                   COUNT(*) FILTER (WHERE applicant.productive_after = ANY(%(soon)s)) AS soon,
                   COUNT(applicant.productive_after) AS known
              FROM hr_applicant AS applicant
        CROSS JOIN LATERAL (
                   SELECT began.start,
                          (SELECT MIN(version.departure_date)
                             FROM hr_version AS version
                            WHERE version.employee_id = applicant.employee_id
                              AND version.departure_date >= began.start) AS went
                     FROM (SELECT COALESCE(applicant.first_day, MIN(version.contract_date_start),
                                           applicant.date_closed::date) AS start
                             FROM hr_version AS version
                            WHERE version.employee_id = applicant.employee_id
                              AND version.contract_date_start >= applicant.create_date::date
                          ) AS began) AS stay
             WHERE applicant.outcome = 'hired' AND applicant.employee_id IS NOT NULL
               AND stay.start <= %(today)s AND %(condition)s
          GROUP BY applicant.company_id, applicant.source_id, applicant.user_id,
                   applicant.job_id, applicant.ad_score
            """,
            counted=SQL(", ").join(counted),
            soon=list(SOON),
            today=today,
            condition=self._select_applications(scope),
        )

    # Groups -----------------------------------------------------------------------------------

    def _get_stay_dimensions(self, scope, rows):
        labels = {
            "source": self.env._("Source"),
            "recruiter": self.env._("Recruiter"),
            "ad": self.env._("Score of the Ad"),
            "experience": self.env._("Experience of the Job Position"),
        }
        dimensions = []
        for dimension in DIMENSIONS:
            names = getattr(self, f"_name_stays_by_{dimension}")(scope, rows)
            if not names:
                continue
            groups = {}
            for row in rows:
                groups.setdefault(names[self._find_stay_key(dimension, row)], []).append(row)
            dimensions.append(self._describe_dimension(dimension, labels[dimension], groups))
        return dimensions

    def _find_stay_key(self, dimension, row):
        columns = {
            "source": ("source_id",),
            "recruiter": ("user_id",),
            "ad": ("company_id", "ad_score"),
            "experience": ("job_id",),
        }
        return tuple(row[name] for name in columns[dimension])

    def _describe_dimension(self, key, label, groups):
        """:param dict groups: (place, label) → rows; of two with one place and label the
        numbers are one"""
        found = [self._describe_hires(name, name[-1], rows) for name, rows in groups.items()]
        for measure, (_part, whole) in MEASURES.items():
            counts = {name: sum(row[whole] for row in rows) for name, rows in groups.items()}
            reasons = find_hidden(counts, self._least())
            for group in found:
                if reason := reasons.get(group["key"]):
                    n = counts[group["key"]]
                    group["shares"][measure] = hidden_share(n, REASONS.get(reason, reason))
        by_size = key in ("source", "recruiter")
        found.sort(key=lambda group: (-group["hires"] if by_size else 0, group["key"]))
        verdicts = {
            measure: are_apart(group["shares"][measure] for group in found) for measure in MEASURES
        }
        for group in found:
            group["key"] = str(group["key"][-1])
        return {"key": key, "label": label, "groups": found[:MOST], "apart": verdicts}

    def _describe_hires(self, key, label, rows):
        counts = {name: sum(row[name] for row in rows) for name in ("hires", *COUNTS)}
        return {
            "key": key,
            "label": label,
            "hires": counts["hires"],
            "shares": {
                measure: share(counts[part], counts[whole], self._least())
                for measure, (part, whole) in MEASURES.items()
            },
        }

    def _name_stays_by_source(self, scope, rows):
        return self._name_records("utm.source", "source_id", rows)

    def _name_stays_by_recruiter(self, scope, rows):
        return self._name_records("res.users", "user_id", rows)

    def _name_records(self, model, column, rows):
        """:return: dict key → (place, label)"""
        ids = {row[column] for row in rows}
        records = self.env[model].browse(filter(None, ids)).exists()
        names = {(record.id,): (0, record.display_name) for record in records}
        nobody = (1, self.env._("Not known"))
        return {(one,): names.get((one,), nobody) for one in ids}

    def _name_stays_by_ad(self, scope, rows):
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return {}
        limits = self._get_ad_limits(scope)
        labels = self._get_ad_band_labels(limits)
        places = {band: place for place, band in enumerate(labels)}
        names = {}
        for row in rows:
            score = row["ad_score"]
            band = score is not None and self._find_band(limits, row["company_id"], score)
            names[row["company_id"], score] = (
                (places[band], labels[band]) if band else (len(places), self.env._("Not known"))
            )
        return names

    def _name_stays_by_experience(self, scope, rows):
        """Of all answers of the job position that everybody may see, in groups that are
        large enough; nothing of any one answer."""
        found = self.env["hr.recruitment.feedback.summary"]._read_group(
            [("company_id", "in", list(scope.allowed or ()))],
            ["job_id"],
            ["promoters:sum", "passives:sum", "detractors:sum"],
        )
        scores = {}
        for job, promoters, passives, detractors in found:
            n = promoters + passives + detractors
            if n >= max(self._least(), 1):
                scores[job.id] = 100 * (promoters - detractors) / n
        return {(row["job_id"],): self._name_experience(scores.get(row["job_id"])) for row in rows}

    def _name_experience(self, score):
        if score is None:
            return 3, self.env._("Too few answers")
        if score < GOOD_SCORE:
            return 0, self.env._("cNPS below %s", GOOD_SCORE)
        if score < HIGH_SCORE:
            return 1, self.env._(
                "cNPS from %(low)s to %(high)s", low=GOOD_SCORE, high=HIGH_SCORE - 1
            )
        return 2, self.env._("cNPS of %s or more", HIGH_SCORE)

    # Words ------------------------------------------------------------------------------------

    def _get_stay_measure_labels(self):
        return {
            **{f"left_{n}": self.env._("Left within %s months", n) for n in MONTHS},
            "productive": self.env._("Worked independently within three months"),
        }

    def _get_process_labels(self):
        labels = super()._get_process_labels()
        return {
            **labels,
            "stays": {
                "title": self.env._("Who stays"),
                "group": self.env._("Group"),
                "hires": self.env._("Hired"),
                "verdict": self.env._("Difference"),
                "measures": self.env._(
                    "Left: of those whose time has passed, whether they are still here or not. "
                    "Worked independently: as hiring managers say it; whom they say nothing of "
                    "is not counted."
                ),
                "empty": self.env._("Nobody who was hired here is linked to an employee yet."),
            },
        }

    def _put_into_words(self, data):
        res = super()._put_into_words(data)
        stays = data["stays"]
        stays["note"] = self._say_what_stays_show(stays)
        groups = [group for one in stays["dimensions"] for group in one["groups"]]
        for group in [stays["whole"], *groups] if stays["whole"] else ():
            for found in group["shares"].values():
                found["label"] = self._say_share(found)
        for dimension in stays["dimensions"]:
            dimension["verdicts"] = {
                measure: self._say_apart(apart) for measure, apart in dimension["apart"].items()
            }
        return res

    def _say_what_stays_show(self, stays):
        note = self.env._(
            "Of all who have begun, whatever the period, with what lies within 95 % certainty. "
            "It shows what went together, not why."
        )
        if stays["dimensions"]:
            return note
        return " ".join((note, self.env._("Groups are for those who may read when people left.")))
