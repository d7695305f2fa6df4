from odoo import api, fields, models
from odoo.tools import formataddr

from .no_address import NO_ADDRESS


class ResCompany(models.Model):
    _inherit = "res.company"

    candidate_hr_user_id = fields.Many2one(
        "res.users",
        string="HR Responsible for Candidates",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Gets the activities of candidate communication that go to HR, and those that nobody "
        "else is responsible for.",
    )
    candidate_sender_missing = fields.Boolean(
        compute="_compute_candidate_sender_missing",
        compute_sudo=True,
        help="Where no recruiter speaks for us, emails to candidates have no sender.",
    )
    refusal_delay_hours = fields.Integer(
        "Hours Before a Refusal",
        default=24,
        required=True,
        help="A candidate gets the refusal this long after the decision and after the last "
        "interview, at the earliest.",
    )
    unanswered_days = fields.Integer(
        "Days Without Contact",
        default=14,
        required=True,
        help="Ongoing candidates without a message from us for longer are listed as unanswered.",
    )
    quiet_days = fields.Integer(
        "Days Without Contact Before the Third Month",
        default=10,
        help="From the hire until three months after the first day, the hiring manager gets a "
        "to-do when nobody has been in personal contact with a new colleague for this many "
        "working days. 0: not checked.",
    )
    near_miss_months = fields.Integer(
        "Months to Keep Near Misses",
        default=12,
        required=True,
        help="How long an application is kept for other positions, if the candidate agrees.",
    )
    candidate_keep_months = fields.Integer(
        "Months to Keep Applications",
        default=24,
        help="How long an application is to be kept after the recruitment has ended. Nothing is "
        "deleted automatically, and candidates are not informed about it.",
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
        "refusal, a withdrawal and the hire, candidates are always asked.",
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
        help="One reminder to those who have not answered. Of an anonymous survey, "
        "everybody gets it: nobody knows who has answered. 0: none.",
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

    interview_invitations = fields.Selection(
        [("odoo", "Odoo invites"), ("calendar", "Google or Outlook invites")],
        default="odoo",
        required=True,
        help="Where the organizer's calendar is synchronized with Google or Outlook. Odoo "
        "invites: candidates are no guests there, and hear of interviews from Odoo only. "
        "Google or Outlook invites: candidates are guests there, with a neutral title and "
        "without description.",
    )

    _refusal_delay = models.Constraint(
        "CHECK (refusal_delay_hours >= 0 AND unanswered_days > 0 AND near_miss_months > 0)",
        "The delay cannot be negative, and the days without contact and the months to keep an "
        "application are at least one.",
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

    # A number beyond is a typing error, and dates would come to an end.
    _waiting_limits = models.Constraint(
        "CHECK (refusal_delay_hours <= 720 AND unanswered_days <= 365"
        " AND near_miss_months <= 120 AND candidate_keep_months BETWEEN 0 AND 120)",
        "A refusal waits for 720 hours (30 days) at most, missing contact is noticed after 365 "
        "days at the latest, and applications are kept for 120 months (ten years) at most.",
    )
    _quiet_limits = models.Constraint(
        "CHECK (quiet_days BETWEEN 0 AND 60)",
        "Missing contact with a new colleague is noticed after 60 working days at the latest.",
    )
    _feedback_limits = models.Constraint(
        "CHECK (feedback_min_scores <= 1000 AND feedback_min_comments <= 1000"
        " AND feedback_cooldown_days <= 365 AND feedback_deadline_days <= 365"
        " AND feedback_reminder_days <= 365)",
        "The minimum number of answers is 1,000 at most, and the days of surveys are 365 at most.",
    )

    @api.depends("email", "alias_domain_id")
    def _compute_candidate_sender_missing(self):
        for company in self:
            company.candidate_sender_missing = not company._get_sender()

    def _get_sender(self):
        """:return: str, "Name <address>" of mails in which the team speaks: the company's
        address, else that of its email domain, else the one that an administrator gave
        Odoo's own user; empty if there is none"""
        company = self.sudo()
        if sender := self._get_sender_of(company.partner_id):
            return sender
        address = company.catchall_email or company.default_from_email
        if address:
            return formataddr((company.name, address))
        return self._get_sender_of(self.env.ref("base.partner_root").sudo())

    @api.model
    def _get_sender_of(self, partner):
        """:return: str, "Name <address>" of ``res.partner``, empty if that is none"""
        address = partner.email_normalized
        return partner.email_formatted if address and address != NO_ADDRESS else ""

    def _note_trouble(self, kind, record=None, detail=None):
        """Tell who can mend it what a cron could not do. Once:
        mending the first case mends the others of the same cause.

        :param str kind: ``nightly``, ``ads``, ``report``, ``release``, ``print`` or ``fonts``
        :param record: the one at fault, if an activity can be put on it
        :param str detail: what the note names
        """
        user = self._find_helper(kind) or self.env.ref("base.user_admin")
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            self[:1] if record is None else record,
            user,
            activities._get_todo_type(),
            lambda record: (
                self._say_trouble(kind, record.env),
                self._explain_trouble(kind, record.env, detail),
            ),
        )
        if record is None:
            todo |= {"res_model_id": False, "res_id": False}
        activities._raise_todos([todo], same=("summary", "user_id"))

    def _find_helper(self, kind):
        """:param str kind: see ``_note_trouble``
        :return: ``res.users``, one who can mend it, or none"""
        return self.env["hr.recruitment.communication.step"]._find_administrator(self)

    def _say_trouble(self, kind, env):
        return {
            "nightly": env._("A nightly job could not handle this application"),
            "ads": env._("A nightly look at job ads could not handle this job position"),
            "report": env._("A report on candidate experience could not be made"),
            "release": env._("Some feedback could not be released"),
            "print": env._("Reports cannot be printed on this server"),
            "fonts": env._("Reports have letters that no font on this server has"),
        }[kind]

    def _explain_trouble(self, kind, env, detail):
        if kind == "print":
            return {
                "missing": env._(
                    "wkhtmltopdf is not installed. The monthly mail was sent without its PDF."
                ),
                "hangs": env._(
                    "wkhtmltopdf did not finish and was stopped. The monthly mail was sent without "
                    "its PDF."
                ),
                "failed": env._(
                    "wkhtmltopdf has failed. The monthly mail was sent without its PDF. The server "
                    "log says what it answered."
                ),
            }[detail]
        if kind == "fonts":
            return env._(
                "Squares stand for these scripts in the PDF. Install fonts on the server; "
                "Debian has them in the packages in brackets: %s",
                detail,
            )
        return env._(
            "All others are handled as usual, and the next run tries again. The server log says "
            "when it happened and what kind of error it was."
        )

    def _get_experience_managers(self):
        """:return: all candidate experience managers of the company"""
        group = self.env.ref("hr_recruitment_candidate_experience.group_experience_manager")
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
        group = self.env.ref("hr_recruitment_candidate_experience.group_experience_manager")
        preferred = self.candidate_hr_user_id
        if preferred.active and group in preferred.all_group_ids:
            return preferred
        managers = (
            self.env["res.users"]
            .sudo()
            .search([("all_group_ids", "in", group.ids), ("share", "=", False)], order="id")
        )
        here = managers.filtered(lambda user: self in user.company_ids)
        return (here or managers or self.env.ref("base.user_admin"))[:1]
