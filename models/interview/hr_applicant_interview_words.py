import pytz

from odoo import api, models

from ..batch import get_batch, get_now, get_today
from ..rendering.dates_in_words import get_locale, say_day, say_length, say_moment


class HrApplicantInterviewWords(models.Model):
    """What mail templates say of an interview."""

    _inherit = "hr.applicant"

    def _get_message_row(self):
        """:return: the ledger row that is being sent, empty in a preview; what is read
        of it is read for all that are being sent"""
        batch = get_batch(self.env)
        rows = batch.rows if batch else {}
        ledger = self.env["hr.applicant.communication"].sudo()
        return ledger.browse(rows.get(self.id)).with_prefetch(list(rows.values()))

    @api.private
    def get_interview(self):
        """:return: the ``calendar.event`` that the message is about, as superuser; where
        it is about none, and in a preview, the next one, or an empty one"""
        row = self._get_message_row()
        if row.meeting_start:
            return row.meeting_id._as_confirmed()
        now = get_now(self.env)
        coming = self.sudo().interview_ids.filtered(
            lambda meeting: meeting._confirmed("start") > now
        )
        coming = coming.sorted(lambda meeting: meeting._confirmed("start"))
        return coming[:1]._as_confirmed()

    @api.private
    def get_interview_start(self):
        """:return: when it begins, aware, in the candidate's time zone; False if there
        is no interview"""
        row = self._get_message_row()
        meeting = self.get_interview()
        start = row.meeting_start or (meeting and meeting._confirmed("start"))
        tz = self._get_candidate_tz()
        return start and pytz.utc.localize(start).astimezone(tz)

    @api.private
    def get_interview_when(self):
        """:return: "Thursday, March 12 at 10:00 AM", in the language of the context; the
        time zone is named where the clock of the candidate may be another one"""
        return self._say_interview_start(self.get_interview_start())

    @api.private
    def get_interview_when_before(self):
        """:return: when the candidate thinks that it begins, as ``get_interview_when``;
        "" if that is right, or if the candidate has not been told"""
        meeting = self.get_interview()._origin
        before = meeting and self._find_known_start(meeting)
        if not before:
            return ""
        before = pytz.utc.localize(before).astimezone(self._get_candidate_tz())
        words = self._say_interview_start(before)
        return words if words != self.get_interview_when() else ""

    def _find_known_start(self, meeting):
        """:return: naive UTC or None; looked up once for all that are being sent"""
        row, batch = self._get_message_row(), get_batch(self.env)
        if row and batch:
            return batch.told.get(row.id)
        applicant = self._origin
        told = self.env["hr.applicant.communication"].sudo()._find_told([(applicant, meeting)])
        return told.get((applicant, meeting))

    def _say_interview_start(self, start):
        """:param start: aware, in the candidate's time zone, or False"""
        if not start:
            return ""
        meeting = self.get_interview()
        if meeting and meeting._confirmed("allday"):
            return say_day(start, get_locale(self.env), get_today(self.env))
        country = meeting._find_country_to_come_to() if meeting else None
        return self._name_zone(say_moment(self.env, start), start, country)

    def _get_interview_title(self):
        """:return: what the interview is called in the candidate's calendar"""
        company = self.company_id or self.env.company
        return self.env._(
            "Interview: %(job)s, %(company)s", job=self.job_id.name or "", company=company.name
        )

    @api.private
    def get_interview_number(self):
        """:return: 1 if it is the first interview of the application"""
        start = self.get_interview_start()
        if not start:
            return 1
        naive = start.astimezone(pytz.utc).replace(tzinfo=None)
        starts = [m._confirmed("start") for m in self.sudo().interview_ids]
        return 1 + sum(earlier < naive for earlier in starts)

    @api.private
    def get_interview_duration(self):
        """:return: "1 hour 30 minutes", or "" where the length says nothing"""
        meeting = self.get_interview()
        if not meeting or meeting._confirmed("allday"):
            return ""
        seconds = meeting._get_confirmed_length().total_seconds()
        return say_length(round(seconds / 60), get_locale(self.env))
