from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class HrEmployerReviewIdea(models.TransientModel):
    """A recruiter writes what should change because of a review."""

    _name = "hr.employer.review.idea"
    _description = "Idea for an Improvement"

    review_id = fields.Many2one("hr.employer.review", required=True, readonly=True)
    name = fields.Char("What Should Change", required=True, size=120)
    description = fields.Text("Why and How")

    def action_suggest(self):
        self.ensure_one()
        if not self.name.strip():
            raise UserError(self.env._("Write what should change."))
        words = self.description and plaintext2html(self.description)
        self.review_id._add_idea(self.name.strip(), words)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Thank you. Your idea is among the improvement actions."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
