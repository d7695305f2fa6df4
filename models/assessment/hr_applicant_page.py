from odoo import models

from .states import WAITING


class HrApplicantAssessmentPage(models.Model):
    """Tests on the candidate's own page."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        tests = self._get_page_tests() if page["state"] == "ongoing" else []
        waiting = [test for test in tests if test["state"] in WAITING]
        return {**page, "tests": tests, "open_test": waiting[0] if waiting else None}

    def _get_page_tests(self):
        """:return: list of dicts of the tests that the candidate was sent"""
        if not self.env["hr.candidate.settings"]._is_used("uses_assessment"):
            return []
        return [test._describe_on_page() for test in self.sudo().assessment_ids if test._is_told()]
