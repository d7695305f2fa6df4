from odoo import models


class HrApplicantDataRequestScreening(models.Model):
    """What colleagues noted about answers to screening questions is looked through, as their
    notes of interviews are."""

    _inherit = "hr.applicant.data.request"

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
