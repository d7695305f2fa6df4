from odoo import fields, models

from .states import WAITING

TEST = "assessment"


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
        again = (self - first).filtered(lambda row: row._get_news() == "new")
        for row in again:
            if row.assessment_id.state == "sent" and not row.assessment_id.paused_date:
                row.assessment_id._set_deadline(row.step_id._get_assessment_days())
        self._send_email(batch)
        first._plan_reminders_of_asked()

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

    def _get_asked(self):
        return self.assessment_id if self.action == TEST else super()._get_asked()

    def _get_reminder_days(self):
        if self.action != TEST:
            return super()._get_reminder_days()
        return self.step_id.assessment_reminder_days
