from datetime import datetime

from odoo import api, models

from ..batch import get_now
from .candidate_ics import Entry, write_calendar

# What the candidate's calendar has said, as it says it itself.
ANSWERS = {"accepted": "ACCEPTED", "declined": "DECLINED", "tentative": "TENTATIVE"}
# Sequences count seconds from here. They are higher than the minutes of earlier versions
# of ours, and within the integers of RFC 5545 (3.3.8) for longer than since 1970.
BEGINNING = datetime(2020, 1, 1)


class CalendarEventIcs(models.Model):
    """The interview as a file that a telephone puts into its calendar."""

    _inherit = "calendar.event"

    def _get_candidate_ics(self, applicant=None, lang=None):
        """The interview for the candidate's own calendar, as the last message that has
        arrived says it: nothing of what colleagues wrote about it.

        :param applicant: by default the one that the meeting is about
        :param str lang: code of the language, by default that of the candidate's page
        :return: bytes of an iCalendar file
        """
        meeting = self.sudo()
        applicant = (applicant or meeting.applicant_id).sudo()
        applicant = applicant.with_context(lang=lang or applicant._get_page_lang())
        words = meeting._find_words_about().get(meeting.id, applicant.communication_ids[:0])
        mine = words.filtered(lambda row: row.applicant_id == applicant and row.sent_date)
        said = max(mine.mapped("sent_date"), default=get_now(self.env))
        organizer = (
            words._find_organizer(applicant) or applicant._get_ics_organizers()[applicant.id]
        )
        entry = meeting._prepare_ics(applicant, meeting._get_ics_sequence(said, words), organizer)
        return write_calendar(entry, "PUBLISH")

    def _prepare_ics(self, applicant, sequence, organizer, start=None):
        """:param applicant: ``hr.applicant`` in the language of the file
        :param int sequence: see ``_get_ics_sequence``
        :param tuple organizer: (name, address)
        :param datetime start: naive UTC, as the candidate knows it; by default as it was
            confirmed
        :return: ``Entry``
        """
        start = start or self._confirmed("start")
        return Entry(
            uid=f"interview-{self.id}@{self._get_ics_domain()}",
            sequence=sequence,
            stamp=get_now(self.env),
            start=start,
            stop=start + self._get_confirmed_length(),
            allday=self._confirmed("allday"),
            summary=applicant._get_interview_title(),
            place=self._get_ics_place(applicant),
            organizer=organizer,
            attendee=(applicant.partner_name, applicant.email_normalized or ""),
            answer=self._get_ics_answer(applicant),
        )

    def _find_words_about(self):
        """:return: dict meeting id → ``hr.applicant.communication`` that have left or are
        in the outbox, the last one last"""
        ledger = self.env["hr.applicant.communication"].sudo()
        rows = ledger.search(
            [("meeting_id", "in", self.ids), ("state", "in", ("queued", "sent"))], order="id"
        )
        return {meeting.id: found for meeting, found in rows.grouped("meeting_id").items()}

    @api.model
    def _get_ics_sequence(self, said, words):
        """A calendar replaces what it has by what was said later, also within a second.

        :param datetime said: naive UTC, when the message leaves or has arrived
        :param words: see ``_find_words_about``, those before it
        :return: int"""
        return int((said - BEGINNING).total_seconds()) + len(words)

    def _get_ics_answer(self, applicant):
        """:return: PARTSTAT"""
        mine = self.attendee_ids.filtered(lambda guest: guest.partner_id == applicant.partner_id)
        return ANSWERS.get(mine[:1].state, "NEEDS-ACTION")

    def _get_ics_domain(self):
        return self.env["ir.config_parameter"].sudo().get_param("database.uuid", "odoo")

    def _get_ics_place(self, applicant):
        """:return: the link of a video meeting, or the place on one line"""
        kind = self._get_meeting_format()
        if kind == "video":
            return self._confirmed("videocall_location") or ""
        if kind == "phone":
            return ""
        place = self._get_candidate_place(applicant)
        return place["address"] or place["name"]
