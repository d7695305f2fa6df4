from odoo import models

ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentTodayRequests(models.AbstractModel):
    """What candidates ask about their data: the law gives a month for it."""

    _inherit = "hr.recruitment.today"

    def _get_requests(self, owner):
        """Of whoever is responsible for it."""
        domain = [("state", "=", "open")] + ([("user_id", "=", owner.id)] if owner else [])
        return self._get_section(
            self.env["hr.applicant.data.request"],
            domain,
            "date, id",
            self._say_requests,
            {"action": f"{ADDON}.action_data_request"},
        )

    def _say_requests(self, requests):
        kinds = dict(requests._fields["kind"]._description_selection(self.env))
        return [
            {
                **self._describe(request.applicant_id),
                "id": request.id,
                "text": kinds[request.kind],
                "date": str(request.deadline_date),
                "is_late": request.is_overdue,
            }
            for request in requests
        ]
