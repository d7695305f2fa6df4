from odoo import models

from ..write_groups import MANAGER

ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentTodayPraise(models.AbstractModel):
    """Thanks of candidates that wait for somebody in HR: to be read, or to be given to whom
    they are for. They are of no recruiter, and nobody else sees them."""

    _inherit = "hr.recruitment.today"

    def _get_praise(self, _owner):
        if not self.env.user.has_group(MANAGER):
            return {"count": 0}
        return self._get_section(
            self.env["hr.candidate.praise"],
            [("state", "in", ("to_read", "to_choose"))],
            "id",
            self._say_praise,
            {"action": f"{ADDON}.action_praise"},
        )

    def _say_praise(self, rows):
        return [
            {
                "id": row.id,
                "applicant_id": False,
                "praise_id": row.id,
                "name": row.display_name,
                "job": row.user_id.name or row.whom or "",
                "text": row.words,
                "phone": "",
                "is_paused": False,
            }
            for row in rows
        ]
