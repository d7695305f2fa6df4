from odoo import api, fields, models

from ..models.communication.undo import name_some


class HrApplicantConsentAsk(models.TransientModel):
    """Ask candidates for consent: they get an email, and answer on their page."""

    _name = "hr.applicant.consent.ask"
    _description = "Ask for Consent"

    applicant_ids = fields.Many2many(
        "hr.applicant",
        "hr_applicant_consent_ask_rel",
        string="Applications",
        required=True,
        context={"active_test": False},
    )
    whose = fields.Char("Candidates", compute="_compute_whose")
    text_ids = fields.Many2many(
        "hr.recruitment.consent.text", "hr_applicant_consent_ask_text_rel", string="Ask For"
    )
    words = fields.Text("What the Candidate Reads", compute="_compute_words")

    @api.depends("applicant_ids")
    def _compute_whose(self):
        for wizard in self:
            names = [a.partner_name or a.display_name for a in wizard.applicant_ids]
            wizard.whose = name_some(self.env, names)

    @api.depends("applicant_ids", "text_ids")
    def _compute_words(self):
        """In the language of the first of them."""
        for wizard in self:
            applicant = wizard.applicant_ids[:1]._origin
            if not applicant:
                wizard.words = False
                continue
            spoken = applicant.with_context(lang=applicant._get_candidate_lang())
            texts = wizard.text_ids._origin.with_env(spoken.env)
            wizard.words = "\n\n\n".join(
                spoken._join_words(text._get_words(spoken)) for text in texts
            )

    def action_ask(self):
        """:raise UserError: where somebody cannot be asked, with the name"""
        self.ensure_one()
        self.env["hr.applicant.consent.question"]._ask(self.applicant_ids, self.text_ids)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The email is on its way. The answer comes on the page."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
