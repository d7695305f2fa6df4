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
    refusal_delay_hours = fields.Integer(
        "Hours Before a No",
        default=24,
        required=True,
        help="A candidate hears this long after the decision and after the last "
        "interview, at the earliest.",
    )
    unanswered_days = fields.Integer(
        "Days of Silence",
        default=14,
        required=True,
        help="Ongoing candidates who have heard nothing for longer are listed as "
        "unanswered.",
    )
    near_miss_months = fields.Integer(
        "Months to Keep Near Misses",
        default=12,
        required=True,
        help="How long an application is kept for other positions, if the candidate "
        "agrees.",
    )
    candidate_keep_months = fields.Integer(
        "Months to Keep Applications",
        default=24,
        help="How long an application is to be kept after the recruitment has ended. "
        "Nothing is deleted by itself, and candidates are told nothing of it.",
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
        help="For surveys after applying, after further interviews and during "
        "onboarding, over all applications of a person. After the first interview, a "
        "rejection, a withdrawal and the hire, candidates are always asked.",
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

    experience_report_active = fields.Boolean(
        "Monthly Report to HR",
        help="On the first working day of each month, how candidates experienced the "
        "last one, with the report of the year.",
    )
    experience_report_user_ids = fields.Many2many(
        "res.users",
        "experience_report_user_rel",
        string="Readers of the Monthly Report",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Nobody chosen: all candidate experience managers of the company. "
        "Everybody gets what they may see.",
    )
    experience_job_report_active = fields.Boolean(
        "Monthly Report to Hiring Managers",
        help="The manager of the department of a job position gets its report each "
        "month, without comments.",
    )

    _refusal_delay = models.Constraint(
        "CHECK (refusal_delay_hours >= 0 AND unanswered_days > 0"
        " AND near_miss_months > 0)",
        "The delay cannot be negative, and silence and keeping take at least a day.",
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

    def _get_experience_managers(self):
        """:return: all candidate experience managers of the company"""
        group = self.env.ref(
            "hr_recruitment_candidate_experience.group_experience_manager"
        )
        return self.env["res.users"].search(
            [
                ("all_group_ids", "in", group.ids),
                ("share", "=", False),
                ("company_ids", "in", self.ids),
            ]
        )

    def _find_experience_manager(self):
        """:return: the company's HR responsible, if that is an experience manager,
        else the first one there is; ``self`` may be empty"""
        group = self.env.ref(
            "hr_recruitment_candidate_experience.group_experience_manager"
        )
        preferred = self.candidate_hr_user_id
        if preferred.active and group in preferred.all_group_ids:
            return preferred
        managers = (
            self.env["res.users"]
            .sudo()
            .search(
                [("all_group_ids", "in", group.ids), ("share", "=", False)], order="id"
            )
        )
        here = managers.filtered(lambda user: self in user.company_ids)
        return (here or managers or self.env.ref("base.user_admin"))[:1]
