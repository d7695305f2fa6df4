from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..batch import get_batch
from .states import LONGEST_DAYS, USES

SCREENING = "screening"


class HrRecruitmentCommunicationStepScreening(models.Model):
    """A step that asks screening questions: the email carries the way to them."""

    _inherit = "hr.recruitment.communication.step"

    action = fields.Selection(
        selection_add=[(SCREENING, "Screening questions")], ondelete={SCREENING: "cascade"}
    )
    screening_set_id = fields.Many2one(
        "hr.screening.set",
        "Screening Questions",
        ondelete="restrict",
        help="Leave empty for those of the job position.",
    )
    screening_days = fields.Integer(
        "Working Days to Answer",
        default=5,
        help="The candidate has until the end of that day, and is told the date. Later answers are "
        "possible until there is a decision.",
    )
    screening_reminder_days = fields.Integer(
        "Reminder Before the Day (Days)",
        default=2,
        help="One, only if the answers are not handed in. 0: none.",
    )

    @api.constrains("screening_days", "screening_reminder_days")
    def _check_screening_days(self):
        for step in self:
            if not 1 <= step.screening_days <= LONGEST_DAYS:
                raise ValidationError(
                    self.env._("Candidates have 1 to %s working days to answer.", LONGEST_DAYS)
                )
            if not 0 <= step.screening_reminder_days <= LONGEST_DAYS:
                raise ValidationError(
                    self.env._(
                        "A reminder is sent 0 to %s days before the answers are due. 0: none.",
                        LONGEST_DAYS,
                    )
                )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Where screening questions are not used, nobody is offered to ask them."""
        found = super().fields_get(allfields, attributes)
        action = found.get("action", {})
        if "selection" in action and not self._asks_screening():
            action["selection"] = [pair for pair in action["selection"] if pair[0] != SCREENING]
        return found

    @api.model
    def _asks_screening(self):
        return self.env["hr.candidate.settings"]._is_used(USES)

    def _get_screening_days(self):
        return max(1, min(self.screening_days or 5, LONGEST_DAYS))

    def _find_screening_set(self, applicant):
        """:return: ``hr.screening.set``, as superuser; may be empty. Looked up once for all
        of a run that share company and job position"""
        own = self.sudo().screening_set_id
        if own:
            return own
        batch = get_batch(self.env)
        known = batch.blocks.setdefault("screening_sets", {}) if batch else {}
        company, job = applicant.company_id, applicant.job_id
        key = company.id, job.id
        if key not in known:
            known[key] = own._find_set(company, job).id
        return own.browse(known[key])

    def _find_fault(self, action, edited=False):
        if action != SCREENING:
            return super()._find_fault(action, edited)
        self.ensure_one()
        questions = self.sudo().screening_set_id
        if questions and (fault := questions._find_fault()):
            return "no_screening", fault
        return super()._find_fault("email", edited) or self._find_link_fault(action, edited)

    def _find_missing_link(self, action, body):
        if action == SCREENING and "get_screening()" not in body:
            return self.env._("The email has no link to the questions.")
        return super()._find_missing_link(action, body)

    @api.depends("screening_set_id.active", "screening_set_id.question_ids.active")
    def _compute_warning(self):
        return super()._compute_warning()

    @api.depends("screening_set_id.name")
    def _compute_summary(self):
        return super()._compute_summary()

    def _describe_content(self):
        if self.action != SCREENING:
            return super()._describe_content()
        questions = self.sudo().screening_set_id
        if questions:
            return self.env._("screening questions “%s”", questions.name)
        return self.env._("the screening questions of the job position")
