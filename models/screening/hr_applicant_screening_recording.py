import logging
from math import ceil

from odoo import api, models
from odoo.fields import Domain

from ..batch import get_now
from ..in_halves import do_in_halves
from .lengths import find_seconds
from .recordings import ENDINGS, HEAD, PLAYABLE, find_kind, find_mimetype
from .states import MEGABYTE

_logger = logging.getLogger(__name__)
# Recordings that one run of the cron deletes.
BATCH = 200
FIELD = "recording"
# Seconds that nobody counts: a recorder ends a little after it was told to.
SPARE = 15


class HrApplicantScreeningRecording(models.Model):
    """The sound or video of an answer: a file of its own, read with the answer, and gone when
    its time is over."""

    _inherit = "hr.applicant.screening.answer"

    def _find_fault_of_recording(self, content):
        """:param bytes content: of the file
        :return: what is wrong with it (``file_empty``, ``file_large``, ``file_kind``,
            ``file_long``), None if nothing is. A file that does not say how long it is, is
            taken, and colleagues see that."""
        if not content:
            return "file_empty"
        if len(content) > self._get_company()._get_largest_recording():
            return "file_large"
        if not find_mimetype(content[:HEAD]):
            return "file_kind"
        longest = self._get_company().sudo().screening_minutes * 60 + SPARE
        return "file_long" if (find_seconds(content) or 0) > longest else None

    def _get_company(self):
        return self.sudo().company_id or self.env.company

    def _save_recording(self, content):
        """:param bytes content: which ``_find_fault_of_recording`` has nothing against"""
        self.ensure_one()
        self._remove_recording()
        mimetype = find_mimetype(content[:HEAD])
        self.env["ir.attachment"].sudo().create(
            {
                "name": self._name_recording(mimetype),
                "res_model": self._name,
                "res_id": self.id,
                "res_field": FIELD,
                "mimetype": mimetype,
                "raw": content,
            }
        )
        self.write(
            {
                "kind": find_kind(mimetype),
                "text": False,
                "mimetype": mimetype,
                "recording_size": len(content),
                "recording_seconds": ceil(find_seconds(content) or 0),
                "deleted_date": False,
                "deleted_by": False,
            }
        )
        self.invalidate_recordset([FIELD])
        self.screening_id._note_started()

    @api.model
    def _name_recording(self, mimetype):
        """What the candidate called the file may tell more than the answer."""
        return self.env._("Answer") + ENDINGS[mimetype]

    def _find_recordings(self):
        """:return: ``ir.attachment``, as superuser"""
        files = self.env["ir.attachment"].sudo()
        return files.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("res_field", "=", FIELD),
            ]
        )

    def _remove_recording(self):
        self._find_recordings().unlink()
        self.write({"recording_size": 0, "recording_seconds": 0, "mimetype": False})
        self.invalidate_recordset([FIELD])

    def _get_stream(self):
        """:return: ``odoo.http.Stream`` of the recording, None where there is none: whoever
        asks for it was checked. What browsers do not play is downloaded."""
        self.ensure_one()
        file = self._find_recordings()[:1]
        if not file:
            return None
        stream = file._to_http_stream()
        stream.mimetype = self.mimetype
        stream.download_name = f"{self.sequence}{ENDINGS[self.mimetype]}"
        stream.as_attachment = self.mimetype not in PLAYABLE
        stream.public = False
        return stream

    def _say_limit(self):
        """:return: int, megabytes"""
        return self._get_company()._get_largest_recording() // MEGABYTE

    # The end ---------------------------------------------------------------------------

    @api.model
    def _find_expired(self):
        """:return: domain of answers whose recordings are to be deleted"""
        return Domain(
            [
                ("screening_id.keep_until", "<", get_now(self.env)),
                ("recording_size", ">", 0),
            ]
        )

    @api.model
    def _drop_those_over(self):
        """So many in one go; the others in the next one, which follows at once.

        :return: bool, whether there may be more"""
        drafts = self.env["hr.applicant.screening"]._find_drafts_over()
        more = False
        for domain, drop in (
            (self._find_expired(), lambda answers: answers._note_deleted("time")),
            (drafts, lambda answers: answers._clear()),
        ):
            found = self.search(domain, limit=BATCH, order="id")
            do_in_halves(found, drop, type(self)._note_error)
            more |= len(found) == BATCH
        return more

    def _note_error(self, error):
        # The message may quote the candidate's data: the log gets the type only.
        _logger.error("The recording of %s: %s", self, type(error).__name__)
        self.company_id._note_trouble("nightly", self.applicant_id)
