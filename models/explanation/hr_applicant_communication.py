from odoo import api, fields, models

from .parts import USES
from .place import has_place, put_in_place, wrap


class HrApplicantCommunicationExplanation(models.Model):
    """An approved explanation leaves with the refusal, and is at hand in the call."""

    _inherit = "hr.applicant.communication"

    explanation_state = fields.Selection(
        [("none", "None"), ("draft", "To Approve"), ("approved", "Approved")],
        "Explanation",
        compute="_compute_explanation_state",
        compute_sudo=True,
        groups="hr_recruitment.group_hr_recruitment_user",
    )

    @api.depends("applicant_id.explanation_ids.state", "applicant_id.refuse_reason_id")
    def _compute_explanation_state(self):
        used = self.env["hr.candidate.settings"]._is_used(USES)
        for row in self:
            explanation = row.applicant_id.explanation_ids[:1] if used else None
            row.explanation_state = used and (explanation.state if explanation else "none")

    def action_open_explanation(self):
        self.ensure_one()
        return self.applicant_id.action_open_explanation()

    def _read_out(self, user):
        """Whoever calls has it at hand, in the language that it was written in."""
        said = super()._read_out(user)
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return said
        return said + wrap(self.applicant_id._draw_explanation())

    def _lead_to_explanations(self, texts):
        """:param dict texts: applicant id → text of an SMS that is leaving
        :return: dict of the same; a refusal ends with the way to what is approved now, in the
            language of the message. It stands on the page when the message has arrived."""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return texts
        led = {}
        for row in self.filtered(lambda r: r.step_id.trigger == "refused" and r.action == "sms"):
            applicant, lang = row.applicant_id, row._get_message_lang()
            ready = applicant._find_ready_explanation(lang)
            if ready and texts.get(applicant.id) and not applicant.page_revoked:
                words = applicant.with_context(lang=lang).env._(
                    "Our explanation stands on your page: %s", applicant.get_page_url()
                )
                led[applicant.id] = f"{texts[applicant.id]} {words}"
        return {**texts, **led}

    def _put_explanations(self, texts):
        """:param dict texts: applicant id → HTML of what is leaving
        :return: dict of the same, each with what is approved now, where the text has a place
            for it or at its end"""
        used = self.env["hr.candidate.settings"]._is_used(USES)
        left = {}
        for row in self.filtered(lambda row: row.step_id.trigger == "refused"):
            applicant = row.applicant_id
            text = texts.get(applicant.id)
            explained = used and applicant.sudo().explanation_ids
            if text and (explained or has_place(text)):
                words = explained and applicant._draw_explanation(row._get_message_lang())
                left[applicant.id] = put_in_place(text, words or "")
        return {**texts, **left}
