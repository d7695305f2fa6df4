from odoo import api, fields, models

from ..wording.text_blocks import get_sentences, read_html
from .ratings import USES
from .reading import LONGEST_POINT, POINT_SENTENCES

POINTS = "hr_recruitment_candidate_experience.scorecard_talking_points"


class HrInterviewKitPoints(models.Model):
    """What those who hold an interview say of the employer: the beginning of what the ad,
    the mails and the candidate's page say."""

    _inherit = "hr.interview.kit"

    talking_points = fields.Html(
        compute="_compute_talking_points", compute_sudo=True, sanitize=False
    )

    @api.depends("applicant_id.job_id", "applicant_id.company_id")
    @api.depends_context("lang")
    def _compute_talking_points(self):
        used = self.env["hr.candidate.settings"]._is_used(USES)
        for kit in self:
            points = kit._get_talking_points() if used else []
            words = {"points": points}
            kit.talking_points = self.env["ir.qweb"]._render(POINTS, words) if points else False

    def _get_talking_points(self):
        """:return: list of (title, str) in the language of the reader"""
        applicant = self.applicant_id.with_context(lang=self.env.lang)
        blocks = applicant.job_id._get_employer_blocks(applicant.company_id)
        points = [(title, self._shorten(text)) for title, text in blocks["texts"]]
        return [(title, words) for title, words in points if words]

    @api.model
    def _shorten(self, text):
        # A question is no heading: its answer says nothing without it.
        said = [b for b in read_html(text) if b.kind != "heading" or b.words.endswith("?")]
        sentences = get_sentences(said)
        words = " ".join(sentences[:POINT_SENTENCES])
        return words if len(words) <= LONGEST_POINT else f"{words[:LONGEST_POINT].rstrip()}…"
