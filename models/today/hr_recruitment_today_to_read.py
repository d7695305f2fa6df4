from odoo import fields, models

ADDON = "hr_recruitment_candidate_experience"
# Days after which what a candidate has sent us has waited too long.
LATE = 2


class HrRecruitmentTodayToRead(models.AbstractModel):
    """What candidates have sent us, and what waits for a person here: answers to read, times
    of which none fits, explanations that nobody has approved. Tests are not among them: their
    result is there when they are handed in, and nobody has to do anything about it."""

    _inherit = "hr.recruitment.today"

    def _get_answers(self, owner):
        if not self.env["hr.candidate.settings"]._is_used("uses_screening"):
            return {"count": 0}
        return self._get_section(
            self.env["hr.applicant.screening"],
            [
                ("state", "=", "done"),
                ("read_date", "=", False),
                ("applicant_id.active", "=", True),
                *self._get_of_recruiter(owner),
            ],
            "done_date, id",
            self._say_answers,
            {"action": f"{ADDON}.action_screening"},
        )

    def _say_answers(self, screenings):
        late = self._get_day(-LATE)
        return [
            {
                **self._describe(screening.applicant_id),
                "id": screening.id,
                "text": screening.set_id.sudo().name or "",
                "time": fields.Datetime.to_string(screening.done_date),
                "is_late": screening.done_date.date() <= late,
            }
            for screening in screenings
        ]

    def _get_bookings(self, owner):
        if not self.env["hr.candidate.settings"]._is_used("uses_booking"):
            return {"count": 0}
        return self._get_section(
            self.env["hr.interview.booking"],
            [("state", "=", "none_fits"), *self._get_of_recruiter(owner)],
            "id",
            self._say_bookings,
            {"action": f"{ADDON}.action_interview_booking"},
        )

    def _say_bookings(self, bookings):
        return [
            {
                **self._describe(booking.applicant_id),
                "id": booking.id,
                "text": booking.none_fits_text or "",
            }
            for booking in bookings
        ]

    def _get_explanations(self, owner):
        """Of refusals that still wait: afterwards it reaches the candidate on their page
        only, whenever somebody approves it."""
        if not self.env["hr.candidate.settings"]._is_used("uses_explanation"):
            return {"count": 0}
        return self._get_section(
            self.env["hr.applicant.explanation"],
            [
                ("state", "=", "draft"),
                ("applicant_id.answer_state", "=", "pending"),
                *([("applicant_id.user_id", "=", owner.id)] if owner else []),
            ],
            "id",
            self._say_explanations,
            {"action": f"{ADDON}.action_explanations"},
        )

    def _say_explanations(self, explanations):
        tomorrow = self._get_start_of_day(1)
        return [
            {
                **self._describe(explanation.applicant_id),
                "id": explanation.id,
                "time": leaves and fields.Datetime.to_string(leaves),
                "is_late": bool(leaves) and fields.Datetime.to_string(leaves) < tomorrow,
            }
            for explanation in explanations
            for leaves in [explanation.refusal_date]
        ]
