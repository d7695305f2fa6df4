from odoo import fields, models

# An offer that ends tomorrow is worth a call today.
LATE = 1


class HrRecruitmentTodayJobOffers(models.AbstractModel):
    """Our own offers that await an answer, the one that ends first, first. Without their
    terms."""

    _inherit = "hr.recruitment.today"

    def _get_job_offers(self, owner):
        if not self.env["hr.candidate.settings"]._is_used("uses_offers"):
            return {"count": 0}
        return self._get_section(
            self.env["hr.applicant.offer"],
            [("state", "=", "open"), *self._get_of_recruiter(owner)],
            "deadline, id",
            self._say_job_offers,
            {"model": "hr.applicant.offer"},
        )

    def _say_job_offers(self, offers):
        near = self._get_day(LATE)
        return [
            {
                **self._describe(offer.applicant_id),
                "id": offer.applicant_id.id,
                "date": fields.Date.to_string(offer.valid_until),
                "is_late": bool(offer.valid_until) and offer.valid_until <= near,
            }
            for offer in offers
        ]
