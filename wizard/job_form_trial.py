from odoo import fields, models


class HrJobFormTrial(models.TransientModel):
    """Ask a colleague to try the application form of a job position."""

    _name = "hr.job.form.trial"
    _description = "Ask a Colleague to Try"

    job_id = fields.Many2one("hr.job", "Job Position", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Colleague",
        required=True,
        domain="[('share', '=', False)]",
        help="Best somebody who does not know the form. Recruitment rights are not needed.",
    )

    def action_ask(self):
        self.ensure_one()
        self.job_id._check_may_test()
        if not self.job_id.website_published or self.user_id.share:
            return None
        tests = self.env["hr.job.form.test"].sudo()
        tests._ask_colleague(self.job_id.sudo(), self.user_id.sudo(), self.env.user)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s has a to-do now.", self.user_id.name),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
