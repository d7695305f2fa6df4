from odoo import models

from ..privacy.copy_archive import add_to_copy
from .preferences import ADJUSTMENT


class HrApplicantDataRequest(models.Model):
    """The copy that the candidate fetches has what they need, too. The file that is kept
    until then, which colleagues can open, has not."""

    _inherit = "hr.applicant.data.request"

    def _read_copy_for_candidate(self):
        content = super()._read_copy_for_candidate()
        told = (
            self.env[ADJUSTMENT]
            .sudo()
            .search([("applicant_id", "in", self._find_copied_applications().ids)], order="id")
        )
        if not told:
            return content
        mine = self.with_context(lang=self.applicant_id._get_page_lang())
        parts = [
            {
                "told": adjustment.told_date.isoformat(timespec="seconds") + "Z",
                "need": adjustment.need,
                "arranged": adjustment.state == "arranged",
                "reply": adjustment.reply or "",
            }
            for adjustment in told
        ]
        page = mine.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.copy_page_adjustments", {"adjustments": parts}
        )
        return add_to_copy(content, str(page), {"adjustments": parts})
