from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    candidate_hr_user_id = fields.Many2one(
        "res.users",
        string="HR Responsible for Candidates",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Gets the activities of candidate communication that go to HR, and "
        "those that have nobody else.",
    )
    feedback_min_scores = fields.Integer(
        "Fewest Scores",
        default=5,
        required=True,
        help="A score is shown only where at least this many candidates answered.",
    )
    feedback_min_comments = fields.Integer(
        "Fewest Comments",
        default=8,
        required=True,
        help="Anonymous comments appear only where at least this many were written.",
    )
    feedback_cooldown_days = fields.Integer(
        "Days Between Two Surveys",
        default=14,
        help="Nobody is asked twice within this time, over all applications. Each "
        "survey is about another moment, so a short time is enough.",
    )
    feedback_deadline_days = fields.Integer(
        "Days to Answer",
        default=14,
        required=True,
        help="How long the link in a survey email works.",
    )
    feedback_reminder_days = fields.Integer(
        "Days Until the Reminder",
        default=4,
        help="One reminder to those who have not answered. 0: none.",
    )

    _feedback_thresholds = models.Constraint(
        "CHECK (feedback_min_scores >= 3 AND feedback_min_comments >= 3)",
        "With fewer than three answers, everybody could tell who said what.",
    )
    _feedback_days = models.Constraint(
        "CHECK (feedback_cooldown_days >= 0 AND feedback_reminder_days >= 0"
        " AND feedback_deadline_days > 0)",
        "The number of days cannot be negative, and candidates need time to answer.",
    )
