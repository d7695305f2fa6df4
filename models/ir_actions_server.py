from odoo import api, fields, models
from odoo.exceptions import ValidationError


class IrActionsServer(models.Model):
    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[
            ("candidate_communication", "Start a candidate communication step")
        ],
        ondelete={"candidate_communication": "cascade"},
    )
    communication_step_id = fields.Many2one(
        "hr.recruitment.communication.step",
        ondelete="restrict",
        help="Planned for each application the action runs on, with the step's own "
        "delay, office hours and channel.",
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
            self.env["hr.applicant.communication"].with_env(records.env).check_access(
                "write"
            )
        return res

    def _starts_communication(self):
        return self.state == "candidate_communication" or any(
            action._starts_communication() for action in self.child_ids
        )

    def _run_action_candidate_communication_multi(self, eval_context=None):
        records = (eval_context or {}).get("records") or (eval_context or {}).get(
            "record"
        )
        if records and self.communication_step_id.active:
            records._start_step(self.communication_step_id)
        return False
