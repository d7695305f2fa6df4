from odoo.http import Controller, request, route

from ..models.batch import get_now
from ..models.feedback.survey_user_input import SCORES
from .candidate_page import READS, WRITES, CandidatePage

PATH = "/candidate/feedback/<string:invitation_id>/<string:token>"
LONGEST_TEXT = 10_000
LONGEST_CONTACT = 200


class Feedback(CandidatePage, Controller):
    """The candidate's way from the survey mail to the thank-you page.

    The score that was clicked in the mail is only shown; a person confirms it. A
    score that looks like a machine's is set aside, and the page asks once more.
    """

    @route(PATH, methods=["GET"], **READS)
    def show(self, invitation_id, token, score=None, lang=None, **_query):
        invitation, closed = self._open(invitation_id, token, lang)
        if closed:
            return closed
        score = score if score in SCORES else None
        presses = invitation._read_presses()
        if invitation._awaits_score() and (
            presses.score is None or score not in (None, presses.score)
        ):
            return self._render_score(invitation, score)
        if presses.survey:
            return self._render_done(invitation)
        return self._render_questions(invitation)

    @route(PATH, methods=["POST"], **WRITES)
    def answer(self, invitation_id, token, lang=None, **_posted):
        invitation, closed = self._open(invitation_id, token, lang, answers=True)
        if closed:
            return closed
        page = invitation._read_form(request.httprequest.form.get("form"))
        if invitation._awaits_score() and (page or ())[2:3] != ("questions",):
            return self._answer_score(invitation)
        return self._answer_questions(invitation)

    @route(f"{PATH}/stop", methods=["GET"], **READS)
    def ask_to_stop(self, invitation_id, token, **_query):
        invitation = self._find_invitation(invitation_id, token)
        if not invitation:
            return self._unknown()
        return self._render("feedback_stop", self._values(invitation))

    @route(f"{PATH}/stop", methods=["POST"], **WRITES)
    def stop(self, invitation_id, token, **_posted):
        """From the page, or by one click in the mail program (RFC 8058)."""
        invitation = self._find_invitation(invitation_id, token)
        if not invitation:
            return self._unknown()
        row = invitation._find_communications().get(invitation)
        if row:
            row.applicant_id._opt_out_of_feedback()
        return self._render("feedback_stopped", self._values(invitation))

    # Opening -----------------------------------------------------------------------

    def _find_invitation(self, invitation_id, token, lang=None):
        invitation = self._find("survey.user_input", invitation_id, token)
        if not invitation.feedback_anonymity and not (
            invitation.test_entry and invitation._is_feedback()
        ):
            return invitation.browse()
        self._use_lang(invitation.lang_id.code or lang)
        return invitation.with_env(request.env(su=True))

    def _open(self, invitation_id, token, lang=None, answers=False):
        """:param bool answers: a closed survey puts late answers aside
        :return: (invitation, page that says why it cannot be answered or None)"""
        invitation = self._find_invitation(invitation_id, token, lang)
        if not invitation:
            return invitation, self._unknown()
        if answers:
            invitation._count_overdue()
        values = self._values(invitation)
        late = invitation.deadline and invitation.deadline < get_now(request.env)
        if invitation.state == "done":
            return invitation, self._render_done(invitation)
        if late or not invitation.survey_id.active:
            return invitation, self._render("feedback_closed", values, 410)
        newest = not invitation._has_been_used() and invitation._find_newest()
        if newest:
            newer = {**values, "newer_path": newest._feedback_path()}
            return invitation, self._render("feedback_newer", newer)
        if invitation.feedback_answered and self._is_used(invitation, answers):
            if answers:
                self._put_aside_second_answer(invitation)
            return invitation, self._render("feedback_answered", values)
        return invitation, None

    def _is_used(self, invitation, answers):
        """:return: whether an answer that counts cannot be added to"""
        form = request.httprequest.form
        if invitation.state == "new":
            return not (answers and invitation._find_own_answer(form.get("form")))
        scores = form.get("part") == "score" or "score" in request.params
        return answers and scores

    def _put_aside_second_answer(self, invitation):
        """The first answer stands. The same score again is a double click."""
        score = request.httprequest.form.get("score")
        known = invitation._get_score()
        if score in SCORES and score != known:
            invitation._quarantine(score, "answered")

    def _values(self, invitation):
        about = invitation._find_feedback_context()
        return {
            "company": about.company_id or invitation.env.company,
            "job": about.job_id,
            "invitation": invitation,
            "survey": invitation.survey_id,
            "path": invitation._feedback_path(),
        }

    # The score -----------------------------------------------------------------------

    def _render_score(self, invitation, score, again=False, error=None, status=200):
        form = invitation._sign_form("score", score, again=again)
        values = {
            **self._values(invitation),
            "question": invitation.survey_id.feedback_question_id,
            "scores": SCORES,
            "score": score,
            "form": form,
            "again": again,
            "error": error,
        }
        return self._render("feedback_score", values, status)

    def _answer_score(self, invitation):
        posted = request.httprequest.form
        score = posted.get("score")
        if score not in SCORES:
            return self._render_score(invitation, None, error="no_score", status=422)
        taken = invitation._take_press(
            score,
            posted.get("form"),
            posted.get("website"),
            request.httprequest.user_agent.string,
        )
        if not taken:
            return self._render_score(invitation, None, again=True)
        return self._redirect(self._page(invitation))

    def _page(self, answer):
        lang = request.env.context.get("lang")
        return f"{answer._feedback_path()}?lang={lang}"

    # The other questions ----------------------------------------------------------------

    def _render_questions(self, answer, given=None, errors=None, again=False, status=200):
        sections = answer._get_feedback_sections()
        order = [question.id for _page, questions in sections for question in questions]
        values = {
            **self._values(answer),
            "sections": sections,
            "first_wrong": next(
                (key for key in [*order, "contact"] if key in (errors or {})), None
            ),
            "given": given or answer._get_feedback_given(),
            "errors": errors or {},
            "longest": LONGEST_TEXT,
            "longest_contact": LONGEST_CONTACT,
            "page": self._page(answer),
            "form": answer._sign_questions(again),
            "again": again,
            "score": answer._read_presses().score or answer._get_score(),
        }
        return self._render("feedback_questions", values, status)

    def _answer_questions(self, invitation):
        """A form with errors comes back with everything that was typed."""
        posted = request.httprequest.form
        form = posted.get("form")
        answer = invitation._find_own_answer(form) or invitation
        if answer.state == "done":
            return self._render_done(answer)
        given, contact = self._read_answers(answer), self._read_contact()
        shown = {**given, "contact": contact}
        errors = answer._check_feedback_answers(given, LONGEST_TEXT)
        if len(contact["details"]) > LONGEST_CONTACT:
            errors["contact"] = answer.env._("Please write this a little shorter.")
        if errors:
            return self._render_questions(answer, shown, errors, status=422)
        if invitation._find_machine(form, posted.get("website")):
            return self._render_questions(answer, shown, again=True)
        if any(given.values()) or contact["wanted"]:
            score = invitation._read_form(form)[3]
            answer._take_survey(given, contact, score)
            return self._redirect(self._page(answer))
        # The link still works for somebody who has something to say.
        return self._render_done(answer)

    def _read_answers(self, answer):
        posted = request.httprequest.form
        return {
            question.id: [
                value.replace("\0", "").strip()
                for value in posted.getlist(f"q{question.id}")
                if value.strip()
            ]
            for question in answer._get_feedback_questions()
        }

    def _read_contact(self):
        posted = request.httprequest.form
        return {
            "wanted": bool(posted.get("contact")),
            "details": posted.get("contact_details", "").replace("\0", "").strip(),
        }

    def _render_done(self, answer):
        return self._render("feedback_done", self._values(answer))
