from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from ..experience.statistics import average, compare_shares, share

REVIEW = SQL.identifier("hr_employer_review")


class HrRecruitmentExperienceReportReviewThemes(models.AbstractModel):
    """What employer reviews are about. Everybody can read them where they stand: only what
    a few reviews cannot carry is left out."""

    _inherit = "hr.recruitment.experience.report"

    def _get_other_parts(self, scope, access, data):
        """:return: besides, in ``reviews``, ``themes``: a list of dicts of ``key``, ``label``,
        ``n``, ``share`` of the reviews, ``rating`` (as ``average``) of those that mention it,
        ``rest`` of the others, ``change`` of the share and ``domain``"""
        parts = super()._get_other_parts(scope, access, data)
        if parts["reviews"] and parts["reviews"]["whole"]:
            parts["reviews"]["themes"] = self._get_review_themes(scope)
        return parts

    def _get_review_themes(self, scope):
        now, before = self._count_review_themes(scope), {}
        if scope.comparison:
            before = self._count_review_themes(scope.shift(scope.comparison))
        themes = self.env["hr.recruitment.feedback.theme"].browse(filter(None, now)).exists()
        rows = [
            {
                "key": theme.id,
                "label": theme.name,
                "domain": [["theme_ids", "in", [theme.id]]],
                **self._measure_review_theme(theme.id, now, before),
            }
            for theme in themes.filtered("active")
        ]
        rows = [row for row in rows if not row["share"]["reason"]]
        return sorted(rows, key=lambda row: (-row["n"], row["label"], row["key"]))

    def _count_review_themes(self, scope):
        """:return: dict theme id, None for all → (reviews, ratings, their sum, of squares)"""
        domain = self._get_review_domain(scope)
        domain &= Domain("themes_read", "=", True) & Domain("emptied_date", "=", False)
        query = self.env["hr.employer.review"]._search(domain)
        rows = self.env.execute_query(
            SQL(
                """
                WITH review AS (%(reviews)s)
                SELECT NULL::int, %(sums)s FROM review
             UNION ALL
                SELECT mention.theme_id, %(sums)s
                  FROM review
                  JOIN hr_recruitment_feedback_theme_mention AS mention
                    ON mention.review_id = review.id AND mention.counts
              GROUP BY mention.theme_id
                """,
                reviews=query.select(
                    SQL("%s.id", REVIEW),
                    SQL("%s.is_rated", REVIEW),
                    SQL("%s.rating_percent / 100.0 AS rating", REVIEW),
                ),
                sums=SQL(
                    "COUNT(*), COUNT(*) FILTER (WHERE is_rated),"
                    " SUM(rating) FILTER (WHERE is_rated),"
                    " SUM(rating ^ 2) FILTER (WHERE is_rated)"
                ),
            )
        )
        return {key: [float(number or 0) for number in numbers] for key, *numbers in rows}

    def _measure_review_theme(self, key, now, before):
        least, nothing = self._least(), [0.0] * 4
        n, *rated = now[key]
        rest = [whole - some for whole, some in zip(now[None][1:], rated, strict=True)]
        mentioned = share(int(n), int(now[None][0]), least)
        earlier = share(*(int(before.get(one, nothing)[0]) for one in (key, None)), least)
        return {
            "n": int(n),
            "share": mentioned if n >= least else share(0, 0, least),
            "rating": average(int(rated[0]), *rated[1:], least),
            "rest": average(int(rest[0]), *rest[1:], least),
            "change": compare_shares(mentioned, earlier),
        }

    # Words -----------------------------------------------------------------------------------

    def _get_process_labels(self):
        labels = super()._get_process_labels()
        labels["reviews"] |= {
            "themes": self.env._("What they are about"),
            "theme": self.env._("Theme"),
            "theme_n": self.env._("Reviews About It"),
            "theme_share": self.env._("Share of Reviews"),
            "theme_rating": self.env._("Rating of Those"),
            "theme_rest": self.env._("Rating of the Others"),
            "theme_change": self.env._("Change of the Share"),
        }
        return labels

    def _say_reviews(self, reviews):
        res = super()._say_reviews(reviews)
        for row in reviews["themes"]:
            for name in ("share", "rating", "rest"):
                row[f"{name}_label"] = row[name]["reason_label"] or self._say_share(row[name])
            row["change_label"] = self._say_points(row["change"])
        return res
