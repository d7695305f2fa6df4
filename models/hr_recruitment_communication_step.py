from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext

from .survey_survey import ANONYMITY, ANONYMITY_HELP, FEEDBACK_TYPE

STAGE_TRIGGERS = ("stage_entered", "stage_idle")
# What a decision sets off stays true though the application is closed.
DECISION_TRIGGERS = ("refused", "refusal_sent", "withdrawn")


class HrRecruitmentCommunicationStep(models.Model):
    """One thing to say or do, on a trigger, after a delay, by a channel."""

    _name = "hr.recruitment.communication.step"
    _description = "Candidate Communication Step"
    _order = "plan_id, sequence, id"

    plan_id = fields.Many2one(
        "hr.recruitment.communication.plan",
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char("Title", required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    trigger = fields.Selection(
        [
            ("applied", "Application received"),
            ("stage_entered", "Stage reached"),
            ("stage_idle", "No movement in the stage"),
            ("silence", "Candidate has heard nothing"),
            ("reply_due", "Promised answer is due"),
            ("refused", "Refused"),
            ("refusal_sent", "The answer has arrived"),
            ("withdrawn", "Withdrawn by the candidate"),
            ("hired", "Hired"),
            ("manual", "Started by hand or automation"),
        ],
        required=True,
        default="stage_entered",
        help="What starts this step. A delay counts from that moment.",
    )
    stage_ids = fields.Many2many(
        "hr.recruitment.stage",
        string="Stages",
        help="Leave empty for every stage.",
    )
    action = fields.Selection(
        [
            ("email", "Email"),
            ("sms", "SMS"),
            ("activity", "Activity"),
            ("survey", "Survey"),
        ],
        required=True,
        default="email",
        help="Email, SMS and survey go to the candidate, an activity to a colleague.",
    )
    mail_template_id = fields.Many2one(
        "mail.template",
        string="Email Template",
        domain=[("model", "=", "hr.applicant")],
        ondelete="restrict",
    )
    sms_template_id = fields.Many2one(
        "sms.template",
        string="SMS Template",
        domain=[("model", "=", "hr.applicant")],
        ondelete="restrict",
        help="For an email step: sent instead of the email to candidates who prefer "
        "SMS.",
    )
    survey_id = fields.Many2one(
        "survey.survey",
        domain=[("survey_type", "=", FEEDBACK_TYPE)],
        ondelete="restrict",
        help="What the candidate is asked. The email template carries the link.",
    )
    survey_anonymity = fields.Selection(
        ANONYMITY,
        string="Anonymity",
        compute="_compute_survey_anonymity",
        store=True,
        readonly=False,
        help=ANONYMITY_HELP,
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        domain=[("res_model", "in", (False, "hr.applicant"))],
        ondelete="restrict",
        help="For an email or SMS step: scheduled instead of the message for "
        "candidates who prefer the telephone.",
    )
    activity_summary = fields.Char("Summary", translate=True)
    activity_note = fields.Html(
        "Note",
        translate=True,
        help="A to-do for the colleague, or a guide for the call.",
    )
    responsible = fields.Selection(
        [
            ("recruiter", "Recruiter"),
            ("manager", "Hiring manager"),
            ("interviewers", "Interviewers"),
            ("hr", "HR responsible"),
        ],
        default="recruiter",
        required=True,
        help="Who gets the activity. If there is no such person, the recruiter, the "
        "hiring manager or the company's HR responsible gets it, in that order.",
    )
    delay = fields.Integer(default=0)
    delay_unit = fields.Selection(
        [
            ("minutes", "minutes"),
            ("hours", "hours"),
            ("days", "days"),
            ("working_days", "working days"),
        ],
        default="days",
        required=True,
    )
    send_window = fields.Selection(
        [("any", "At any time"), ("office_hours", "In office hours")],
        default="office_hours",
        required=True,
    )
    expire_after = fields.Integer(
        "Expires After (Days)",
        default=0,
        help="A message that could not leave within this many days is dropped "
        "rather than sent late. 0: never.",
    )
    summary = fields.Char("In Words", compute="_compute_summary")
    warning = fields.Char(compute="_compute_warning")

    _delay_positive = models.Constraint(
        "CHECK (delay >= 0)", "The delay cannot be negative."
    )
    _expire_after_positive = models.Constraint(
        "CHECK (expire_after >= 0)", "The number of days cannot be negative."
    )

    @api.constrains("trigger", "send_window")
    def _check_answer_in_office_hours(self):
        for step in self:
            if step.trigger == "refused" and step.send_window != "office_hours":
                raise ValidationError(
                    self.env._("A candidate hears a no in office hours only.")
                )

    @api.depends("survey_id")
    def _compute_survey_anonymity(self):
        for step in self:
            step.survey_anonymity = step.survey_id.feedback_anonymity

    @api.depends(
        "trigger", "stage_ids.name", "delay", "delay_unit", "send_window", "action",
        "mail_template_id.name", "sms_template_id.name", "activity_summary",
        "activity_type_id.name", "responsible", "survey_id.title",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_summary(self):
        """The step as a sentence: when, in which hours, what."""
        for step in self:
            parts = [step._describe_moment()]
            if step.send_window == "office_hours":
                parts.append(self.env._("in office hours"))
            step.summary = self.env._(
                "%(moment)s: %(content)s",
                moment=", ".join(parts),
                content=step._describe_content(),
            )

    def _describe_moment(self):
        stages = self._quote_names(self.stage_ids)
        event = {
            "applied": self.env._("the application"),
            "stage_entered": self.env._("the move to %s", stages)
            if stages
            else self.env._("the move to any stage"),
            "stage_idle": stages or self.env._("any stage"),
            "silence": "",
            "refused": self.env._("the decision and the minimum delay"),
            "refusal_sent": self.env._("the candidate was told"),
            "withdrawn": self.env._("the candidate withdrew"),
            "hired": self.env._("the hire"),
            "reply_due": self.env._("the working day before the promised answer"),
            "manual": self.env._("it was started by hand or by automation"),
        }[self.trigger]
        delay = self._describe_delay()
        if self.trigger == "stage_idle":
            return self.env._(
                "After %(delay)s in %(stage)s without a move", delay=delay, stage=event
            )
        if self.trigger == "silence":
            return self.env._(
                "%(delay)s after the candidate last heard from us", delay=delay
            )
        if not self.delay:
            return self.env._("Right after %(event)s", event=event)
        return self.env._("%(delay)s after %(event)s", delay=delay, event=event)

    def _describe_delay(self):
        one = {
            "minutes": self.env._("1 minute"),
            "hours": self.env._("1 hour"),
            "days": self.env._("1 day"),
            "working_days": self.env._("1 working day"),
        }
        if self.delay == 1:
            return one[self.delay_unit]
        return {
            "minutes": self.env._("%s minutes", self.delay),
            "hours": self.env._("%s hours", self.delay),
            "days": self.env._("%s days", self.delay),
            "working_days": self.env._("%s working days", self.delay),
        }[self.delay_unit]

    def _describe_content(self):
        if self.action == "email":
            return self.env._("email “%s”", self.sudo().mail_template_id.name or "…")
        if self.action == "sms":
            return self.env._("SMS “%s”", self.sudo().sms_template_id.name or "…")
        if self.action == "survey":
            return self.env._("survey “%s”", self.sudo().survey_id.title or "…")
        person = {
            "recruiter": self.env._("the recruiter"),
            "manager": self.env._("the hiring manager"),
            "interviewers": self.env._("the interviewers"),
            "hr": self.env._("the HR responsible"),
        }[self.responsible]
        return self.env._(
            "activity “%(activity)s” for %(person)s",
            activity=self.activity_summary or self.activity_type_id.name or "…",
            person=person,
        )

    def _quote_names(self, stages):
        return ", ".join(self.env._("“%s”", stage.name) for stage in stages)

    @api.depends(
        "action", "mail_template_id.model", "mail_template_id.body_html",
        "sms_template_id.model", "activity_type_id", "stage_ids.job_ids", "trigger",
        "plan_id.job_ids", "delay", "survey_id.active",
        "survey_id.question_and_page_ids.feedback_role",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_warning(self):
        """What cannot work, said before it fails on a candidate."""
        for step in self:
            step.warning = step._find_warning()

    def _find_warning(self):
        content = self.sudo()[self._content_field()]
        if not content and self.action == "activity":
            return self.env._("Choose an activity type, or nothing can be scheduled.")
        if self.action == "survey" and not content:
            return self.env._("Choose a survey, or nothing can be asked.")
        if not content or (self.action == "survey" and not self.mail_template_id):
            return self.env._("Choose a template, or nothing can be sent.")
        for template in self.sudo().mail_template_id, self.sudo().sms_template_id:
            if template and template.model != "hr.applicant":
                return self.env._(
                    "“%s” is not a template for applicants.", template.name
                )
        mail = self.sudo().mail_template_id
        sends_mail = self.action in ("email", "survey")
        if sends_mail and not html2plaintext(mail.body_html or "").strip():
            return self.env._("The email template “%s” has no text.", mail.name)
        if self.action == "survey":
            return self._find_survey_warning()
        if self.trigger in ("stage_idle", "silence") and not self.delay:
            return self.env._("Set a delay, or this happens at once, to everyone.")
        return self._find_stage_warning()

    def _find_survey_warning(self):
        survey = self.sudo().survey_id
        if not survey.active:
            return self.env._("The survey “%s” is archived.", survey.title)
        if not survey.feedback_question_id:
            return self.env._(
                "“%s” has no cNPS question: its answers are in no score.", survey.title
            )
        if "get_feedback_" not in (self.sudo().mail_template_id.body_html or ""):
            return self.env._("The email has no link to the survey.")
        return self._find_stage_warning()

    def _find_stage_warning(self):
        if self.trigger not in STAGE_TRIGGERS:
            return False
        unused = self.stage_ids.filtered(
            lambda stage: (
                stage.job_ids
                and self.plan_id.job_ids
                and not stage.job_ids & self.plan_id.job_ids
            )
        )
        if unused:
            return self.env._(
                "No job position of this plan uses the stage %s.",
                self._quote_names(unused),
            )
        return False

    @api.depends("name", "plan_id.name")
    @api.depends_context("show_plan")
    def _compute_display_name(self):
        for step in self:
            step.display_name = (
                f"{step.plan_id.name}: {step.name}"
                if self.env.context.get("show_plan")
                else step.name
            )

    @api.onchange("trigger")
    def _onchange_trigger(self):
        if self.trigger not in STAGE_TRIGGERS:
            self.stage_ids = False

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if (
            self.env["hr.applicant.communication"]
            .sudo()
            .search_count([("step_id", "in", self.ids)], limit=1)
        ):
            raise UserError(
                self.env._(
                    "Candidates have been contacted by this step. Archive it instead, "
                    "so that their history stays complete."
                )
            )

    def write(self, vals):
        res = super().write(vals)
        if vals.get("active") is False:
            self._cancel_pending("step_archived")
        return res

    def action_preview(self):
        """Open Odoo's preview of the template, on a real applicant of the plan."""
        self.ensure_one()
        if self.action == "sms" and self.sms_template_id:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "sms.sms_template_preview_action"
            )
            template_key, template = "default_sms_template_id", self.sms_template_id
        elif self.mail_template_id:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "mail.mail_template_preview_action"
            )
            template_key, template = "default_mail_template_id", self.mail_template_id
        else:
            raise UserError(self.env._("Choose a template first."))
        action["name"] = self.env._("Preview: %s", self.name)
        action["context"] = {template_key: template.id}
        applicant = self._find_preview_applicant()
        if applicant:
            action["context"]["default_resource_ref"] = f"hr.applicant,{applicant.id}"
        return action

    def _find_preview_applicant(self):
        domain = [("communication_plan_id", "=", self.plan_id.id)]
        Applicant = self.env["hr.applicant"]
        in_stage = [("stage_id", "in", self.stage_ids.ids)] if self.stage_ids else []
        return (
            Applicant.search(domain + in_stage, order="id desc", limit=1)
            or Applicant.search(domain, order="id desc", limit=1)
            or Applicant.search([], order="id desc", limit=1)
        )

    def _content_field(self, action=None):
        """:return: name of the field that holds what the action needs"""
        return {
            "email": "mail_template_id",
            "sms": "sms_template_id",
            "activity": "activity_type_id",
            "survey": "survey_id",
        }[action or self.action]

    def _action_for(self, applicant):
        """The step's action, or the candidate's preferred channel where the step
        has something for it."""
        preferred = {"sms": "sms", "phone": "activity"}.get(applicant.preferred_channel)
        if (
            preferred
            and self.action in ("email", "sms")
            and self.sudo()[self._content_field(preferred)]
        ):
            return preferred
        return self.action

    def _is_for(self, applicant):
        """One company does not speak for another."""
        company = applicant.sudo().company_id
        return not self.company_id or not company or self.company_id == company

    def _applies_to_stage(self, stage):
        return not self.stage_ids or stage in self.stage_ids

    def _scheduled_date(self, base, calendar, tz):
        """When the step is due.

        :param datetime base: when its trigger happened, naive UTC
        :param calendar: ``resource.calendar`` of office hours, may be empty
        :param tzinfo tz: the candidate's time zone, pytz
        :return: naive UTC datetime, within the send window
        """
        if self.delay_unit == "working_days":
            due = calendar._add_working_days(base, self.delay, tz)
        elif self.delay_unit == "days":
            due = _add_days(base, self.delay, tz)
        else:
            due = base + timedelta(**{self.delay_unit: self.delay})
        if self.send_window == "office_hours":
            due = calendar._next_office_time(due, tz)
        return due

    def _find_users(self, responsible, applicant):
        """Who gets the activity: the one who was asked for, or else the next who can.

        :return: ``res.users``, several only for interviewers
        """
        applicant = applicant.sudo()
        manager = applicant.department_id.manager_id
        found = {
            "recruiter": applicant.user_id or applicant.job_id.user_id,
            "manager": manager.user_id,
            "interviewers": applicant.interviewer_ids
            or applicant.job_id.interviewer_ids,
            "hr": applicant.company_id.candidate_hr_user_id,
        }
        for role in (responsible, "recruiter", "manager", "hr"):
            users = found[role].filtered("active")
            if users:
                return users
        return self._find_administrator(applicant.company_id)

    def _find_administrator(self, company):
        group = self.env.ref("hr_recruitment.group_hr_recruitment_manager")
        return (
            self.env["res.users"]
            .sudo()
            .search(
                [
                    ("all_group_ids", "in", group.ids),
                    ("company_ids", "in", company.ids),
                    ("share", "=", False),
                ],
                order="id",
                limit=1,
            )
        )

    def _cancel_pending(self, reason):
        """Answers to candidates who were refused are promised: they leave all the
        same."""
        self.env["hr.applicant.communication"].sudo().search(
            [
                ("step_id", "in", self.ids),
                ("step_id.trigger", "!=", "refused"),
                ("state", "=", "scheduled"),
            ]
        )._close("cancelled", reason)


def _add_days(moment, days, tz):
    """Days on the wall clock: the same hour, also across daylight saving."""
    local = pytz.utc.localize(moment).astimezone(tz).replace(tzinfo=None)
    later = tz.normalize(tz.localize(local + timedelta(days=days)))
    return later.astimezone(pytz.utc).replace(tzinfo=None)
