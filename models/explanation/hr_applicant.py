from odoo import api, fields, models

from ..write_groups import OFFICER
from .parts import USES
from .place import fill_place

WORDS = "hr_recruitment_candidate_experience.explanation_parts"


class HrApplicantExplained(models.Model):
    """What an approved explanation is part of: the message of the refusal and the call that
    comes first. Where the decision is taken back it stays as a draft, and nothing leaves."""

    _inherit = "hr.applicant"

    explanation_ids = fields.One2many(
        "hr.applicant.explanation", "applicant_id", "Explanations", groups=OFFICER
    )
    may_be_explained = fields.Boolean(compute="_compute_may_be_explained")

    @api.depends("refuse_reason_id", "answer_state")
    def _compute_may_be_explained(self):
        used = self.env["hr.candidate.settings"]._is_used(USES)
        for applicant in self:
            reason = applicant.refuse_reason_id
            applicant.may_be_explained = (
                used
                and reason.ended_by == "company"
                and not reason.silent_allowed
                and applicant.answer_state in ("owed", "pending", "told")
            )

    def action_open_explanation(self):
        """:return: action: what is written for this candidate, drafted where there is none"""
        self.ensure_one()
        self._check_may_tell()
        explanation = self.env["hr.applicant.explanation"]._open(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Explanation"),
            "res_model": explanation._name,
            "res_id": explanation.id,
            "views": [(False, "form")],
            "target": "current",
        }

    # What it says ------------------------------------------------------------------------

    def _find_ready_explanation(self, lang=None):
        """:return: ``hr.applicant.explanation`` that goes with the decision that stands, as
        superuser; empty where there is none, or none in this language"""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return self.env["hr.applicant.explanation"]
        return self.sudo().explanation_ids.filtered(lambda e: e._is_ready(lang))

    @api.private
    def get_explanation(self):
        """:return: list of (title, list of lines) that the refusal says in the language of
        the context; None where explanations are not used"""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return None
        ready = self._find_ready_explanation(self.env.lang)
        return ready.with_context(lang=self.env.lang)._describe() if ready else []

    def _get_explanation_langs(self):
        """:return: dict applicant id → code of the language that an explanation is written
        in: that of the refusal that waits, else the candidate's"""
        langs = {applicant.id: applicant._get_candidate_lang() for applicant in self}
        rows = self.sudo()._find_refusals(("state", "=", "scheduled"), ("action", "=", "email"))
        today = rows._get_langs_of_today()
        return langs | {row.applicant_id.id: row._get_words_lang() or today[row] for row in rows}

    def _draw_explanation(self, lang=None):
        """:param str lang: code of the language of the message, by default that in which the
            explanation was written
        :return: Markup, empty where there is nothing to say"""
        ready = self._find_ready_explanation(lang)
        if not ready:
            return ""
        words = self.env["ir.qweb"].with_context(lang=lang or ready.lang)
        parts = ready.with_context(lang=words.env.lang)._describe()
        return words._render(WORDS, {"parts": parts})

    def _is_told_why(self, lang, known=None):
        return super()._is_told_why(lang, known) or bool(self._find_ready_explanation(lang))

    # While it waits ------------------------------------------------------------------------

    def _fill_in_explanation(self):
        """What was made before it was approved, or no longer is, says what is true now:
        messages whose words are fixed, and calls that somebody has to make."""
        rows = self._find_refusals(("state", "in", ("scheduled", "sent")))
        for row in rows.filtered(lambda row: row._is_of_standing_decision()):
            if row.state == "scheduled" and row.body:
                self._fill(row, "body", self._draw_explanation(row._get_message_lang()))
            if call := row.activity_id.filtered("active"):
                self._fill(call, "note", self._draw_explanation())

    def _fill(self, record, name, words):
        text = fill_place(record[name], words)
        if text != record[name]:
            record[name] = text

    def _cancel_refusals(self, reason):
        res = super()._cancel_refusals(reason)
        if reason == "taken_back":
            self.sudo().explanation_ids.filtered("approved_date")._take_back()
        return res

    def _stand_by_decision(self, number, moment):
        """What was approved for it goes with it again, as long as nobody has changed it."""
        res = super()._stand_by_decision(number, moment)
        self.sudo().explanation_ids._stand_again(number)
        return res

    def _make_words_anew(self):
        res = super()._make_words_anew()
        self.sudo().explanation_ids._follow_lang()
        return res

    def _note_told(self, moment):
        res = super()._note_told(moment)
        ready = self.filtered("refuse_reason_id")._find_ready_explanation()
        ready.filtered(lambda e: not e.told_date).told_date = moment
        return res

    def _note_not_told(self):
        res = super()._note_not_told()
        self.sudo().explanation_ids.filtered("told_date").told_date = False
        return res


class HrApplicantExplanation(models.Model):
    _inherit = "hr.applicant.explanation"

    def _take_back(self):
        """The decision that it was approved for does not stand any more. What the candidate
        said of it, who knew of it then, stays as a number."""
        self.write({"state": "draft", "told_date": False})
        self.answer_ids.explanation_id = False

    def _stand_again(self, number):
        again = self.filtered(lambda e: e.approved_date and e.decision_number == number)
        for explanation in again:
            explanation.write(
                {
                    "state": "approved",
                    "decision_number": explanation.applicant_id.decision_number,
                }
            )
            explanation.applicant_id._fill_in_explanation()

    def _follow_lang(self):
        """Who reads another language now does not get it in the one before: somebody writes
        it anew, before the refusal leaves."""
        approved = self.filtered(lambda e: e.state == "approved" and not e.told_date)
        for explanation in approved:
            applicant = explanation.applicant_id
            if explanation._is_ready(applicant._get_explanation_langs()[applicant.id]):
                continue
            explanation._withdraw_approval()
            user = applicant._get_page_colleague("recruiter")
            mine = applicant._in_words_of(user)
            mine._raise_page_task(
                user,
                mine.env._("Explanation: the candidate reads another language now"),
            )
