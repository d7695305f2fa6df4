from odoo.http import Controller, request, route

from .candidate_page import READS, WRITES, CandidatePage

PATH = "/candidate/keep/<string:applicant_id>/<string:token>"


class Keep(CandidatePage, Controller):
    """A candidate agrees, or not, to be kept for other roles."""

    @route(PATH, methods=["GET"], **READS)
    def show(self, applicant_id, token, **_query):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        return self._render_keep(applicant)

    @route(PATH, methods=["POST"], **WRITES)
    def answer(self, applicant_id, token, **_posted):
        applicant = self._find_applicant(applicant_id, token)
        if not applicant:
            return self._unknown()
        posted = request.httprequest.form
        machine = applicant._find_machine(
            posted.get("form"),
            posted.get("website"),
        )
        if machine or posted.get("keep") not in ("yes", "no"):
            return self._render_keep(applicant, again=True)
        applicant._answer_keep(posted["keep"] == "yes")
        return self._render_keep(applicant, done=True)

    def _find_applicant(self, applicant_id, token):
        """Only who has been asked: the page says nothing that the answer has not."""
        applicant = self._find("hr.applicant", applicant_id, token)
        applicant = applicant.with_context(active_test=False)
        if not applicant.near_miss or not applicant.near_miss_consent:
            return applicant.browse()
        self._use_lang(applicant.sudo()._get_page_lang())
        return applicant.with_env(request.env(su=True))

    def _render_keep(self, applicant, **values):
        return self._render(
            "keep",
            {
                "company": applicant.company_id or request.env.company.sudo(),
                "applicant": applicant,
                "months": applicant.company_id.near_miss_months or 12,
                "form": applicant._sign_form(again=values.get("again")),
                "path": applicant._keep_path(),
                **values,
            },
        )
