from odoo import api, fields, models

from .triggers import BY_NAME


class HrRecruitmentCommunicationStepWords(models.Model):
    """A step in words: what it does, and what is wrong with it."""

    _inherit = "hr.recruitment.communication.step"

    summary = fields.Char("In Plain Words", compute="_compute_summary")
    warning = fields.Char(compute="_compute_warning")

    @api.depends(
        "trigger",
        "stage_ids.name",
        "delay",
        "delay_unit",
        "send_window",
        "action",
        "mail_template_id.name",
        "sms_template_id.name",
        "activity_summary",
        "activity_type_id.name",
        "responsible",
        "survey_id.title",
        "meeting_format",
    )
    @api.depends_context("lang")
    def _compute_summary(self):
        """The step as a sentence: when, in which hours, what."""
        for step in self:
            parts = [step._describe_moment()]
            if step.send_window == "office_hours":
                parts.append(self.env._("in office hours"))
            elif step.send_window == "waking_hours":
                parts.append(self.env._("during the day or evening"))
            step.summary = self.env._(
                "%(moment)s: %(content)s",
                moment=", ".join(parts),
                content=step._describe_content(),
            )

    def _describe_moment(self):
        describe = getattr(self, f"_describe_{self.trigger}", self._describe_event)
        moment = describe()
        return self._say_which_meetings(moment) if self.trigger_about == "meeting" else moment

    def _describe_event(self):
        return self._describe_after(self.env._(BY_NAME[self.trigger].event))

    def _describe_after(self, event):
        if not self.delay:
            return self.env._("Right after %(event)s", event=event)
        return self.env._("%(delay)s after %(event)s", delay=self._describe_delay(), event=event)

    def _describe_stage_entered(self):
        stages = self._name_stages()
        if not stages:
            return self._describe_event()
        return self._describe_after(self.env._("the move to “%s”", stages))

    def _describe_stage_idle(self):
        delay, stages = self._describe_delay(), self._name_stages()
        if not stages:
            return self.env._("After %s in any stage without a move", delay)
        return self.env._(
            "After %(delay)s in “%(stage)s” without a move", delay=delay, stage=stages
        )

    def _name_stages(self):
        return ", ".join(self.stage_ids.mapped("name"))

    def _describe_silence(self):
        delay = self._describe_delay()
        return self.env._("%(delay)s after the candidate last heard from us", delay=delay)

    def _describe_reply_due(self):
        return self.env._("On the working day before the date of the reply promise")

    def _describe_before_days_off(self):
        return self.env._("Before days off, to those who met us that week")

    def _describe_interview_before(self):
        return self.env._(
            "%(delay)s before %(event)s",
            delay=self._describe_delay(),
            event=self.env._(BY_NAME[self.trigger].event),
        )

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

    @api.depends(
        "action",
        "mail_template_id.model",
        "mail_template_id.body_html",
        "mail_template_id.active",
        "mail_template_id.report_template_ids.model",
        "easy_mail_template_id.model",
        "easy_mail_template_id.body_html",
        "easy_mail_template_id.active",
        "easy_mail_template_id.report_template_ids.model",
        "sms_template_id.model",
        "sms_template_id.body",
        "activity_type_id.res_model",
        "activity_type_id.active",
        "stage_ids.job_ids",
        "trigger",
        "plan_id.job_ids",
        "delay",
        "delay_unit",
        "survey_id.active",
        "survey_id.survey_type",
        "survey_id.question_and_page_ids.feedback_role",
    )
    @api.depends_context("lang")
    def _compute_warning(self):
        """What cannot work, said before it fails on a candidate."""
        for step in self:
            step.warning = step._find_warning()

    def _find_warning(self):
        fault = self._find_fault(self.action)
        if fault:
            return fault[1]
        if fault := self._find_easy_fault(self.action):
            return self.env._("Candidates who want easy language get the ordinary email: %s", fault)
        return self._find_warning_of_trigger() or (
            self._is_delay_absurd() and self._say_longest_delay()
        )

    def _find_warning_of_trigger(self):
        if self.action == "survey":
            return self._find_survey_warning()
        if BY_NAME[self.trigger].on_return == "watch" and not self.delay:
            return self.env._("Set a delay, or this happens at once, to everyone.")
        return self._find_stage_warning()

    def _find_survey_warning(self):
        survey = self.sudo().survey_id
        if not survey.feedback_question_id:
            return self.env._(
                "“%s” has no cNPS question: its answers are in no score.", survey.title
            )
        return self._find_stage_warning()

    def _find_stage_warning(self):
        if self.trigger_about != "stage":
            return False
        unused = self.stage_ids.filtered(
            lambda stage: (
                stage.job_ids and self.plan_id.job_ids and not stage.job_ids & self.plan_id.job_ids
            )
        )
        if unused:
            return self.env._(
                "No job position of this plan uses the stage “%s”.",
                ", ".join(unused.mapped("name")),
            )
        return False
