from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..models.communication.triggers import names
from ..models.rendering.preview_reader import Reader

# What people may start; a decision, for instance, is told because it was taken.
BY_HAND = names(lambda trigger: trigger.by_hand)


class HrApplicantCommunicationStart(models.TransientModel):
    """Start a step for one candidate or many: now, or when it suits."""

    _name = "hr.applicant.communication.start"
    _description = "Plan a Communication Step"

    applicant_ids = fields.Many2many(
        "hr.applicant",
        required=True,
        string="Applications",
        context={"active_test": False},
    )
    applicant_count = fields.Integer(compute="_compute_applicant_count")
    plan_ids = fields.Many2many("hr.recruitment.communication.plan", compute="_compute_plan_ids")
    several_plans = fields.Boolean(compute="_compute_plan_ids")
    step_id = fields.Many2one(
        "hr.recruitment.communication.step",
        required=True,
        domain=f"[('plan_id', 'in', plan_ids), ('trigger', 'in', {BY_HAND})]",
    )
    moment_mode = fields.Selection(
        [("step", "As the step says"), ("exact", "At a time of my choice")],
        string="When",
        default="step",
        required=True,
    )
    moment = fields.Datetime("Time", default=fields.Datetime.now)
    warning = fields.Char(related="step_id.warning")
    shown_id = fields.Many2one(
        "hr.applicant",
        "Shown For",
        compute="_compute_shown_id",
        readonly=False,
        store=True,
        domain="[('id', 'in', applicant_ids)]",
        context={"active_test": False},
    )
    lang_name = fields.Char("Language", compute="_compute_preview")
    preview_subject = fields.Char(compute="_compute_preview")
    preview_body = fields.Html(compute="_compute_preview", sanitize="email_outgoing")

    @api.depends("applicant_ids")
    def _compute_applicant_count(self):
        for wizard in self:
            wizard.applicant_count = len(wizard.applicant_ids)

    @api.depends("applicant_ids")
    def _compute_plan_ids(self):
        for wizard in self:
            wizard.plan_ids = wizard.applicant_ids.communication_plan_id
            wizard.several_plans = len(wizard.plan_ids) > 1

    @api.depends("applicant_ids")
    def _compute_shown_id(self):
        for wizard in self:
            if not wizard.shown_id._origin & wizard.applicant_ids._origin:
                wizard.shown_id = wizard.applicant_ids[:1]

    @api.depends("applicant_ids", "shown_id", "step_id")
    @api.depends_context("uid")
    def _compute_preview(self):
        """The message as one of the candidates would get it."""
        ledger = self.env["hr.applicant.communication"]
        for wizard in self:
            applicant = wizard.shown_id._origin & wizard.applicant_ids._origin
            subject = body = lang = False
            if applicant and wizard.step_id:
                row = ledger.new(
                    {
                        "applicant_id": applicant.id,
                        "step_id": wizard.step_id.id,
                        "action": wizard.step_id._action_for(applicant),
                    }
                )
                reader = Reader(self.env)
                try:
                    wizard.step_id.check_access("read")
                    subject, body = row._render_text(reader)
                    body = reader.add_note(body)
                    lang = row.action != "activity" and row._get_message_lang()
                except (UserError, ValueError) as error:
                    body = plaintext2html(str(error).splitlines()[0])
            wizard.lang_name = lang and self.env["res.lang"]._say_language(lang)
            wizard.preview_subject = subject
            wizard.preview_body = body

    def action_start(self):
        self.ensure_one()
        self.applicant_ids.check_access("write")
        self.step_id.check_access("read")
        if self.warning:
            raise UserError(self.warning)
        moment = self.moment if self.moment_mode == "exact" else None
        rows = self.applicant_ids._start_step(self.step_id, moment)
        if not rows:
            raise UserError(self.env._("Nothing was planned: these applications are closed."))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "“%(step)s” is planned for %(count)s of %(total)s candidates.",
                    step=self.step_id.name,
                    count=len(rows),
                    total=len(self.applicant_ids),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
