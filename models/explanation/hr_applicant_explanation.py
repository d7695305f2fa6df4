from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..batch import get_now
from ..write_groups import OFFICER
from .parts import LONGEST_PART, PARTS, TITLES, USES


def _is_same(code, other):
    """:return: whether two codes are of one language, in whichever country"""
    return (code or "").split("_")[0] == (other or "").split("_")[0]


class HrApplicantExplanation(models.Model):
    """Why it was a no, in three parts that a candidate can do something with. A person
    writes and approves it, for one candidate; only then it leaves with the refusal, and
    what has left stays as it was."""

    _name = "hr.applicant.explanation"
    _description = "Explanation for a Candidate"
    _inherit = "hr.candidate.application.mixin"
    _order = "id desc"
    _rec_name = "applicant_id"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        settled=True,
        ondelete="cascade",
        index=True,
        domain=[("active", "in", [True, False])],
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    job_id = fields.Many2one(related="applicant_id.job_id", store=True)
    candidate_name = fields.Char(related="applicant_id.partner_name", string="Candidate")
    user_id = fields.Many2one(related="applicant_id.user_id", string="Recruiter")
    answer_state = fields.Selection(related="applicant_id.answer_state")
    refusal_date = fields.Datetime(related="applicant_id.refusal_date")
    strength = fields.Text(
        write_groups=OFFICER,
        copy=False,
        help="One that you saw, in terms of what the role needs.",
    )
    missing = fields.Text(
        "What Was Missing",
        write_groups=OFFICER,
        copy=False,
        help="In terms of the competences of the role, not of the person.",
    )
    advice = fields.Text(
        write_groups=OFFICER,
        copy=False,
        help="One thing that the candidate can do to come closer to such a role.",
    )
    lang = fields.Char(
        "Language Code",
        readonly=True,
        technical=True,
        copy=False,
        help="Of the candidate's message when it was written.",
    )
    lang_name = fields.Char("Language of the Message", compute="_compute_lang_name")
    state = fields.Selection(
        [("draft", "To Approve"), ("approved", "Approved")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="set null")
    approved_date = fields.Datetime("Approved On", readonly=True, copy=False)
    decision_number = fields.Integer(
        readonly=True, technical=True, copy=False, help="For which decision it was approved."
    )
    told_date = fields.Datetime(
        "Informed On", readonly=True, copy=False, help="Since when the candidate can read it."
    )

    _one_each = models.Constraint(
        "UNIQUE (applicant_id)", "Each application has one explanation, and each its own."
    )

    @api.depends("applicant_id.candidate_lang", "applicant_id.partner_id.lang")
    def _compute_lang_name(self):
        langs = self.sudo().applicant_id._get_explanation_langs()
        for explanation in self:
            code = langs.get(explanation.sudo().applicant_id.id)
            explanation.lang_name = (
                self.env["res.lang"]._get_data(code=code).name if code else False
            )

    # Who may ---------------------------------------------------------------------------

    def _say_closed(self):
        return self.env._("You may not open the application that this explanation is about.")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self._check_used()
            self._check_each_own(vals_list)
        explanations = super().create(vals_list)
        if not self.env.su:
            for explanation in explanations:
                explanation.applicant_id._check_may_tell()
        explanations.sudo()._check_length()
        explanations.sudo()._note_lang()
        return explanations

    def write(self, vals):
        written = set(PARTS) & vals.keys()
        if not written:
            return super().write(vals)
        if not self.env.su:
            self._check_used()
            self._check_may_write(vals)
        before = {e: e.sudo()._get_words() for e in self}
        res = super().write(vals)
        changed = self.sudo().filtered(lambda e: e._get_words() != before[e])
        changed._check_length()
        changed._note_lang()
        changed._withdraw_approval()
        return res

    def _check_used(self):
        if not self.env["hr.candidate.settings"]._is_used(USES):
            raise AccessError(self.env._("Explanations are switched off."))

    @api.model
    def _check_each_own(self, vals_list):
        """:raise UserError: for words that several are to get"""
        for name in PARTS:
            words = [vals[name].strip() for vals in vals_list if (vals.get(name) or "").strip()]
            if len(words) > len(set(words)):
                raise UserError(self._say_each_own())

    def _say_each_own(self):
        return self.env._("Each candidate has an explanation of their own: write it one by one.")

    def _check_may_write(self, vals):
        if len(self) > 1 and any((vals.get(name) or "").strip() for name in PARTS):
            raise UserError(self._say_each_own())
        for explanation in self:
            explanation.applicant_id._check_may_tell()
            explanation.sudo()._check_not_told()

    def _check_not_told(self):
        """:raise UserError: for what the candidate has, or is about to get"""
        if self.told_date:
            raise UserError(self.env._("The candidate has it already: it stays as it was read."))
        if self.state == "approved" and self.applicant_id._filter_leaving():
            raise UserError(self.env._("The refusal is being sent: it cannot be changed any more."))

    def _check_length(self):
        for words in self.mapped(lambda e: e._get_words()):
            if any(len(part) > LONGEST_PART for part in words):
                raise UserError(
                    self.env._("Each part has up to %s characters: more is not read.", LONGEST_PART)
                )

    def _note_lang(self):
        langs = self.applicant_id._get_explanation_langs()
        for lang, same in self.grouped(lambda e: langs[e.applicant_id.id]).items():
            same.lang = lang

    # What it says ------------------------------------------------------------------------

    def _get_words(self):
        """:return: tuple of str, the parts"""
        return tuple((self[name] or "").strip() for name in PARTS)

    def _is_ready(self, lang=None):
        """:param str lang: code of the language of the message, by default any
        :return: whether it goes with the decision that stands"""
        applicant = self.applicant_id
        return bool(
            self.state == "approved"
            and applicant.refuse_reason_id
            and self.decision_number == applicant.decision_number
            and (not lang or _is_same(self.lang, lang))
        )

    def _describe(self):
        """:return: list of (title in the language of the context, list of lines)"""
        return [
            (str(self.env._(TITLES[name])), words.splitlines())
            for name, words in zip(PARTS, self._get_words(), strict=True)
            if words
        ]

    # Approval ----------------------------------------------------------------------------

    def action_approve(self):
        """:raise UserError: for one that lacks a part, and where nobody was refused"""
        self.ensure_one()
        self._check_used()
        self.check_access("write")
        self.applicant_id._check_may_tell()
        explanation = self.sudo()
        explanation._check_not_told()
        explanation._check_complete()
        now = get_now(self.env)
        explanation._note_lang()
        explanation.write(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_date": now,
                "decision_number": explanation.applicant_id.decision_number,
                # Who knows of the refusal reads it at once.
                "told_date": explanation.applicant_id.answer_state == "told" and now,
            }
        )
        explanation.applicant_id._message_log(
            body=self.env._("%s has approved the explanation.", self.env.user.name)
        )
        explanation.applicant_id._fill_in_explanation()
        return True

    def _check_complete(self):
        if not self.applicant_id.may_be_explained:
            raise UserError(
                self.env._("Only a refusal that the candidate is told of has an explanation.")
            )
        if not all(self._get_words()):
            raise UserError(
                self.env._("An explanation has three parts: a strength, what was missing, advice.")
            )

    def _withdraw_approval(self):
        """Nothing of it leaves until it is approved anew. Who has approved it, and when,
        stays."""
        withdrawn = self.filtered(lambda e: e.state == "approved" and not e.told_date)
        if withdrawn:
            withdrawn.write({"state": "draft"})
            for explanation in withdrawn:
                explanation.applicant_id._fill_in_explanation()

    def action_withdraw_approval(self):
        """It does not leave with the refusal after all."""
        for explanation in self:
            explanation.check_access("write")
            explanation.applicant_id._check_may_tell()
            explanation.sudo()._check_not_told()
        self.sudo()._withdraw_approval()
        return True

    def action_open_application(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Application"),
            "res_model": "hr.applicant",
            "res_id": self.applicant_id.id,
            "views": [(False, "form")],
        }
