from dataclasses import replace

from odoo import Command, models

from ..batch import get_now
from .candidate_ics import read_organizer, write_calendar
from .told_of_interviews import ANNOUNCING, TAKING_BACK, TELLING

MIMETYPE = "text/calendar"


class HrApplicantCommunicationCalendar(models.Model):
    """The candidate's calendar takes the interview from the mail that tells of it, and
    drops it with the mail after which the candidate does not expect it any more."""

    _inherit = "hr.applicant.communication"

    def _send_email(self, batch):
        batch.files = self._create_calendar_files()
        return super()._send_email(batch)

    def _finish_mail(self, values, batch):
        res = super()._finish_mail(values, batch)
        links = [Command.link(file) for file in batch.files.get(self.id, ())]
        if links:
            values.setdefault("attachment_ids", []).extend(links)
        return res

    def _create_calendar_files(self):
        """:return: dict row id → list of ids of ``ir.attachment``"""
        told = [(row, row.meeting_id, None) for row in self._filter_telling_time()]
        off = [
            (row, meeting, start)
            for row, meetings in self._find_off().items()
            for meeting, start in meetings.items()
        ]
        if not told and not off:
            return {}
        entries = self._prepare_entries(told + off)
        requests, cancels = entries[: len(told)], entries[len(told) :]
        files = self.env["ir.attachment"].create(
            [
                # As Odoo's own: colleagues can open it in the chatter.
                _prepare_file("interview.ics", write_calendar(entry, "REQUEST"), meeting)
                for (_row, meeting, _start), entry in zip(told, requests, strict=True)
            ]
            + [
                # The meeting may be deleted before the mail has left.
                _prepare_file("interview-cancelled.ics", write_calendar(entry, "CANCEL"), row)
                for (row, _meeting, _start), entry in zip(off, cancels, strict=True)
            ]
        )
        found = {}
        for (row, _meeting, _start), file in zip(told + off, files, strict=True):
            found.setdefault(row.id, []).append(file.id)
        return found

    def _filter_telling_time(self):
        telling = self.filtered(lambda row: row.meeting_id and row.step_id.trigger in TELLING)
        return telling.filtered(lambda row: not row.meeting_id._is_told_by_service())

    def _find_off(self):
        """:return: dict row → {meeting: start as the candidate knows it}, of interviews
        to come that the candidate does not expect any more after this mail"""
        trigger = self.step_id.trigger
        if trigger in TAKING_BACK:
            known = {
                row: {row.meeting_id: row.meeting_start}
                for row in self
                if row.meeting_id and row.meeting_start
            }
        elif trigger == "interview_booked":
            known = self._find_expected()
        elif trigger == "refused":
            known = self.filtered(lambda row: not row.applicant_id.keep_meetings)._find_expected()
        else:
            return {}
        meetings = (
            self.env["calendar.event"].sudo().union(*(m for ms in known.values() for m in ms))
        )
        return self._drop_those_that_stand(known, meetings._read_interviews())

    def _find_expected(self):
        """:return: see ``_find_off``, of all interviews that the candidates believe in"""
        ledger = self.env["hr.applicant.communication"].sudo()
        rows = ledger.search(
            [("applicant_id", "in", self.applicant_id.ids), ("meeting_id", "!=", False)]
        )
        told = ledger._find_told(list({(row.applicant_id, row.meeting_id) for row in rows}))
        now = get_now(self.env)
        known = {row: {} for row in self}
        for row in self:
            for (applicant, meeting), start in told.items():
                if applicant == row.applicant_id and start > now:
                    known[row][meeting] = start
        return known

    def _drop_those_that_stand(self, known, interviews):
        """What goes on for the same person stays in the calendar, by whichever of their
        applications: it has one entry for both.

        :param dict interviews: see ``_read_interviews``"""

        def stands(row, meeting):
            found = interviews.get(meeting)
            candidates = found.candidates if found else row.applicant_id.browse()
            if row.step_id.trigger == "refused":
                candidates -= row.applicant_id
            if meeting._is_told_by_service():
                return True
            mine = row.applicant_id & candidates
            return mine or row.applicant_id.partner_id & candidates.partner_id

        return {
            row: {m: start for m, start in meetings.items() if not stands(row, m)}
            for row, meetings in known.items()
        }

    def _prepare_entries(self, parts):
        """:param parts: list of (row, meeting, start as the candidate knows it or None)
        :return: list of ``Entry``"""
        meetings = self.env["calendar.event"].sudo().union(*(part[1] for part in parts))
        words = meetings._find_words_about()
        # Read at once: what is filtered later is read one by one.
        said = self.browse().union(*words.values()).message_id.sudo().attachment_ids
        said.filtered(lambda file: file.mimetype == MIMETYPE).mapped("raw")
        langs = self.applicant_id._get_template_langs(self.step_id.mail_template_id)
        organizers = self.applicant_id.sudo()._get_ics_organizers()
        entries = []
        for row, meeting, start in parts:
            applicant = row.applicant_id.sudo()
            earlier = words.get(meeting.id, self.browse())
            entry = meeting.sudo()._prepare_ics(
                applicant.with_context(lang=langs[applicant.id]),
                meeting._get_ics_sequence(get_now(self.env), earlier),
                earlier._find_organizer(applicant) or organizers[applicant.id],
                start,
            )
            # What was answered was another time.
            asks_anew = row.step_id.trigger in ANNOUNCING
            entries.append(replace(entry, answer="NEEDS-ACTION") if asks_anew else entry)
        return entries

    def _find_organizer(self, applicant):
        """Calendars obey only whoever has invited: the address stays what it was, though
        another colleague writes now.

        :return: (name, address), as these messages have said it last, or None"""
        mine = self.filtered(lambda row: row.applicant_id == applicant)
        files = mine.message_id.sudo().attachment_ids
        for file in files.filtered(lambda f: f.mimetype == MIMETYPE).sorted("id", reverse=True):
            if file.raw and (organizer := read_organizer(file.raw)):
                return organizer
        return None


def _prepare_file(name, content, record):
    """:return: dict of the ``ir.attachment``"""
    return {
        "name": name,
        "mimetype": MIMETYPE,
        "raw": content,
        "res_model": record._name,
        "res_id": record.id,
    }
