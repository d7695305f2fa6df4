from ast import literal_eval
from datetime import timedelta

from odoo import fields, models

from ..batch import get_now


class HrApplicantCommunicationSurvey(models.Model):
    """The ``survey`` action: invitations to give feedback, and one reminder."""

    _inherit = "hr.applicant.communication"

    action = fields.Selection(selection_add=[("survey", "Survey")], ondelete={"survey": "cascade"})
    reason = fields.Selection(
        selection_add=[
            ("reminder", "Reminder, unless the candidate has answered by then"),
            ("reminder_all", "Reminder; as the survey is anonymous, everybody gets it"),
            ("answered", "The candidate has answered already"),
            ("opted_out", "The candidate does not want surveys"),
            ("internal", "A colleague who applied is not asked"),
            ("recently_asked", "Was asked for feedback recently"),
            ("not_told", "The candidate has not been told the decision yet"),
            ("no_survey", "The survey is missing or archived"),
        ]
    )
    is_reminder = fields.Boolean(
        "Reminder", readonly=True, help="Of a survey that was sent before, and is still open."
    )
    survey_input_id = fields.Many2one(
        "survey.user_input",
        "Invitation",
        technical=True,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="hr_recruitment_candidate_experience.group_experience_manager",
    )

    def _find_obstacle_to_survey(self):
        survey = self.step_id.survey_id
        if not survey or not survey.active:
            return "failed", "no_survey"
        if not self.step_id.mail_template_id:
            return "failed", "no_content"
        invitation = self.survey_input_id
        if self.is_reminder:
            if not invitation or invitation._needs_no_reminder():
                return "cancelled", "answered"
            if self.applicant_id.feedback_opt_out:
                return "skipped", "opted_out"
        if invitation.feedback_next_id:
            return "cancelled", "newer_survey"
        return self._find_obstacle_to_email()

    def _send_survey(self, batch):
        first = self.filtered(lambda row: not row.survey_input_id)
        first._create_invitations()
        batch.invitations = {row.applicant_id.id: row.survey_input_id.id for row in self}
        # Templates that people have edited read this key.
        reminder = self[0].is_reminder and self._get_anonymity()
        self.with_context(feedback_reminder=reminder)._send_email(batch)
        first._plan_reminders(batch)

    def _get_anonymity(self):
        """:return: the strictest anonymity that these candidates were promised"""
        promised = self.survey_input_id.mapped("feedback_anonymity")
        return "anonymous" if "anonymous" in promised else promised[0]

    def _create_invitations(self):
        """One invitation per row, in the candidate's language."""
        if not self:
            return
        now = get_now(self.env)
        survey = self.step_id.survey_id
        lang = self.applicant_id[:1]._get_candidate_lang()
        if lang not in survey.lang_ids.mapped("code"):
            lang = self.applicant_id[:1]._get_page_lang()
        lang = survey._get_feedback_lang(lang)
        values = {
            "survey_id": survey.id,
            "lang_id": self.env["res.lang"]._get_data(code=lang).id,
            "deadline": now + timedelta(days=self.company_id.feedback_deadline_days or 14),
            "feedback_anonymity": self.step_id.survey_anonymity,
            "predefined_question_ids": survey.question_ids.ids,
        }
        invitations = (
            self.env["survey.user_input"]
            .with_context(mail_create_nolog=True, tracking_disable=True)
            .create([dict(values) for _row in self])
        )
        for row, invitation in zip(self, invitations, strict=True):
            row.survey_input_id = invitation
        self._close_earlier()
        self.applicant_id._note_asked(now)

    def _plan_reminders(self, batch):
        planned, opens = [], {}
        for row in self:
            company, applicant = row.company_id, row.applicant_id
            days = company.feedback_reminder_days
            if not days or days >= company.feedback_deadline_days:
                continue
            calendar = row.step_id.plan_id._get_calendar(company)
            key = calendar, company, days, applicant._get_candidate_tz()
            if key not in opens:
                later = batch.now + timedelta(days=days)
                opens[key] = calendar._next_office_time(later, key[-1])
            planned.append(row._prepare_reminder(opens[key]))
        self._schedule(planned)

    def _get_reason_of_reminder(self):
        return "reminder_all" if self._get_anonymity() == "anonymous" else "reminder"

    def _prepare_reminder(self, moment):
        return self._prepare_further(
            moment,
            occurrence_key=f"{self.occurrence_key}:reminder",
            is_reminder=True,
            action="survey",
            reason=self._get_reason_of_reminder(),
            survey_input_id=self.survey_input_id.id,
        )

    def _finish_mail(self, values, batch):
        """The opt-out that mail programs show beside the sender (RFC 8058)."""
        super()._finish_mail(values, batch)
        if self.step_id.action != "survey":
            return
        headers = literal_eval(values.get("headers") or "{}")
        headers["List-Unsubscribe"] = f"<{self.applicant_id.get_feedback_url()}/stop>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        values["headers"] = repr(headers)
