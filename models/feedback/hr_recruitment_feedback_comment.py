from odoo import fields, models

from .choices import MOMENTS


class HrRecruitmentFeedbackComment(models.Model):
    """A comment. Words identify their writer more than numbers do, so comments have
    their own threshold and release."""

    _name = "hr.recruitment.feedback.comment"
    _description = "Feedback Comment"
    _inherit = ["hr.candidate.moment.mixin"]
    # Author and time of the row would be traces of the candidate.
    _log_access = False
    _order = "response_date desc, id desc"
    _rec_name = "text"

    feedback_id = fields.Many2one(
        "hr.recruitment.feedback",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    text = fields.Text(required=True, readonly=True)
    question_id = fields.Many2one("survey.question", readonly=True, ondelete="set null")
    released = fields.Boolean(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    job_id = fields.Many2one("hr.job", string="Job Position", readonly=True, ondelete="set null")
    moment = fields.Selection(MOMENTS, readonly=True)
    response_date = fields.Date(readonly=True)
    score = fields.Integer(related="feedback_id.score", aggregator=None)
    anonymity = fields.Selection(related="feedback_id.anonymity")
    category = fields.Selection(related="feedback_id.category")
    user_id = fields.Many2one(related="feedback_id.user_id")
    follow_up_state = fields.Selection(related="feedback_id.follow_up_state")
    _latest = models.Index("(response_date DESC, id DESC) WHERE released")

    def action_open_feedback(self):
        """Open the answer that the comment is part of."""
        self.ensure_one()
        return self.feedback_id.get_formview_action()
