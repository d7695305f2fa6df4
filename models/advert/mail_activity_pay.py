from odoo import fields, models


class MailActivityPay(models.Model):
    _inherit = "mail.activity"

    interview_task = fields.Selection(selection_add=[("pay", "Inform about the pay")])

    def _action_done(self, feedback=False, attachment_ids=None):
        """Who has done it has told the candidate."""
        asked = self.sudo().filtered(lambda activity: activity.interview_task == "pay")
        told = self.env["hr.applicant"].browse(asked.mapped("res_id")).exists()
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        told._note_pay_told_by_hand()
        return res
