from odoo.http import request, route

from ..models.candidate_page.page_values import mark_wrong
from ..models.praise.leaves import LEAVES, LONGEST_WHOM, SOMEBODY_ELSE
from .candidate_page import READS, WRITES
from .feedback import PATH, Feedback

# After these there is nothing more to answer.
LAST_PAGES = ("feedback_done", "feedback_answered")
FIELDS = ("to", "whom", "words", "leave")
PART = "praise"


class FeedbackThanks(Feedback):
    """Thanks for a colleague, at the end of each survey and under the same key. They are
    another form: what is wrong with it takes nothing from the survey, which has arrived."""

    @route(f"{PATH}/thanks", methods=["GET"], **READS)
    def show_thanks(self, invitation_id, token, lang=None, **_query):
        invitation = self._find_invitation(invitation_id, token, lang)
        if not invitation:
            return self._unknown()
        return self._render_thanks(invitation)

    @route(f"{PATH}/thanks", methods=["POST"], **WRITES)
    def take_thanks(self, invitation_id, token, lang=None, **_posted):
        invitation = self._find_invitation(invitation_id, token, lang)
        if not invitation:
            return self._unknown()
        if not invitation._asks_for_praise():
            return self._render_thanks(invitation)
        form = request.httprequest.form
        page = invitation._read_form(form.get("form"))
        if not page or page[2:3] != (PART,):
            # Too old, or made up: what was typed is still there.
            return self._render_thanks(invitation, self._read_thanks(), again=True)
        if form.get("do") == "take_back":
            invitation._take_back_praise()
            return self._redirect(self._thanks_page(invitation))
        return self._answer_thanks(invitation, form)

    def _answer_thanks(self, invitation, form):
        given = self._read_thanks()
        errors = invitation._check_praise(given)
        if errors:
            return self._render_thanks(invitation, given, errors, status=422)
        if invitation._find_machine(form.get("form"), form.get("website")):
            return self._render_thanks(invitation, given, again=True)
        invitation._take_praise(given)
        return self._redirect(self._thanks_page(invitation))

    def _read_thanks(self):
        """:return: dict of what was typed; lines end as they do everywhere"""
        form = request.httprequest.form
        return {
            name: form.get(name, "").replace("\0", "").replace("\r\n", "\n").strip()
            for name in FIELDS
        }

    def _thanks_page(self, invitation):
        lang = request.env.context.get("lang")
        return f"{invitation._feedback_path()}/thanks?lang={lang}"

    def _render_thanks(self, invitation, given=None, errors=None, again=False, status=200):
        values = self._values(invitation)
        if not invitation._asks_for_praise():
            return self._render("feedback_done", values)
        return self._render(
            "praise_page",
            {**values, **self._get_thanks_values(invitation, given, errors, again)},
            status,
        )

    def _render(self, template, values, status=200):
        invitation = values.get("invitation")
        if template in LAST_PAGES and invitation and invitation._asks_for_praise():
            values = {**values, **self._get_thanks_values(invitation)}
        return super()._render(template, values, status)

    def _get_thanks_values(self, invitation, given=None, errors=None, again=False):
        wrong, words = next(iter((errors or {}).items()), (None, None))
        return {
            "praise": invitation._get_praise(),
            "praise_given": given or dict.fromkeys(FIELDS, ""),
            "praise_error": words,
            "praise_again": again,
            "praise_form": invitation._sign_form(PART, again=again),
            "praise_path": self._thanks_page(invitation),
            "leaves": [leave for leave, _label in LEAVES],
            "somebody_else": SOMEBODY_ELSE,
            "longest_whom": LONGEST_WHOM,
            "mark": mark_wrong(PART if wrong else None, wrong),
            "wrong": wrong,
            "errors": errors,
        }
