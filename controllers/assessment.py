from odoo.http import Controller, request, route

from odoo.addons.survey.controllers.main import Survey

from ..models.assessment.states import IN_GRACE
from ..models.inside import YES
from .candidate import PATH, Candidate
from .candidate_page import READS


class CandidateTest(Candidate, Controller):
    """The way from the candidate's page to a test."""

    @route(f"{PATH}/test/<string:test_id>", methods=["GET"], **READS)
    def open_test(self, applicant_id, token, test_id, **_query):
        """Nothing begins here: Odoo's first page has a button for it."""
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        number = self._read_id(test_id)
        tests = applicant.assessment_ids.filtered(lambda test: test.id == number)
        if not tests or not tests._is_open():
            return self._redirect(f"{applicant._page_path()}#tests")
        return self._redirect(tests.user_input_id.get_start_url())


class AssessmentSurvey(Survey):
    """Odoo's pages for tests of candidates: who has more time has it there, too, and what
    is closed says so."""

    def _check_validity(self, survey_sudo, answer_sudo, answer_token, **options):
        test = answer_sudo.assessment_ids if answer_sudo else None
        if not test:
            return super()._check_validity(survey_sudo, answer_sudo, answer_token, **options)
        if not test._is_open() and not self._reads_finished(survey_sudo, test):
            return "candidate_test"
        # The key is the candidate's, whoever is logged in there.
        options["check_partner"] = False
        return super()._check_validity(survey_sudo, answer_sudo, answer_token, **options)

    def _reads_finished(self, survey, test):
        """:return: whether a colleague whose survey it is looks at a finished test"""
        user = request.env.user
        return test.state == "finished" and survey.with_user(user).has_access("read")

    def _redirect_with_error(self, access_data, error_key):
        """Colleagues can know the key of a survey: it does not open the candidate's page."""
        if error_key == "candidate_test":
            test = access_data["answer_sudo"].assessment_ids[:1]
            applicant = test.applicant_id
            lang = applicant._get_page_lang()
            return request.render(
                "hr_recruitment_candidate_experience.test_closed",
                {
                    "survey": test.survey_id.with_context(lang=lang),
                    "test": test,
                    "contact": applicant._get_speaker(),
                    "lang": lang,
                },
            )
        return super()._redirect_with_error(access_data, error_key)

    def _prepare_survey_data(self, survey_sudo, answer_sudo, **post):
        data = super()._prepare_survey_data(survey_sudo, answer_sudo, **post)
        if "time_limit_minutes" in data and answer_sudo.assessment_ids:
            data["time_limit_minutes"] = answer_sudo._find_minutes()
        return data

    @route()
    def survey_submit(self, survey_token, answer_token, **post):
        """What the page sends by itself as extra time runs out still counts; then the test
        is finished, as Odoo's is without extra time."""
        survey, answer = self._fetch_from_access_token(survey_token, answer_token)
        if not answer or not answer._is_in_grace():
            return super().survey_submit(survey_token, answer_token, **post)
        request.update_context(**{IN_GRACE: YES})
        given, page = super().survey_submit(survey_token, answer_token, **post)
        if page.get("error") not in (None, "validation"):
            return given, page
        if answer.state != "done":
            answer._mark_done()
        return {}, self._prepare_question_html(survey, answer)

    @route()
    def survey_retry(self, survey_token, answer_token, **post):
        """One sending, one try: another is for the recruiter to send."""
        answer = self._fetch_from_access_token(survey_token, answer_token)[1]
        if answer and answer.assessment_ids:
            return self._redirect_with_error({"answer_sudo": answer}, "candidate_test")
        return super().survey_retry(survey_token, answer_token, **post)
