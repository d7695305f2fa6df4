from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..batch import get_batch
from ..company.hours import NEAR, combine, find_waking_time, to_local, to_utc
from .triggers import BY_NAME, TRIGGERS, names


class HrRecruitmentCommunicationStep(models.Model):
    """One thing to say or do, on a trigger, after a delay, by a channel."""

    _name = "hr.recruitment.communication.step"
    _description = "Candidate Communication Step"
    _inherit = "hr.candidate.shared.mixin"
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
        [(trigger.name, trigger.label) for trigger in TRIGGERS],
        required=True,
        default="stage_entered",
        help="What starts this step. A delay counts from that moment; before an "
        "interview, back from its start.",
    )
    trigger_about = fields.Char(compute="_compute_trigger_about")
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
        help="For an email step: sent instead of the email to candidates who prefer SMS.",
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
        [
            ("any", "At any time"),
            ("waking_hours", "During the day and evening"),
            ("office_hours", "In office hours"),
        ],
        "Allowed Sending Time",
        default="office_hours",
        required=True,
        help="In the candidate's time zone. Day and evening are from 7 to 21 on any day; messages "
        "about an interview within a day do not wait for them.",
    )
    expire_after = fields.Integer(
        "Expires After (Days)",
        default=0,
        help="A message that could not be sent within this many days is dropped rather than sent "
        "late. 0: never.",
    )
    _delay_positive = models.Constraint("CHECK (delay >= 0)", "The delay cannot be negative.")
    _expire_after_positive = models.Constraint(
        "CHECK (expire_after >= 0)", "The number of days cannot be negative."
    )

    @api.constrains("trigger", "send_window")
    def _check_refusal_in_office_hours(self):
        for step in self:
            if step.trigger == "refused" and step.send_window != "office_hours":
                raise ValidationError(self.env._("A refusal is sent in office hours only."))

    @api.depends("name", "plan_id.name")
    @api.depends_context("show_plan")
    def _compute_display_name(self):
        for step in self:
            step.display_name = (
                f"{step.plan_id.name}: {step.name}"
                if self.env.context.get("show_plan")
                else step.name
            )

    @api.depends("trigger")
    def _compute_trigger_about(self):
        for step in self:
            step.trigger_about = step.trigger and BY_NAME[step.trigger].about

    @api.onchange("trigger")
    def _onchange_trigger(self):
        if self.trigger_about != "stage":
            self.stage_ids = False
        if self.trigger_about != "meeting":
            self.meeting_format = False

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        ledger = self.env["hr.applicant.communication"].sudo()
        groups = ledger._read_group([("step_id", "in", self.ids)], ["state"], ["__count"])
        counts = dict(groups)
        planned = counts.pop("scheduled", 0)
        if counts:
            raise UserError(
                self.env._(
                    "Candidates have been contacted by this step. Archive it instead, "
                    "so that their history stays complete."
                )
            )
        if planned:
            raise UserError(
                self.env._(
                    "This step still has planned messages: %s. Archive it instead: they are not "
                    "sent then, and candidates' timelines say why. A message about a decision is "
                    "sent anyway.",
                    planned,
                )
            )

    def write(self, vals):
        if vals.get("trigger", "refused") != "refused":
            self._check_no_refusal_waits()
        plans = self.plan_id
        res = super().write(vals)
        if vals.get("active") is False:
            self._cancel_pending("step_archived")
        if {"active", "plan_id"} & vals.keys():
            plans._leave_use_if_empty()
        return res

    def unlink(self):
        plans = self.plan_id
        res = super().unlink()
        plans._leave_use_if_empty()
        return res

    def action_preview(self):
        """Open Odoo's preview of the template, on a real applicant of the plan."""
        self.ensure_one()
        self._check_content()
        if self.action == "sms" and self.sms_template_id:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "sms.sms_template_preview_action"
            )
            return self._open_preview(action, "default_sms_template_id", self.sms_template_id)
        return self._open_mail_preview(self.mail_template_id)

    def _open_mail_preview(self, template):
        if not template:
            raise UserError(self.env._("Choose a template first."))
        action = self.env["ir.actions.act_window"]._for_xml_id("mail.mail_template_preview_action")
        return self._open_preview(action, "default_mail_template_id", template)

    def _open_preview(self, action, template_key, template):
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
        """:return: the action by which the candidate is told"""
        return self._choose_channel(applicant)[0]

    def _choose_channel(self, applicant):
        """The step's action, or the candidate's preferred channel where the step has
        something for it; where the number does not allow that, another one that the
        step has.

        :return: (action, reason of a communication why it is not the one that was
            meant, or None)"""
        if self.action not in ("email", "sms"):
            return self.action, None
        preferred = {"sms": "sms", "phone": "activity"}.get(applicant.preferred_channel)
        meant = preferred if preferred and self._has_content(preferred) else self.action
        if meant == "email" or not (why := applicant._find_obstacle_to_number(meant)):
            return meant, None
        ways = [way for way in (self.action, "email", "activity") if way != meant]
        for way in ways:
            if self._has_content(way) and applicant._has_address_for(way):
                return way, why
        # Without another way it fails, and says why.
        return meant, None

    def _has_content(self, action):
        return not self._find_missing_content(action) and not self._find_archived_content(action)

    def _is_in_use(self):
        return self.active and self.plan_id.active

    def _get_refusal_kind(self):
        """:return: how this step tells a decision, ``write`` or ``call``; None if it
        does not"""
        if self.trigger != "refused":
            return None
        return {"email": "write", "sms": "write", "activity": "call"}.get(self.action)

    def _is_for(self, applicant):
        """One company does not speak for another."""
        company = applicant.sudo().company_id
        return not self.company_id or not company or self.company_id == company

    def _applies_to_stage(self, stage):
        return not self.stage_ids or stage in self.stage_ids

    def _scheduled_date(self, base, calendar, tz, needed_by=None):
        """When the step is due.

        :param datetime base: when its trigger happened, naive UTC
        :param calendar: ``resource.calendar`` of office hours, may be empty
        :param tzinfo tz: the candidate's time zone, pytz
        :param datetime needed_by: naive UTC, when it is of no use any more
        :return: naive UTC datetime, within the send window
        """
        try:
            if find := getattr(self, f"_find_date_{self.trigger}", None):
                return find(base, calendar, tz)
            return self._find_date_after(base, calendar, tz, needed_by)
        except OverflowError:
            # An interview in the year 9999.
            return base

    def _find_date_after(self, base, calendar, tz, needed_by):
        if self.delay_unit == "working_days":
            due = calendar._add_working_days(base, self._get_delay(), tz)
        elif self.delay_unit == "days":
            due = _add_days(base, self._get_delay(), tz)
        else:
            due = base + timedelta(**{self.delay_unit: self._get_delay()})
        opens = self._find_opening(due, calendar, tz)
        return due if self._comes_too_late(opens, due, needed_by) else opens

    def _find_date_silence(self, base, calendar, tz):
        """On the last of so many working days, as the date of our answer is promised: whoever
        applied in the evening would hear from us in the morning after it."""
        opens = self._find_date_after(base, calendar, tz, None)
        if self.delay_unit != "working_days":
            return opens
        last = to_local(calendar._add_working_days(base, self._get_delay(), tz), tz).date()
        if to_local(opens, tz).date() <= last:
            return opens
        return max(base, self._find_opening(to_utc(combine(last, 0), tz), calendar, tz))

    def _comes_too_late(self, opens, due, needed_by):
        """:return: whether what is due must not wait for ``opens``: it is needed before,
        or so soon that nobody minds to be woken. All are naive UTC."""
        if not needed_by or opens <= due:
            return False
        near = self.send_window == "waking_hours" and needed_by - due <= NEAR
        return near or opens >= needed_by

    def _find_opening(self, moment, calendar, tz):
        """The first moment in the step's hours that is not before ``moment``; the
        parameters are those of ``_scheduled_date``.

        :return: naive UTC"""
        if self.send_window == "office_hours":
            return calendar._next_office_time(moment, tz)
        if self.send_window == "waking_hours":
            return find_waking_time(moment, tz)
        return moment

    def _get_purpose(self):
        """:return: what steps of two plans have in common that stand for each other"""
        message = self.action in ("email", "sms")
        return self.trigger, "message" if message else self.action

    def _has_stage_of(self, jobs):
        """:return: whether one of the job positions can come to the step's stages"""
        return (
            not jobs
            or not self.stage_ids
            or any(not stage.job_ids or stage.job_ids & jobs for stage in self.stage_ids)
        )

    def _find_users(self, responsible, applicant):
        """Who gets the activity: the one who was asked for, or else the next who can.

        :return: ``res.users``, several only for interviewers
        """
        applicant = applicant.sudo()
        manager = applicant.department_id.manager_id
        found = {
            "recruiter": applicant._get_speaker(),
            "manager": manager.user_id,
            "interviewers": applicant.interviewer_ids or applicant.job_id.interviewer_ids,
            "hr": applicant.company_id.candidate_hr_user_id,
        }
        for role in (responsible, "recruiter", "manager", "hr"):
            users = found[role].filtered("active")
            if users:
                return users
        return self._find_administrator(applicant.company_id)

    def _find_administrator(self, company):
        """:return: ``res.users``, one recruitment administrator of the company, or none"""
        batch = get_batch(self.env)
        if not batch:
            return self._look_up_administrator(company)
        if company.id not in batch.administrators:
            batch.administrators[company.id] = self._look_up_administrator(company)
        # In the language of whoever asks.
        return batch.administrators[company.id].with_env(self.sudo().env)

    def _look_up_administrator(self, company, group=None):
        group = group or self.env.ref("hr_recruitment.group_hr_recruitment_manager")
        return (
            self.env["res.users"]
            .sudo()
            .search(
                [
                    ("all_group_ids", "in", group.ids),
                    ("company_ids", "in", company.ids),
                    ("share", "=", False),
                    # Some callers look at what is archived, too: also at OdooBot.
                    ("active", "=", True),
                ],
                order="id",
                limit=1,
            )
        )

    def _check_no_refusal_waits(self):
        """A step keeps telling a refusal as long as refused candidates wait for it."""
        if (
            self.env["hr.applicant.communication"]
            .sudo()
            .search_count(
                [
                    ("step_id", "in", self.ids),
                    ("step_id.trigger", "=", "refused"),
                    ("state", "in", ("scheduled", "queued")),
                ],
                limit=1,
            )
        ):
            raise UserError(
                self.env._(
                    "Candidates are still waiting for this message. Archive the step and add "
                    "another one instead: what is scheduled is sent anyway."
                )
            )

    def _cancel_pending(self, reason):
        """Refusals of refused candidates are scheduled: they leave all the
        same."""
        self.env["hr.applicant.communication"].sudo().search(
            [
                ("step_id", "in", self.ids),
                ("step_id.trigger", "in", names(lambda t: not t.owed)),
                ("state", "=", "scheduled"),
            ]
        )._close("cancelled", reason)


def _add_days(moment, days, tz):
    """Days on the wall clock: the same hour, also across daylight saving."""
    local = pytz.utc.localize(moment).astimezone(tz).replace(tzinfo=None)
    later = tz.normalize(tz.localize(local + timedelta(days=days)))
    return later.astimezone(pytz.utc).replace(tzinfo=None)
