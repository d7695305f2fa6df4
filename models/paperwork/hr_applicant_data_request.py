from odoo import models

from ..privacy.copy_archive import add_to_copy


class HrApplicantDataRequestPaperwork(models.Model):
    """What was filled in and handed in is in the candidate's own copy. Colleagues open the
    file of it, too: this is added when the candidate fetches it."""

    _inherit = "hr.applicant.data.request"

    def _read_copy_for_candidate(self):
        content = super()._read_copy_for_candidate()
        lang = self.applicant_id._get_page_lang()
        applications = self._find_copied_applications().with_context(lang=lang)
        papers = [
            {
                "title": paper.name,
                "handed_in": paper.handed_in_date.isoformat(timespec="seconds"),
                "answers": [
                    {"label": each["label"], "value": each["value"]} for each in paper.answers or ()
                ],
                "file": paper.file_name or None,
            }
            for paper in applications.sudo().paperwork_ids
            if paper.handed_in_date
        ]
        if not papers:
            return content
        page = applications.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.copy_page_paperwork", {"papers": papers}
        )
        return add_to_copy(content, str(page), {"paperwork": papers})
