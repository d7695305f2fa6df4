from base64 import b64decode

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
        handed_in = (
            applications.sudo()
            .with_context(bin_size=False)
            .paperwork_ids.filtered("handed_in_date")
        )
        papers = [
            {
                "title": paper.name,
                "handed_in": paper.handed_in_date.isoformat(timespec="seconds"),
                "answers": [
                    {"label": each["label"], "value": each["value"]} for each in paper.answers or ()
                ],
                "file": _name_file(paper),
                "file_name": paper.file_name or None,
            }
            for paper in handed_in
        ]
        if not papers:
            return content
        page = applications.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.copy_page_paperwork", {"papers": papers}
        )
        files = [(_name_file(p), b64decode(p.file)) for p in handed_in if p.file]
        return add_to_copy(content, str(page), {"paperwork": papers}, files)


def _name_file(paper):
    """:return: str, where it stands in the archive, None without a file"""
    return f"papers/{paper.id}/{paper.file_name}" if paper.file else None
