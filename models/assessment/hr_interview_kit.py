from markupsafe import Markup

from odoo import api, fields, models


class HrInterviewKitAssessment(models.Model):
    """Finished tests in the kit: one part of the picture, for those who hold the interview."""

    _inherit = "hr.interview.kit"

    test_results = fields.Html("Tests", compute="_compute_test_results", compute_sudo=True)

    @api.depends("applicant_id")
    @api.depends_context("lang")
    def _compute_test_results(self):
        if not self.env["hr.candidate.settings"]._is_used("uses_assessment"):
            self.test_results = False
            return
        for kit in self:
            tests = kit.applicant_id.assessment_ids.filtered(lambda t: t.state == "finished")
            kit.test_results = Markup().join(
                Markup("<div>%s</div>")
                % self.env._(
                    "%(test)s: %(result)s, %(minutes)s min",
                    test=test.survey_id.title,
                    result=test.result,
                    minutes=test.duration,
                )
                for test in tests
            )
