from odoo import fields, models


class ApplicantCall(models.TransientModel):
    """A refusal by telephone: whom to call, what to say, and what was said."""

    _name = "hr.applicant.call"
    _description = "Call About a Decision"

    applicant_id = fields.Many2one("hr.applicant", required=True, ondelete="cascade")
    phone = fields.Char(related="applicant_id.partner_phone", related_sudo=False)
    preferences_summary = fields.Html(
        related="applicant_id.preferences_summary", related_sudo=False
    )
    guide = fields.Html(compute="_compute_guide")
    mail_follows = fields.Boolean(compute="_compute_mail_follows")
    said = fields.Text("What was said")
    questions = fields.Text("What the candidate asked")

    def _compute_guide(self):
        for wizard in self:
            wizard.applicant_id.check_access("read")
            calls = wizard.applicant_id._find_open_calls()[:1]
            user = calls.activity_id.user_id or self.env.user
            wizard.guide = (
                calls.activity_id.note or (calls and calls._prepare_activity(user)["note"]) or False
            )

    def _compute_mail_follows(self):
        for wizard in self:
            wizard.applicant_id.check_access("read")
            wizard.mail_follows = bool(wizard.applicant_id._find_waiting_for_call())

    def action_called(self):
        """The call was made; the email that waits for it leaves by its own rules."""
        self.ensure_one()
        self.applicant_id._note_call_made(self.said, self.questions)
        return {"type": "ir.actions.act_window_close"}
