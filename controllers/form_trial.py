from odoo.http import Controller, request, route

from ..models.advert.form_trial import LONGEST_WORDS
from ..models.advert.paths import TRIAL_PATH
from .candidate_page import LARGEST_FORM, CandidatePage

COLLEAGUES = {"type": "http", "auth": "user", "website": True, "max_content_length": LARGEST_FORM}
PAGE = "hr_recruitment_candidate_experience.form_trial"


class FormTrial(CandidatePage, Controller):
    """The checklist of a colleague who tries an application form."""

    @route(f"{TRIAL_PATH}/<string:test_id>", methods=["GET"], sitemap=False, **COLLEAGUES)
    def show_checklist(self, test_id, **_query):
        test = self._find_own(test_id)
        return self._draw(test) if test else self._unknown()

    @route(f"{TRIAL_PATH}/<string:test_id>", methods=["POST"], sitemap=False, **COLLEAGUES)
    def keep_answers(self, test_id, **given):
        test = self._find_own(test_id)
        if not test:
            return self._unknown()
        values = test._read_trial_answers(given)
        if not values:
            return self._draw(test, given, missing=True)
        test._keep_trial_answers(values)
        return self._draw(test, done=True)

    def _find_own(self, test_id):
        """:return: ``hr.job.form.test`` as superuser, of whom is logged in; may be empty"""
        tests = request.env["hr.job.form.test"].sudo()
        if not request.env["hr.candidate.settings"]._is_used("uses_advert"):
            return tests
        test = tests.browse(self._read_id(test_id) or ()).exists()
        return test.filtered(lambda one: one._is_open_for(request.env.user))

    def _draw(self, test, given=None, **said):
        fields = {name: test._fields[name] for name in ("minutes", "confirmation_came")}
        values = {
            "test": test,
            "given": given or {},
            "form_path": test._make_trial_path(),
            "longest": LONGEST_WORDS,
            "choices": {
                name: field._description_selection(request.env) for name, field in fields.items()
            },
            **said,
        }
        return request.render(PAGE, values)
