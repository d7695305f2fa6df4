from collections import Counter
from statistics import median_low

from odoo import api, models

from .ratings import FOR, RATINGS


class HrInterviewScorecardSummary(models.Model):
    _inherit = "hr.interview.scorecard"

    def _summarize(self):
        """:return: dict of what the summary shows: ``words`` (how many recommend, of how many),
        ``differ`` (on the recommendation, or by two numbers on a competence) and ``lines``, a
        list of dicts of a competence: ``name``, ``number`` (how many rated it), ``counts``
        (list of int, of 1 to 4), ``median`` and ``spread`` (lowest, highest), None below two
        ratings"""
        recommend = len(self.filtered(lambda card: card.recommendation in FOR))
        lines = [
            self._summarize_competence(ratings)
            for ratings in self.rating_ids.grouped(
                lambda rating: rating.competence_id or rating.name
            ).values()
        ]
        apart = any(line["spread"] and line["spread"][1] - line["spread"][0] > 1 for line in lines)
        return {
            "words": self.env._("%(yes)s of %(all)s recommend", yes=recommend, all=len(self)),
            "differ": apart or 0 < recommend < len(self),
            "lines": lines,
        }

    @api.model
    def _summarize_competence(self, ratings):
        given = sorted(int(rating.rating) for rating in ratings if rating.rating)
        counts = Counter(given)
        several = len(given) > 1
        return {
            "name": ratings[:1].name,
            "number": len(given),
            "counts": [counts[int(level)] for level, _label in RATINGS],
            "median": median_low(given) if several else None,
            "spread": (given[0], given[-1]) if several else None,
        }
