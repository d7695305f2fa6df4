from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ValidationError


class IrActionsServer(models.Model):
    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[("candidate_communication", "Start a candidate communication step")],
        ondelete={"candidate_communication": "cascade"},
    )
    communication_step_id = fields.Many2one(
        "hr.recruitment.communication.step",
        ondelete="restrict",
        help="Planned for each application the action runs on, with the step's own "
        "delay, office hours and channel. An automation rule plans it once for each "
        "visit of an application to a stage, however often the application is saved; "
        "a person who runs the action can start it again.",
    )
    # Not one of Odoo's warnings: with these, whoever saves an application gets an error.
    communication_step_warning = fields.Char(compute="_compute_communication_step_warning")

    @api.depends(
        "communication_step_id.active",
        "communication_step_id.plan_id.active",
        "communication_step_id.warning",
    )
    @api.depends_context("lang")
    def _compute_communication_step_warning(self):
        for action in self:
            step = action.communication_step_id.sudo()
            action.communication_step_warning = step.warning
            if step and not step._is_in_use():
                action.communication_step_warning = self.env._(
                    "“%s” or its plan is archived: nothing is sent.", step.name
                )

    @api.constrains("state", "communication_step_id", "model_id")
    def _check_communication_step(self):
        for action in self:
            if action.state != "candidate_communication":
                continue
            if action.model_id.model != "hr.applicant":
                raise ValidationError(
                    self.env._("A communication step starts for applications only.")
                )

    def _get_warning_messages(self):
        warnings = super()._get_warning_messages()
        if self.state == "candidate_communication" and not self.communication_step_id:
            warnings.append(self.env._("Choose the communication step to start."))
        return warnings

    def _can_execute_action_on_records(self, records):
        """Interviewers may write on their applications, but do not speak for us, also
        where the step is started by one of several actions."""
        res = super()._can_execute_action_on_records(records)
        if self._starts_communication():
            self.env["hr.applicant.communication"].with_env(records.env).check_access("write")
        return res

    def _starts_communication(self):
        return self.state == "candidate_communication" or any(
            action._starts_communication() for action in self.child_ids
        )

    def _run_action_candidate_communication_multi(self, eval_context=None):
        records = (eval_context or {}).get("records") or (eval_context or {}).get("record")
        if not records:
            return False
        step = self.communication_step_id
        keys = records._get_rule_keys(self) if self._is_run_by_rule() else None
        rows = records._start_step(step, keys=keys)
        if step.sudo()._is_in_use():
            return False
        # It is on the timeline that it was to be sent, and why it was not.
        waiting = rows.sudo().filtered(lambda row: row.state == "scheduled")
        waiting._close("cancelled", "step_archived", detail=self.name)
        return self._say_step_is_archived()

    def _is_run_by_rule(self):
        """:return: whether nobody chose to run it, on these applications and now"""
        root = self.sudo()
        while root.parent_id:
            root = root.parent_id
        return (
            root.usage != "ir_actions_server"
            or "__action_done" in self.env.context
            or self.env.uid == SUPERUSER_ID
        )

    def _say_step_is_archived(self):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "message": self.env._(
                    "“%s” or its plan is archived: nothing is sent.",
                    self.communication_step_id.sudo().name,
                ),
            },
        }
