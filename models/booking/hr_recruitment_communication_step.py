from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..interview.meeting_formats import MEETING_FORMATS
from .states import LONGEST, PANELS, SHORTEST

BOOKING = "booking"


class HrRecruitmentCommunicationStepBooking(models.Model):
    """A step that offers times for an interview: the email carries the way to them."""

    _inherit = "hr.recruitment.communication.step"

    action = fields.Selection(
        selection_add=[(BOOKING, "Times for an interview")], ondelete={BOOKING: "cascade"}
    )
    booking_panel = fields.Selection(
        PANELS,
        "Takes Part",
        default="recruiter",
        help="Those of the application and its job position at the time when the step is sent.",
    )
    booking_minutes = fields.Integer("Minutes of the Interview", default=60)
    booking_format = fields.Selection(MEETING_FORMATS, "Format of the Interview", default="on_site")

    @api.constrains("booking_minutes")
    def _check_booking_minutes(self):
        if any(not SHORTEST <= step.booking_minutes <= LONGEST for step in self):
            raise ValidationError(
                self.env._(
                    "An interview takes %(least)s to %(most)s minutes.",
                    least=SHORTEST,
                    most=LONGEST,
                )
            )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Where booking is not used, nobody is offered to send times."""
        found = super().fields_get(allfields, attributes)
        action = found.get("action", {})
        if "selection" in action and not self._offers_times():
            action["selection"] = [pair for pair in action["selection"] if pair[0] != BOOKING]
        return found

    @api.model
    def _offers_times(self):
        return self.env["hr.candidate.settings"]._is_used("uses_booking")

    def _find_panel(self, applicant):
        """:return: (``res.users`` who all take part, list of ``res.users``: one of each)"""
        interviewers = applicant.interviewer_ids or applicant.job_id.interviewer_ids
        recruiter = applicant.user_id or applicant.job_id.user_id
        nobody = self.env["res.users"]
        panel = {
            "recruiter": recruiter,
            "interviewers": interviewers,
            "one_interviewer": nobody,
            "recruiter_one": recruiter,
        }[self.booking_panel or "recruiter"]
        if self.booking_panel not in ("one_interviewer", "recruiter_one"):
            return panel, []
        return panel, [interviewers - panel] if interviewers - panel else []

    def _find_fault(self, action, edited=False):
        if action != BOOKING:
            return super()._find_fault(action, edited)
        self.ensure_one()
        return super()._find_fault("email", edited) or self._find_link_fault(action, edited)

    def _find_missing_link(self, action, body):
        if action == BOOKING and "get_booking()" not in body:
            return self.env._("The email has no link to the times.")
        return super()._find_missing_link(action, body)

    def _describe_content(self):
        if self.action == BOOKING:
            return self.env._("times for an interview of %s minutes", self.booking_minutes)
        return super()._describe_content()

    @api.depends("booking_minutes")
    def _compute_summary(self):
        return super()._compute_summary()
