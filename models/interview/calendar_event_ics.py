import pytz
import vobject

from odoo import fields, models

from ..batch import get_now


class CalendarEventIcs(models.Model):
    """The interview as a file that a telephone puts into its calendar."""

    _inherit = "calendar.event"

    def _get_candidate_ics(self, applicant=None, lang=None):
        """The interview for the candidate's own calendar: nothing of what colleagues
        wrote about it.

        :param applicant: by default the one that the meeting is about
        :param str lang: code of the language, by default that of the candidate's page
        :return: bytes of an iCalendar file
        """
        meeting = self.sudo()
        applicant = (applicant or meeting.applicant_id).sudo()
        company = applicant.company_id or self.env.company
        applicant = applicant.with_context(lang=lang or applicant._get_page_lang())
        calendar = vobject.iCalendar()
        calendar.add("method").value = "PUBLISH"
        event = calendar.add("vevent")
        event.add("uid").value = f"interview-{meeting.id}@{self._get_ics_domain()}"
        event.add("dtstamp").value = pytz.utc.localize(get_now(self.env))
        meeting._add_times(event)
        # A calendar replaces what it has by what was said later.
        said = meeting._get_last_word(applicant)
        event.add("sequence").value = str(int(said.timestamp()) // 60 % 10**9)
        event.add("summary").value = applicant.env._(
            "Interview: %(job)s, %(company)s",
            job=applicant.job_id.name or "",
            company=company.name,
        )
        place = meeting._get_ics_place(applicant)
        if place:
            event.add("location").value = place
        return calendar.serialize().encode()

    def _get_last_word(self, applicant):
        """:return: naive UTC, of the message that is being sent, else of the last one
        that has arrived: what was done to the meeting since must not show"""
        said = applicant.communication_ids.filtered(
            lambda row: row.meeting_id == self and row.sent_date
        )
        now = get_now(self.env)
        if applicant._get_message_row():
            return now
        return max(said.mapped("sent_date"), default=now)

    def _add_times(self, event):
        """:param event: ``vobject`` event; a whole day ends with the day after"""
        start, stop = self._confirmed("start"), self._confirmed("stop")
        if not self._confirmed("allday"):
            start = pytz.utc.localize(start)
            event.add("dtstart").value = start
            event.add("dtend").value = start + self._get_confirmed_length()
            return
        after = fields.Date.add(stop.date(), days=1)
        for name, day in ("dtstart", start.date()), ("dtend", after):
            line = event.add(name)
            line.value, line.isNative = f"{day:%Y%m%d}", False
            line.value_param = "DATE"

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
