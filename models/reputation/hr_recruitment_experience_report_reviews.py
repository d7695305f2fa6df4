from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL, date_utils

from ..experience.statistics import average, find_percentiles, score, share
from .review_choices import SURE, TO_ANSWER, USES

INTERVIEW = "interview"
# Shares of those answered within so many days: half of them, and nine of ten.
SHARES = (0.5, 0.9)


class HrRecruitmentExperienceReportReviews(models.AbstractModel):
    """What people write elsewhere, beside what candidates answer here.

    Everybody can read reviews where they stand: nothing is hidden so that it cannot be
    worked out. An average of a few says nothing, and is left out for that reason.
    """

    _inherit = "hr.recruitment.experience.report"

    def _get_other_parts(self, scope, access, data):
        """:return: dict of ``reviews``: False, or a dict of ``whole``, ``kinds``, ``sources``
        and ``quarters`` (ratings: ``key``, ``label``, ``n``, ``value``, ``low``, ``high``
        from 0 to 100 and ``reason``), ``answered`` (a share) and ``time`` (days:
        ``median``, ``slowest``, ``n``, ``reason``). A rating of a site has ``site``:
        the same three on its own scale. A quarter has ``score``, its cNPS"""
        parts = super()._get_other_parts(scope, access, data)
        used = access == "manager" and self.env["hr.candidate.settings"]._is_used(USES)
        return {**parts, "reviews": used and self._get_reviews(scope, data)}

    def _get_reviews(self, scope, data):
        domain = self._get_review_domain(scope)
        if not self.env["hr.employer.review"].search_count(domain, limit=1):
            return {"whole": False}
        rows = self.env.execute_query_dict(self._select_ratings(domain))
        return {
            "whole": self._describe_ratings("all", self.env._("All ratings"), rows),
            "kinds": self._get_review_kinds(rows),
            "sources": self._get_review_sources(rows),
            "quarters": self._get_review_quarters(scope, rows, data),
            **self._get_review_answers(domain),
        }

    def _get_review_domain(self, scope):
        """Of the period, companies, job positions and departments. Recruiters, sources and
        what candidates answered say nothing of what somebody writes elsewhere."""
        ids = scope.get_ids(self.env)
        companies = ids.get("company_id") or list(scope.allowed or ())
        domain = Domain(
            [
                ("company_id", "in", companies),
                ("state", "in", SURE),
                ("active", "=", True),
                ("date", ">=", scope.period.first),
                ("date", "<=", scope.period.last),
            ]
        )
        for name in ("job_id", "department_id"):
            if name in ids:
                domain &= Domain(name, "in", ids[name])
        return domain

    def _select_ratings(self, domain):
        """:return: SQL: numbers of ratings, by what they are grouped by"""
        reviews = self.env["hr.employer.review"]
        reviews.flush_model()
        query = reviews._search(domain & Domain("is_rated", "=", True))
        percent = SQL.identifier("hr_employer_review", "rating_percent")
        columns = SQL(
            "source_id, kind = %s AS interview, scale_min, scale_max, "
            "DATE_TRUNC('quarter', hr_employer_review.date)::date AS quarter",
            INTERVIEW,
        )
        counted = SQL(
            "COUNT(*) AS n, SUM(%(p)s / 100.0) AS total, SUM((%(p)s / 100.0) ^ 2) AS squares",
            p=percent,
        )
        query.groupby = SQL("1, 2, 3, 4, 5")
        return query.select(columns, counted)

    def _describe_ratings(self, key, label, rows):
        n, total, squares = (
            sum(float(row[name] or 0) for row in rows) for name in ("n", "total", "squares")
        )
        return {"key": key, "label": label, **average(int(n), total, squares, self._least())}

    def _get_review_kinds(self, rows):
        labels = {False: self.env._("Who works or has worked here"), True: self.env._("Interviews")}
        return [
            self._describe_ratings(
                INTERVIEW if key else "work", label, [row for row in rows if row[INTERVIEW] is key]
            )
            for key, label in labels.items()
        ]

    def _get_review_sources(self, rows):
        """The sites, those of most ratings first; one that has changed its scale has two."""
        groups = {}
        for row in rows:
            key = row["source_id"], row["scale_min"], row["scale_max"]
            groups.setdefault(key, []).append(row)
        names = self.env["hr.employer.review.source"].browse({key[0] for key in groups})
        names = {source.id: source.name for source in names}
        found = []
        for (source, low, high), some in groups.items():
            rated = self._describe_ratings(f"{source}:{low}:{high}", names[source], some)
            rated["site"] = {
                name: None if rated[name] is None else low + rated[name] / 100 * (high - low)
                for name in ("value", "low", "high")
            } | {"scale": high}
            found.append(rated)
        return sorted(found, key=lambda one: (-one["n"], one["label"], one["key"]))

    def _get_review_quarters(self, scope, rows, data):
        """The cNPS beside it is that of the months which the report shows: a quarter says
        nothing of a month that is hidden."""
        by_quarter = {}
        for row in rows:
            by_quarter.setdefault(row["quarter"], []).append(row)
        months = {month["key"]: month for month in data["groups"]["month"]}
        quarters, day = [], date_utils.start_of(scope.period.first, "quarter")
        while day <= scope.period.last:
            label = self.env._("Q%(number)s %(year)s", number=(day.month + 2) // 3, year=day.year)
            found = self._describe_ratings(str(day), label, by_quarter.get(day, []))
            quarters.append({**found, "score": self._score_quarter(day, months)})
            day = fields.Date.add(day, months=3)
        return quarters

    def _score_quarter(self, day, months):
        keys = (f"{fields.Date.add(day, months=number):%Y-%m}" for number in range(3))
        shown = [months[key] for key in keys if key in months and not months[key]["reason"]]
        names = ("promoters", "passives", "detractors")
        return score(*(sum(month[name] for month in shown) for name in names), self._least())

    def _get_review_answers(self, domain):
        """:return: dict of ``answered`` and ``time``"""
        reviews, least = self.env["hr.employer.review"], self._least()
        states = dict(reviews._read_group(domain, ["state"], ["__count"]))
        done = states.get("answered", 0)
        wanted = done + sum(states.get(state, 0) for state in TO_ANSWER)
        answered = domain & Domain("state", "=", "answered") & Domain("answer_date", "!=", False)
        days = dict(reviews._read_group(answered, ["days_to_answer"], ["__count"]))
        n = sum(days.values())
        median, slowest = find_percentiles(days, SHARES) if n >= max(least, 1) else (None, None)
        reason = None if median is not None else "few_counted" if n else "none_counted"
        return {
            "answered": share(done, wanted, least),
            "time": {"median": median, "slowest": slowest, "n": n, "reason": reason},
        }

    # Words -----------------------------------------------------------------------------------

    def _get_process_labels(self):
        return {
            **super()._get_process_labels(),
            "reviews": {
                "title": self.env._("What people write elsewhere"),
                "group": self.env._("Ratings of"),
                "n": self.env._("Number of Ratings"),
                "rating": self.env._("Average Rating"),
                "site": self.env._("On the Site"),
                "quarter": self.env._("Quarter"),
                "sources": self.env._("Sites"),
                "cnps": self.env._("cNPS"),
                "answered": self.env._("Reviews answered"),
                "time": self.env._("Days until we answered"),
                "empty": self.env._("No employer reviews in this period."),
            },
        }

    def _put_into_words(self, data):
        res = super()._put_into_words(data)
        if data["reviews"] and data["reviews"]["whole"]:
            self._say_reviews(data["reviews"])
        return res

    def _say_reviews(self, reviews):
        reviews["note"] = self.env._(
            "Ratings of the period with what lies within 95 % certainty; 0 % is the lowest rating "
            "of a site and 100 % its highest. Only those write who want to: it is not what "
            "everybody thinks. The cNPS of a quarter is that of the months that are shown. Filters "
            "of recruiters, sources, moments and outcomes do not count here."
        )
        parts = (*reviews["kinds"], *reviews["sources"], *reviews["quarters"])
        for found in (reviews["whole"], reviews["answered"], *parts):
            found["range_label"] = self._say_share(found)
        for found in reviews["sources"]:
            found["site"]["label"] = self._say_on_site(found["site"])
        for found in reviews["quarters"]:
            found["score_label"] = self._say_score(found["score"])
        time = reviews["time"]
        time["label"] = (
            time["reason"]
            and "–"
            or self.env._(
                "Median %(median)s, 90th percentile %(slowest)s",
                median=self._say_days(time["median"]),
                slowest=self._say_days(time["slowest"]),
            )
        )

    def _say_on_site(self, site):
        """:return: "3.8 of 5 (3.4–4.2)" """
        if site["value"] is None:
            return "–"
        number = self._say_number
        return self.env._(
            "%(value)s of %(scale)s (%(low)s–%(high)s)",
            value=number(site["value"], 1),
            scale=number(site["scale"]),
            low=number(site["low"], 1),
            high=number(site["high"], 1),
        )
