from datetime import datetime, time, timedelta

from odoo import fields, models

from ..batch import get_now
from ..company.hours import to_utc
from .states import WAITING

TEST = "assessment"
# On the reminder's day, unless it is outside of office hours.
REMINDER_HOUR = 9


class HrApplicantCommunicationAssessment(models.Model):
    """The ``assessment`` action: a test, one reminder, and what is said when its deadline
    was moved."""

    _inherit = "hr.applicant.communication"

    action = fields.Selection(selection_add=[(TEST, "Candidate test")], ondelete={TEST: "cascade"})
    reason = fields.Selection(
        selection_add=[
            ("no_test", "The test cannot be taken"),
            ("tests_off", "Tests are not in use"),
            ("test_over", "The test is finished or over"),
        ]
    )
    assessment_id = fields.Many2one(
        "hr.applicant.assessment",
        "Test Sent",
        technical=True,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="hr_recruitment.group_hr_recruitment_user",
    )

    def _find_obstacle_to_assessment(self):
        if not self.step_id._sends_tests():
            return "skipped", "tests_off"
        over = self.assessment_id and self.assessment_id.state not in WAITING
        # Whoever got the job has nothing to prove, whatever stage sent the test.
        if over or self.applicant_id.outcome == "hired":
            return "cancelled", "test_over"
        return self._find_obstacle_to_email()

    def _send_assessment(self, batch):
        first = self.filtered(lambda row: not row.assessment_id)
        first._create_assessments()
        # Made anew by an outage: the days that the candidate has count from now.
        again = (self - first).filtered(lambda row: not row._is_news_of_test())
        for row in again:
            if row.assessment_id.state == "sent" and not row.assessment_id.paused_date:
                row.assessment_id._set_deadline(row.step_id._get_assessment_days())
        self._send_email(batch)
        first._plan_assessment_reminders()

    def _is_news_of_test(self):
        """:return: whether it reminds of a test, or says that there is more time for it"""
        return self._get_assessment_news() != "new"

    def _get_assessment_news(self):
        """:return: ``new``, ``reminder`` or ``extended``"""
        if self.is_reminder:
            return "reminder"
        return "new" if self == self.assessment_id._find_first_message() else "extended"

    def _create_assessments(self):
        """A participation of Odoo's and a test for each row; whose it is, says the test."""
        if not self:
            return
        survey = self.step_id.assessment_survey_id
        lang = survey._get_feedback_lang(self.applicant_id[:1]._get_candidate_lang())
        lang_id = self.env["res.lang"]._get_data(code=lang).id
        quiet = self.env["survey.user_input"].with_context(
            mail_create_nolog=True, tracking_disable=True
        )
        answers = quiet.sudo().create(
            [
                {
                    "survey_id": survey.id,
                    "lang_id": lang_id,
                    # Drawn for each candidate, where the survey says so.
                    "predefined_question_ids": (
                        survey._prepare_user_input_predefined_questions().ids
                    ),
                }
                for _row in self
            ]
        )
        tests = (
            self.env["hr.applicant.assessment"]
            .sudo()
            .create(
                [
                    {
                        "applicant_id": row.applicant_id.id,
                        "survey_id": survey.id,
                        "user_input_id": answer.id,
                        "extra_percent": row.applicant_id.assessment_extra_percent,
                    }
                    for row, answer in zip(self, answers, strict=True)
                ]
            )
        )
        tests._set_deadline(self.step_id._get_assessment_days())
        for row, test in zip(self, tests, strict=True):
            row.assessment_id = test

    def _plan_assessment_reminders(self):
        """One for the test of each row, some days before the deadline; none where that has
        passed already."""
        fresh = []
        for row in self:
            moment = row._find_reminder_of_test()
            waiting = row.assessment_id.communication_ids.filtered(
                lambda sent: sent.is_reminder and sent.state == "scheduled"
            )
            if moment and waiting:
                waiting.scheduled_date = moment
                waiting._set_next_attempt()
            elif moment:
                test = row.assessment_id
                values = row._prepare_assessment_row(test, moment, f"reminder:{test._get_day()}")
                fresh.append({**values, "is_reminder": True})
        self._schedule(fresh)

    def _find_reminder_of_test(self):
        """:return: naive UTC, or None"""
        days = self.step_id.assessment_reminder_days
        if not days:
            return None
        tz = self.applicant_id._get_candidate_tz()
        day = self.assessment_id._get_day() - timedelta(days=days)
        moment = to_utc(datetime.combine(day, time(REMINDER_HOUR)), tz)
        return moment if moment > get_now(self.env) + timedelta(days=1) else None

    def _prepare_assessment_row(self, test, moment, why):
        """:param str why: makes the occurrence one of its own
        :return: dict, a further message about a test"""
        return self._prepare_further(
            moment,
            occurrence_key=f"test:{test.id}:{why}",
            action=TEST,
            next_attempt=None if self.applicant_id.communication_paused else moment,
            assessment_id=test.id,
        )
