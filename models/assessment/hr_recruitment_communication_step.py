from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .states import LONGEST_DAYS

TEST = "assessment"


class HrRecruitmentCommunicationStepAssessment(models.Model):
    """A step that sends a test: the email carries the way to it."""

    _inherit = "hr.recruitment.communication.step"

    action = fields.Selection(selection_add=[(TEST, "Candidate test")], ondelete={TEST: "cascade"})
    assessment_survey_id = fields.Many2one(
        "survey.survey",
        "Candidate Test",
        domain=[("survey_type", "in", ("assessment", "custom"))],
        ondelete="restrict",
        help="One of Odoo's surveys, scored or not. No result moves or refuses an application "
        "by itself.",
    )
    assessment_days = fields.Integer(
        "Working Days to Do It",
        default=5,
        help="The candidate has until the end of that day, and is told the date.",
    )
    assessment_reminder_days = fields.Integer(
        "Reminder Before the Deadline (Days)",
        default=2,
        help="One, only if the test is not finished. 0: none.",
    )

    @api.constrains("assessment_days", "assessment_reminder_days")
    def _check_assessment_days(self):
        for step in self:
            if not 1 <= step.assessment_days <= LONGEST_DAYS:
                raise ValidationError(
                    self.env._("A test has a deadline of 1 to %s working days.", LONGEST_DAYS)
                )
            if not 0 <= step.assessment_reminder_days <= LONGEST_DAYS:
                raise ValidationError(
                    self.env._(
                        "A reminder is sent 0 to %s days before the deadline. 0: none.",
                        LONGEST_DAYS,
                    )
                )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Where tests are not used, nobody is offered to send one."""
        found = super().fields_get(allfields, attributes)
        action = found.get("action", {})
        if "selection" in action and not self._sends_tests():
            action["selection"] = [pair for pair in action["selection"] if pair[0] != TEST]
        return found

    @api.model
    def _sends_tests(self):
        return self.env["hr.candidate.settings"]._is_used("uses_assessment")

    def _get_assessment_days(self):
        return max(1, min(self.assessment_days or 5, LONGEST_DAYS))

    def _content_field(self, action=None):
        if (action or self.action) == TEST:
            return "assessment_survey_id"
        return super()._content_field(action)

    def _find_fault(self, action, edited=False):
        if action != TEST:
            return super()._find_fault(action, edited)
        self.ensure_one()
        survey = self.sudo().assessment_survey_id
        if not survey:
            return "no_test", self.env._("Choose a test, or nothing can be sent.")
        if fault := survey._find_test_fault():
            return "no_test", fault
        return super()._find_fault("email", edited) or self._find_link_fault(action, edited)

    def _find_missing_link(self, action, body):
        if action == TEST and "get_test()" not in body:
            return self.env._("The email has no link to the test.")
        return super()._find_missing_link(action, body)

    @api.depends(
        "assessment_survey_id.active",
        "assessment_survey_id.survey_type",
        "assessment_survey_id.question_and_page_ids",
        "assessment_survey_id.users_login_required",
        "assessment_survey_id.access_mode",
        "assessment_survey_id.scoring_type",
        "assessment_survey_id.lang_ids",
    )
    def _compute_warning(self):
        return super()._compute_warning()

    def _find_warning_of_trigger(self):
        if self.action == TEST and (warning := self.assessment_survey_id._find_test_warning()):
            return warning
        return super()._find_warning_of_trigger()

    @api.depends("assessment_survey_id.title")
    def _compute_summary(self):
        return super()._compute_summary()

    def _describe_content(self):
        if self.action == TEST:
            title = self.sudo().assessment_survey_id.title
            return self.env._("test “%s”", title or "…")
        return super()._describe_content()
