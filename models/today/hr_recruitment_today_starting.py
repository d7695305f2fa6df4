from odoo import fields, models

# Days ahead.
NEAR = 7


class HrRecruitmentTodayStarting(models.AbstractModel):
    """New colleagues who begin soon, and those for whom something is late."""

    _inherit = "hr.recruitment.today"

    def _get_starting(self, owner):
        if not self.env["hr.candidate.settings"]._is_used("uses_first_months"):
            return {"count": 0}
        return self._get_section(
            self._get_applicants(),
            [
                ("first_months_date", "!=", False),
                ("refuse_reason_id", "=", False),
                *self._get_of_recruiter(owner),
                "|",
                ("first_months_late", "=", True),
                "&",
                ("first_day", ">=", fields.Date.to_string(self._get_day())),
                ("first_day", "<=", fields.Date.to_string(self._get_day(NEAR))),
            ],
            "first_months_late desc, first_day, id",
            self._say_starting,
            {"action": "hr_recruitment_candidate_experience.action_starting"},
        )

    def _say_starting(self, applicants):
        return [
            {
                **self._describe(applicant),
                "id": applicant.id,
                "text": applicant.first_months_ready or "",
                "date": fields.Date.to_string(applicant.first_day),
                "is_late": applicant.first_months_late,
            }
            for applicant in applicants
        ]
