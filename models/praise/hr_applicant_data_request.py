from odoo import models

from ..privacy.copy_archive import add_to_copy


class HrApplicantDataRequest(models.Model):
    """The copy that the candidate fetches has the thanks that are still known to be theirs.
    The file that is kept until then, which colleagues can open, has not."""

    _inherit = "hr.applicant.data.request"

    def _read_copy_for_candidate(self):
        content = super()._read_copy_for_candidate()
        praise = self._find_copied_applications()._find_praise()
        if not praise:
            return content
        lang = self.applicant_id._get_page_lang()
        parts = [
            {
                "to": row.user_id.name or row.whom or "",
                "words": row.words,
                "leave": row.leave,
                "passed_on": row.passed_on and row.passed_on.isoformat(),
            }
            for row in praise
        ]
        page = (
            self.with_context(lang=lang)
            .env["ir.qweb"]
            ._render("hr_recruitment_candidate_experience.copy_page_praise", {"praise": parts})
        )
        return add_to_copy(content, str(page), {"thanks": parts})
