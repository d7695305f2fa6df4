from odoo import models

from .copy_archive import add_to_copy


class HrApplicantDataRequestScreening(models.Model):
    """What colleagues noted about answers to screening questions is looked through, as their
    notes of interviews are."""

    _inherit = "hr.applicant.data.request"

    def _get_copy(self, applications, items, files):
        copy = super()._get_copy(applications, items, files)
        return {**copy, "screening": applications._get_screening_answers()}

    def _read_copy_for_candidate(self):
        """With the drafts, which are read by the candidate alone."""
        content = super()._read_copy_for_candidate()
        lang = self.applicant_id._get_page_lang()
        applications = self._find_copied_applications().with_context(lang=lang)
        if not (drafts := applications._get_screening_drafts()):
            return content
        page = applications.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.copy_page_drafts", {"drafts": drafts}
        )
        told = [{**draft, "date": draft["date"].isoformat(timespec="seconds")} for draft in drafts]
        return add_to_copy(content, str(page), {"drafts": told})

    def _find_items(self):
        return [
            *super()._find_items(),
            *self._find_screening_notes(self._find_copied_applications()),
        ]

    def _find_screening_notes(self, applications):
        for note in applications.screening_ids.note_ids:
            text = (note.body or "").strip()
            if text:
                yield {
                    "origin": f"{note._name},{note.id}",
                    "kind": "notes",
                    "name": note.user_id.name,
                    "date": note.write_date,
                    "text": text,
                }
