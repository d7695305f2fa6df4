import re

import pytz
from babel.dates import format_datetime

from odoo import api, models
from odoo.tools.misc import babel_locale_parse

from ..batch import get_batch, get_now

# The year at either end of a locale's pattern of a full date.
YEAR = re.compile(r"^y+[\s.,年]*|[\s.,]*('[^']*'[\s.,]*)?y+[\s.,]*$")


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
        """:return: "Thursday, 12 March at 10:00", in the language of the context; the
        time zone is added where the company's is another one"""
        start = self.get_interview_start()
        if not start:
            return ""
        locale = babel_locale_parse(self.env.context.get("lang") or self.env.lang)
        pattern = YEAR.sub("", locale.date_formats["full"].pattern)
        day = format_datetime(start, pattern, start.tzinfo, locale=locale)
        meeting = self.get_interview()
        if meeting and meeting._confirmed("allday"):
            return day
        clock = format_datetime(start, "HH:mm", start.tzinfo, locale=locale)
        company = self.company_id.sudo()
        home = company.resource_calendar_id.tz or company.partner_id.tz
        if home and home != start.tzinfo.zone:
            zone = start.tzinfo.zone.split("/")[-1].replace("_", " ")
            return self.env._(
                "%(day)s at %(time)s (time in %(zone)s)", day=day, time=clock, zone=zone
            )
        return self.env._("%(day)s at %(time)s", day=day, time=clock)

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
        hours, minutes = divmod(round(seconds / 60), 60)
        words = []
        if hours:
            words.append(self.env._("1 hour") if hours == 1 else self.env._("%s hours", hours))
        if minutes:
            words.append(self.env._("%s minutes", minutes))
        return " ".join(words)
