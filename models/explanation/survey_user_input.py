from odoo import models

from .parts import USES


class SurveyUserInputExplanation(models.Model):
    """Whether the explanation has helped is a driver where it is asked with the score, after
    the refusal. What is pressed on the candidate's page stays a number of its own: it has no
    score to be held against, and to look for one would join what was promised to be kept
    apart."""

    _inherit = "survey.user_input"

    def _asks_explained(self):
        """Those who have got an explanation. That is known to colleagues, so an anonymous
        survey asks nobody (``_asks``)."""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return False
        row = self._find_communications().get(self)
        return bool(row and row.applicant_id._find_ready_explanation().filtered("told_date"))
