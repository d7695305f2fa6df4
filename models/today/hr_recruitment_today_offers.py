from odoo import fields, models

# Who has to answer somebody else tomorrow is told today.
LATE = 1


class HrRecruitmentTodayOffers(models.AbstractModel):
    """Candidates who have to answer somebody else, the first one first."""

    _inherit = "hr.recruitment.today"

    def _get_offers(self, owner):
        if not self.env["hr.candidate.settings"]._is_used("uses_preferences"):
            return {"count": 0}
        return self._get_section(
            self._get_applicants(),
            [
                ("other_offer_date", ">=", fields.Date.to_string(self._get_day())),
                ("outcome", "=", "ongoing"),
                ("active", "=", True),
                ("talent_pool_ids", "=", False),
                *self._get_of_recruiter(owner),
            ],
            "other_offer_date, id",
            self._say_offers,
            {"model": "hr.applicant", "context": {"active_test": False}},
        )

    def _say_offers(self, applicants):
        near = self._get_day(LATE)
        return [
            {
                **self._describe(applicant),
                "id": applicant.id,
                "date": fields.Date.to_string(applicant.other_offer_date),
                "is_late": applicant.other_offer_date <= near,
            }
            for applicant in applicants
        ]
