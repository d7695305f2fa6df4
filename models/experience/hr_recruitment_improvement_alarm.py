from odoo import api, fields, models


class HrRecruitmentImprovementAlarm(models.Model):
    """An improvement action may come from a number that has turned; when it is done, the alarm
    is resolved."""

    _inherit = "hr.recruitment.improvement"

    alarm_id = fields.Many2one(
        "hr.recruitment.experience.alarm",
        ondelete="set null",
        check_company=True,
        copy=False,
        settled=True,
        index="btree_not_null",
        help="The alarm that led to it.",
    )

    @api.constrains("alarm_id")
    def _check_alarm_id(self):
        """The user must be able to read the alarm that is linked."""
        self.sudo(False).alarm_id.check_access("read")

    @api.model_create_multi
    def create(self, vals_list):
        actions = super().create(vals_list)
        actions._update_alarms()
        return actions

    def write(self, vals):
        res = super().write(vals)
        if "state" in vals:
            self._update_alarms()
        return res

    def _update_alarms(self):
        """Somebody does something about it: nobody is reminded of the alarm any more."""
        for state, actions in self.sudo().grouped("state").items():
            alarms = actions.alarm_id
            if not alarms:
                continue
            new = alarms.filtered(lambda alarm: alarm.state == "new")
            if state == "done":
                new = alarms.filtered(lambda alarm: alarm.state != "resolved")
            if state != "dropped" and new:
                new.write({"state": "resolved" if state == "done" else "seen"})
                new._drop_todos()
