from odoo import fields, models

from ..paperwork.states import HANDLER, USES

ADDON = "hr_recruitment_candidate_experience"
# Days after which what was handed in has waited too long.
LATE = 2


class HrRecruitmentTodayPapers(models.AbstractModel):
    """Documents that wait for a check, of everybody whose application the reader has: for who
    handles paperwork."""

    _inherit = "hr.recruitment.today"

    def _get_papers(self, owner):
        used = self.env["hr.candidate.settings"]._is_used(USES)
        if not used or not self.env.user.has_group(HANDLER):
            return {"count": 0}
        return self._get_section(
            self.env["hr.applicant.paperwork"],
            [("state", "=", "handed_in"), ("ended_date", "=", False), *self._get_papers_of(owner)],
            "handed_in_date, id",
            self._say_papers,
            {"action": f"{ADDON}.action_paperwork"},
        )

    def _get_papers_of(self, owner):
        """Somebody checks for all: whoever is HR of a company sees those of all its
        recruiters.

        :return: list, a domain"""
        if not owner:
            return []
        mine = [("user_id", "=", owner.id)]
        companies = self.env.companies.sudo().filtered(
            lambda company: company.candidate_hr_user_id == owner
        )
        if not companies:
            return ["|", *mine, ("user_id", "=", False)]
        return ["|", "|", *mine, ("user_id", "=", False), ("company_id", "in", companies.ids)]

    def _say_papers(self, papers):
        late = self._get_day(-LATE)
        return [
            {
                **self._describe(paper.applicant_id),
                "id": paper.id,
                "text": paper.name,
                "time": fields.Datetime.to_string(paper.handed_in_date),
                "is_late": bool(paper.handed_in_date) and paper.handed_in_date.date() <= late,
            }
            for paper in papers
        ]
