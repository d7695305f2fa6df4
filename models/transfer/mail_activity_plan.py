from odoo import models
from odoo.exceptions import UserError

from ..first_months.kinds import USES

COMMUNICATION_PLAN = "hr.recruitment.communication.plan"


class MailActivityPlan(models.Model):
    """A plan of the first months moves to another database as communication plans do."""

    _inherit = "mail.activity.plan"

    def action_export_first_months(self):
        """Download the plans as one file."""
        self._check_may_export()
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/candidate-experience/plans/file?months={ids}",
            "target": "download",
        }

    def _export_file(self):
        """:return: bytes, see ``plan_file``
        :raise AccessError: for whoever may not configure plans, or read these"""
        self._check_may_export()
        return self.env[COMMUNICATION_PLAN]._write_file_with(self)

    def _check_may_export(self):
        self.env[COMMUNICATION_PLAN]._check_may_move()
        self.check_access("read")
        used = self.env["hr.candidate.settings"]._is_used(USES)
        if not used or not all(plan.is_first_months for plan in self):
            raise UserError(self.env._("Only plans of the first months are exported here."))

    def _get_file_name(self):
        """:return: str"""
        name = self.name if len(self) == 1 else self.env._("Plans of the first months")
        return f"{name}.json".replace("/", "-")
