from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    candidate_hr_user_id = fields.Many2one(
        related="company_id.candidate_hr_user_id", readonly=False
    )
    candidate_sender_missing = fields.Boolean(related="company_id.candidate_sender_missing")
    refusal_delay_hours = fields.Integer(related="company_id.refusal_delay_hours", readonly=False)
    unanswered_days = fields.Integer(related="company_id.unanswered_days", readonly=False)
    quiet_days = fields.Integer(related="company_id.quiet_days", readonly=False)
    near_miss_months = fields.Integer(related="company_id.near_miss_months", readonly=False)
    candidate_keep_months = fields.Integer(
        related="company_id.candidate_keep_months", readonly=False
    )
    feedback_min_scores = fields.Integer(related="company_id.feedback_min_scores", readonly=False)
    feedback_min_comments = fields.Integer(
        related="company_id.feedback_min_comments", readonly=False
    )
    feedback_cooldown_days = fields.Integer(
        related="company_id.feedback_cooldown_days", readonly=False
    )
    feedback_deadline_days = fields.Integer(
        related="company_id.feedback_deadline_days", readonly=False
    )
    feedback_reminder_days = fields.Integer(
        related="company_id.feedback_reminder_days", readonly=False
    )
    experience_report_active = fields.Boolean(
        related="company_id.experience_report_active", readonly=False
    )
    experience_report_user_ids = fields.Many2many(
        related="company_id.experience_report_user_ids", readonly=False
    )
    experience_job_report_active = fields.Boolean(
        related="company_id.experience_job_report_active", readonly=False
    )
    interview_invitations = fields.Selection(
        related="company_id.interview_invitations", readonly=False
    )
    has_calendar_service = fields.Boolean(compute="_compute_has_calendar_service")
    video_test_url = fields.Char(related="company_id.video_test_url", readonly=False)
    candidate_data_text = fields.Html(related="company_id.candidate_data_text", readonly=False)
    video_help = fields.Html(related="company_id.video_help", readonly=False)

    @api.depends("company_id")
    def _compute_has_calendar_service(self):
        """Is the calendar of colleagues synchronized with one of others?"""
        known = {"google_id", "microsoft_id"} & self.env["calendar.event"]._fields.keys()
        self.has_calendar_service = bool(known)
