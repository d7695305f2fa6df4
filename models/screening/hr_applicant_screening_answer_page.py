from odoo import models

from .recordings import PLAYABLE
from .states import RECORDED


class HrApplicantScreeningAnswerPage(models.Model):
    """What candidates are shown of one question and their own answer."""

    _inherit = "hr.applicant.screening.answer"

    def _describe_on_page(self):
        return {
            "id": self.id,
            "number": self.sequence,
            "question": self._say_question(),
            "hint": self._get_hint(),
            "kind": self.kind,
            "text": self.text,
            "size": max(1, round(self.recording_size / 1_000_000)),
            "has_recording": self.kind in RECORDED and bool(self.recording_size),
            "is_playable": self.mimetype in PLAYABLE,
            "deleted": self.deleted_date
            and self.screening_id._say_moment_on_page(self.deleted_date),
        }
