from markupsafe import Markup

from odoo import api, fields, models

from ..batch import get_today
from .merits_points import find_points, read_parts


class HrApplicantDataRequestPoints(models.Model):
    """What a colleague should look at once more in a letter about merits. It points, and
    changes nothing."""

    _inherit = "hr.applicant.data.request"

    merits_points = fields.Html("Please Check", compute="_compute_merits_points", sanitize=False)
    merits_point_count = fields.Integer(compute="_compute_merits_points")

    @api.depends("merits_letter", "chosen_ids")
    @api.depends_context("uid", "lang")
    def _compute_merits_points(self):
        for request in self:
            points = request._find_points()
            request.merits_point_count = len(points)
            request.merits_points = self._say_points(points)

    def _find_points(self):
        """:return: list of ``Point``; of a form that somebody has made up there is none,
        because it would tell the names of applicants"""
        known = self._origin
        if not known or not known.has_access("read"):
            return []
        if not self.merits_letter or known.kind != "merits" or known.state != "open":
            return []
        chosen, others = known.sudo()._find_names()
        return find_points(self.merits_letter, chosen, others, get_today(self.env).year)

    def _say_points(self, points):
        """:return: Markup, or False"""
        labels = self._get_point_labels()
        lines = (
            Markup("<li><strong>%s</strong>: %s</li>") % (word, labels[kind])
            for word, kind in points
        )
        return bool(points) and Markup("<ul>%s</ul>") % Markup().join(lines)

    def _find_names(self):
        """:return: (parts of the names of the chosen, of others who have applied)"""
        applicants = self.applicant_id.with_context(active_test=False)
        same = applicants.search_fetch(
            [("job_id", "=", self.job_id.id), ("erased_date", "=", False)], ["partner_name"]
        )
        chosen = self.chosen_ids
        return (
            read_parts(chosen.mapped("partner_name")),
            read_parts((same - chosen).mapped("partner_name")),
        )

    def _get_point_labels(self):
        return {
            "chosen": self.env._("a name of who was chosen"),
            "other": self.env._("may be a name of another applicant"),
            "number": self.env._("may be a personal number"),
            "contact": self.env._("contact details"),
            "age": self.env._("says something of the age"),
            "year": self.env._("may be a year of birth"),
            "judgement": self.env._("a judgement or a comparison; the law asks for none"),
            "family": self.env._("family"),
            "health": self.env._("health"),
            "origin": self.env._("origin or belief"),
            "gender": self.env._("gender or orientation"),
        }
