from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .employer_texts import EMPLOYER_TEXTS

MANAGER = "hr_recruitment.group_hr_recruitment_manager"
# What of a company an administrator of recruitment sets, and nothing else of it.
VALUES = (
    "ad_score_limit",
    "alarm_rate",
    "conduct_published",
    "conduct_website_ids",
    "candidate_hr_user_id",
    "refusal_delay_hours",
    "unanswered_days",
    "quiet_days",
    "near_miss_months",
    "candidate_keep_months",
    "feedback_min_scores",
    "feedback_min_comments",
    "feedback_cooldown_days",
    "feedback_deadline_days",
    "feedback_reminder_days",
    "experience_report_active",
    "experience_report_user_ids",
    "experience_job_report_active",
    "experience_recruiter_report_active",
    "interview_invitations",
    "video_test_url",
    "merits_offered",
    "merits_days",
    "applying_asks_before",
    "leaving_asked",
    "pay_told",
    "prospect_keep_days",
    "prospect_untold_days",
    "screening_minutes",
    "screening_megabytes",
    "screening_keep_days",
    "first_months_automatic",
    "first_months_it_user_id",
    "first_months_lead_days",
    "first_months_page_days",
    "first_day_start",
    "offer_days",
    "praise_asked",
    "praise_read_first",
    "review_days",
    "review_user_id",
    "review_keep_months",
    "review_alias_name",
    "review_mail_server",
)
TEXTS = (
    *EMPLOYER_TEXTS,
    "video_film_url",
    "video_help",
    "candidate_data_text",
    "prospect_words",
    "prospect_basis",
    "first_day_lunch",
    "first_day_bring",
    "first_day_program",
    "first_week_program",
    "first_months_info",
    "first_months_next",
)


class HrCandidateSettings(models.TransientModel):
    """The settings of this addon for those who have no right to Odoo's Settings. What
    is saved here is written into the company that the user is in, and nothing else."""

    _name = "hr.candidate.settings"
    _description = "Candidate Experience Settings"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    has_calendar_service = fields.Boolean(compute="_compute_state")
    candidate_sender_missing = fields.Boolean(compute="_compute_state")

    candidate_hr_user_id = fields.Many2one(
        "res.users",
        string="HR Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    refusal_delay_hours = fields.Integer()
    unanswered_days = fields.Integer()
    quiet_days = fields.Integer("Days Without Personal Contact")
    near_miss_months = fields.Integer()
    candidate_keep_months = fields.Integer()
    feedback_min_scores = fields.Integer()
    feedback_min_comments = fields.Integer()
    feedback_cooldown_days = fields.Integer()
    feedback_deadline_days = fields.Integer()
    feedback_reminder_days = fields.Integer()
    experience_report_active = fields.Boolean("Monthly Report to HR")
    experience_report_user_ids = fields.Many2many(
        "res.users",
        "hr_candidate_settings_report_user_rel",
        string="Readers of the Monthly Report",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    experience_job_report_active = fields.Boolean("Monthly Report to Hiring Managers")
    interview_invitations = fields.Selection(
        [("odoo", "Odoo invites"), ("calendar", "Google or Outlook invites")]
    )
    video_test_url = fields.Char(
        "Video Test Room",
    )

    employer_story = fields.Html("Our Story", translate=True)
    employer_values = fields.Html("Vision and Values", translate=True)
    employer_culture = fields.Html("Culture", translate=True)
    employer_environment = fields.Html("Leadership and Work Environment", translate=True)
    employer_social = fields.Html("Social Life", translate=True)
    employer_development = fields.Html("Development", translate=True)
    employer_faq = fields.Html("Questions and Answers", translate=True)
    video_film_url = fields.Char("Film", translate=True)
    video_help = fields.Html("Help With Video", translate=True)
    candidate_data_text = fields.Html(
        "About Candidates' Data",
        translate=True,
    )

    @api.depends("company_id")
    def _compute_display_name(self):
        for settings in self:
            settings.display_name = self.env._("Settings of %s", settings.company_id.sudo().name)

    @api.depends("company_id")
    def _compute_state(self):
        services = {"google_id", "microsoft_id"} & self.env["calendar.event"]._fields.keys()
        self.has_calendar_service = bool(services)
        for settings in self:
            company = settings.company_id.sudo()
            settings.candidate_sender_missing = company.candidate_sender_missing

    @api.model
    def default_get(self, fields):
        """Those of the company that the user is in."""
        self.browse().check_access("create")
        company = self.env.company.sudo()
        known = {name: self._get_value(name, company) for name in (*VALUES, *TEXTS)}
        defaults = super().default_get(fields)
        return {**{n: v for n, v in known.items() if n in fields}, **defaults}

    def _get_company(self):
        """:return: the company, as superuser
        :raise AccessError: if it is not one of the user's"""
        company = self.company_id
        if company and company not in self.env.companies:
            raise AccessError(self.env._("Switch to the company first."))
        return company.sudo()

    # What is written -------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """They are those of the company that the user is in."""
        here = {"company_id": self.env.company.id}
        made = super().create([{**vals, **here} for vals in vals_list])
        for settings, vals in zip(made, vals_list, strict=True):
            settings._write_into_company(vals)
        return made

    def write(self, vals):
        if "company_id" in vals:
            raise AccessError(self.env._("Switch to the company first."))
        res = super().write(vals)
        for settings in self:
            settings._write_into_company(vals)
        return res

    def get_field_translations(self, field_name, langs=None):
        """The texts are the company's, in all languages."""
        self._check_may_write([field_name])
        return self._get_company().get_field_translations(field_name, langs)

    def update_field_translations(self, field_name, translations, source_lang=""):
        self._check_may_write([field_name])
        company = self._get_company()
        company.update_field_translations(field_name, translations, source_lang=source_lang)
        # It is the company's already: what is written again changes nothing.
        return self.write({field_name: company[field_name]})

    def _check_may_write(self, names):
        """:raise AccessError: for who may not, and for what is not set here"""
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group(MANAGER) or set(names) - {*VALUES, *TEXTS}:
            raise AccessError(self.env._("Only recruitment administrators change these settings."))

    def _write_into_company(self, given):
        """:param given: names of what somebody has set; what they have only seen may be
        another value by now"""
        company = self._get_company()
        changed = {
            name: self._get_value(name, self)
            for name in (*VALUES, *TEXTS)
            if name in given and (self[name] or False) != (company[name] or False)
        }
        if changed:
            self._check_may_write(changed)
            self._check_people()
            company.write(changed)
            self._keep_pictures()

    @api.model
    def action_open(self):
        """Open the settings of the company that the user is in."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Settings"),
            "res_model": self._name,
            "res_id": self.create({}).id,
            "views": [[False, "form"]],
        }

    @api.model
    def _get_value(self, name, record):
        """:return: the value of the record, to be written"""
        return record._fields[name].convert_to_write(record[name], record)

    def _check_people(self):
        """:raise ValidationError: for somebody who does not work in the company"""
        people = (self.candidate_hr_user_id | self.experience_report_user_ids).sudo()
        for user in people:
            if user.share or self.company_id not in user.company_ids:
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work in %(company)s.",
                        user=user.name,
                        company=self.company_id.sudo().name,
                    )
                )

    def _keep_pictures(self):
        """This record is not for long, what was uploaded here is."""
        files = self.env["ir.attachment"].sudo()
        files.search([("res_model", "=", self._name), ("res_id", "in", self.ids)]).write(
            {"res_model": "res.company", "res_id": self.company_id.id}
        )
