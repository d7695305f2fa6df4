from odoo import models

# Bytes of recordings that a copy has at most: all in one file, which people send and open.
MOST_RECORDINGS = 100_000_000


class HrApplicantCopyScreening(models.Model):
    """What the candidate has answered to screening questions, drafts among it, is in a copy of
    the data."""

    _inherit = "hr.applicant"

    def _find_shared_files(self):
        return super()._find_shared_files() | self._find_copied_recordings()

    def _find_copied_recordings(self):
        """:return: ``ir.attachment``, as many as fit: the others can be played on the page"""
        files = self.screening_ids.answer_ids._find_recordings().sorted("id")
        room, chosen = MOST_RECORDINGS, files.browse()
        for file in files:
            if file.file_size <= room:
                room -= file.file_size
                chosen |= file
        return chosen

    def _get_given_feedback(self):
        return super()._get_given_feedback() + self._get_screening_answers()

    def _get_screening_answers(self):
        """:return: list of (title, datetime, list of (question, answer)), as of feedback"""
        copied = set(self._find_copied_recordings().mapped("res_id"))
        return [
            (
                screening.set_id.name,
                screening.done_date or screening.write_date,
                [
                    (answer._say_question(), answer._say_in_copy(answer.id in copied))
                    for answer in screening.answer_ids.sorted("sequence")
                    if answer.kind
                ],
            )
            for screening in self.screening_ids
            if any(screening.answer_ids.mapped("kind"))
        ]


class HrApplicantScreeningAnswerCopy(models.Model):
    _inherit = "hr.applicant.screening.answer"

    def _say_in_copy(self, is_copied):
        """:param bool is_copied: whether the recording is in the same file"""
        if self.kind == "text":
            return self.text
        if not self.recording_size or is_copied:
            return self._say_summary()
        return self.env._("%s, too large for this file: you find it on your page", self.summary)
