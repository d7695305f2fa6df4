from odoo import fields, models

from ..reputation.review_choices import USES, WAITING

ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentTodayReviews(models.AbstractModel):
    """Employer reviews that wait for an answer, or for somebody to look at them. Of whoever
    is responsible; recruiters have their own."""

    _inherit = "hr.recruitment.today"

    def _get_reviews(self, owner):
        if not self.env["hr.candidate.settings"]._is_used(USES):
            return {"count": 0}
        domain = [("state", "in", list(WAITING))]
        if owner:
            domain.append(("user_id", "=", owner.id))
        return self._get_section(
            self.env["hr.employer.review"],
            domain,
            "answer_deadline, id",
            self._say_reviews,
            {"action": f"{ADDON}.action_employer_review"},
        )

    def _say_reviews(self, reviews):
        states = dict(reviews._fields["state"]._description_selection(self.env))
        today = self._get_day()
        return [
            {
                "id": review.id,
                "name": review.display_name,
                "job": review.job_id.sudo().name or "",
                "text": states[review.state],
                "date": review.answer_deadline and fields.Date.to_string(review.answer_deadline),
                "is_late": bool(review.answer_deadline and review.answer_deadline < today),
                "model": review._name,
            }
            for review in reviews
        ]
