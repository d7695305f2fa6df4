from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.explanation.parts import PARTS, USES
from ..models.explanation.place import show_in_place

OFFICER = "hr_recruitment.group_hr_recruitment_user"


class ApplicantGetRefuseReasonOwn(models.TransientModel):
    """An explanation for the one candidate who is refused, as a draft from the scorecards;
    of many, each gets a draft of their own, to be written on and approved one by one."""

    _inherit = "applicant.get.refuse.reason"

    writes_explanation = fields.Boolean(compute="_compute_writes_explanation")
    drafts_explanations = fields.Boolean(compute="_compute_writes_explanation")
    own_strength = fields.Text("Strength", compute="_compute_own", store=True, readonly=False)
    own_missing = fields.Text(
        "What Was Missing", compute="_compute_own", store=True, readonly=False
    )
    own_advice = fields.Text("Advice", compute="_compute_own", store=True, readonly=False)
    own_approved = fields.Boolean(
        "I approve it: it is sent with the refusal",
        help="Only then it is sent with the refusal, and later shown on the candidate's page. It "
        "can be approved until the refusal is sent.",
    )
    own_hint = fields.Char(compute="_compute_own_hint")
    own_findings = fields.Text("Please Check", compute="_compute_own_findings")

    @api.depends("applicant_ids", "reason_silent", "reason_ended_by", "refuse_reason_id")
    def _compute_writes_explanation(self):
        used = self.env["hr.candidate.settings"]._is_used(USES)
        used = used and self.env.user.has_group(OFFICER)
        for wizard in self:
            told = wizard.refuse_reason_id and not wizard.reason_silent
            told = used and told and wizard.reason_ended_by == "company"
            count = len(wizard.applicant_ids)
            wizard.writes_explanation = told and count == 1
            wizard.drafts_explanations = told and count > 1

    @api.depends("applicant_ids")
    def _compute_own(self):
        """What was written before, where a decision was taken back, else a draft."""
        explanations = self.env["hr.applicant.explanation"]
        for wizard in self:
            applicant = wizard.applicant_ids._origin
            draft = dict.fromkeys(PARTS, "")
            if len(applicant) == 1 and self._may_explain():
                known = explanations.search([("applicant_id", "=", applicant.id)])
                lang = wizard._find_langs().get(applicant.id)
                draft = known or explanations._draft(applicant, lang=lang)
            for name in PARTS:
                wizard[f"own_{name}"] = draft[name]

    def _may_explain(self):
        used = self.env["hr.candidate.settings"]._is_used(USES)
        return used and self.env.user.has_group(OFFICER)

    @api.depends("applicant_ids")
    def _compute_own_hint(self):
        for wizard in self:
            applicant = wizard.applicant_ids._origin
            one = len(applicant) == 1 and self._may_explain()
            wizard.own_hint = one and self.env["hr.applicant.explanation"]._say_cards(applicant)

    @api.depends("own_strength", "own_missing", "own_advice", "applicant_ids")
    def _compute_own_findings(self):
        for wizard in self:
            applicant = wizard.applicant_ids._origin
            one = len(applicant) == 1 and self._may_explain()
            explanations = self.env["hr.applicant.explanation"]
            lang = one and wizard._find_langs().get(applicant.id)
            wizard.own_findings = one and explanations._look_at(applicant, wizard._get_own(), lang)

    def _get_own(self):
        return [(self[f"own_{name}"] or "").strip() for name in PARTS]

    def _is_explained(self):
        """:return: whether an explanation leaves with this refusal"""
        return self._may_explain() and self.writes_explanation and self.own_approved

    @api.depends("own_strength", "own_missing", "own_advice", "own_approved")
    def _compute_message(self):
        return super()._compute_message()

    def _render_message(self, reader):
        """With the explanation as the candidate will read it, once it is approved."""
        subject, body = super()._render_message(reader)
        if not body or not self._may_explain():
            return subject, body
        applicant = self.preview_applicant_id._origin
        words = self._draw_own(applicant) if self._is_explained() else ""
        return subject, show_in_place(body, words)

    def _draw_own(self, applicant):
        lang = self._find_langs().get(applicant.id) or self.env.lang
        explanation = self.env["hr.applicant.explanation"].new(
            {name: self[f"own_{name}"] for name in PARTS}
        )
        parts = explanation.with_context(lang=lang)._describe()
        template = "hr_recruitment_candidate_experience.explanation_parts"
        return self.env["ir.qweb"].with_context(lang=lang)._render(template, {"parts": parts})

    def _check_refusal(self, texts):
        """An approved explanation says why, too."""
        if self._is_explained():
            if not all(self._get_own()):
                raise UserError(
                    self.env._(
                        "An explanation has three parts: a strength, what was missing, advice."
                    )
                )
            texts = {key: text or self.own_missing for key, text in texts.items()}
        return super()._check_refusal(texts)

    def action_refuse_reason_apply(self):
        res = super().action_refuse_reason_apply()
        applicants = self.with_context(active_test=False).applicant_ids
        if self._may_explain() and self.closing_way != "later":
            self._keep_own(applicants)
        return res

    def _keep_own(self, applicants):
        explained = applicants.filtered("may_be_explained")
        explanations = self.env["hr.applicant.explanation"]
        if len(applicants) > 1:
            # Each is made for one candidate, though two may be alike.
            explanations.sudo().create(explanations._draft_for_many(explained))
        elif explained and any(self._get_own()):
            values = dict(zip(PARTS, self._get_own(), strict=True))
            known = explanations.search([("applicant_id", "=", explained.id)])
            if known:
                known.write(values)
            else:
                known = explanations.create({"applicant_id": explained.id, **values})
            if self.own_approved:
                known.action_approve()
