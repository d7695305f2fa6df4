from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.advert.ad import get_binding
from ..models.write_groups import ADMINISTRATOR


class HrJobPublish(models.TransientModel):
    """Publish an ad that misses what is binding, and say why."""

    _name = "hr.job.publish"
    _description = "Publish an Ad With a Reason"

    job_ids = fields.Many2many("hr.job", string="Job Positions", required=True)
    missing = fields.Text(compute="_compute_missing")
    reason = fields.Text(required=True, help="It is kept on the job position.")

    @api.depends("job_ids")
    def _compute_missing(self):
        for wizard in self:
            found = wizard.job_ids.sudo(False)._check_ad() if wizard.job_ids else {}
            wizard.missing = "\n".join(
                f"{job.name}: {', '.join(get_binding(found[job.id]))}" for job in wizard.job_ids
            )

    def action_publish(self):
        self.ensure_one()
        if not self.env.user.has_group(ADMINISTRATOR):
            raise AccessError(
                self.env._("Only a recruitment administrator publishes an ad with a reason.")
            )
        if not self.reason.strip():
            raise UserError(self.env._("Say why."))
        jobs = self.job_ids.with_env(self.env)
        jobs._with_reason(self.reason.strip()).write({"website_published": True})
        return {"type": "ir.actions.client", "tag": "soft_reload"}
