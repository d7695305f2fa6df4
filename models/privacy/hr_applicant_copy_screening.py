from odoo import models

# Bytes of recordings that a copy has at most: all in one file, which people send and open.
MOST_RECORDINGS = 100_000_000


class HrApplicantCopyScreening(models.Model):
    """What the candidate has answered to screening questions is in a copy of the data. The
    file of it can be opened by colleagues: drafts, which nobody here reads, are no part."""

    _inherit = "hr.applicant"

    def _find_shared_files(self):
        return super()._find_shared_files() | self._find_copied_recordings()

    def _find_handed_in(self):
        return self.screening_ids.filtered(lambda screening: screening.state == "done")

    def _find_copied_recordings(self):
        """:return: ``ir.attachment``, as many as fit: the others can be played on the page"""
        files = self._find_handed_in().answer_ids._find_recordings().sorted("id")
        room, chosen = MOST_RECORDINGS, files.browse()
        for file in files:
            if file.file_size <= room:
                room -= file.file_size
                chosen |= file
        return chosen

    def _get_screening_answers(self):
        """:return: list of dicts ``questions``, ``date`` and ``answers``: what was handed in"""
        return self._find_handed_in()._describe_for_copy(self._find_copied_recordings())

    def _get_screening_drafts(self):
        """:return: as above, what was not"""
        drafts = self.screening_ids - self._find_handed_in()
        return drafts._describe_for_copy(self.env["ir.attachment"])


class HrApplicantScreeningCopy(models.Model):
    _inherit = "hr.applicant.screening"

    def _describe_for_copy(self, copied):
        """:param copied: ``ir.attachment`` in the same file
        :return: list of dicts, of those with an answer"""
        copied = set(copied.mapped("res_id"))
        return [
            {
                "questions": screening.set_id.name,
                "date": screening.done_date or screening.write_date,
                "answers": [
                    {
                        "question": answer._say_question(),
                        "answer": answer._say_in_copy(answer.id in copied),
                    }
                    for answer in screening.answer_ids.sorted("sequence")
                    if answer.kind
                ],
            }
            for screening in self
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
