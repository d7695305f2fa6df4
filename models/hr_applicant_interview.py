import re
from datetime import datetime, time, timedelta

import pytz
from babel.dates import format_datetime

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.misc import babel_locale_parse

# The year at either end of a locale's pattern of a full date.
YEAR = re.compile(r"^y+[\s.,年]*|[\s.,]*('[^']*'[\s.,]*)?y+[\s.,]*$")
# The greeting before days off leaves when people begin to think of going home.
GREETING_HOUR = time(13)


class HrApplicantInterview(models.Model):
    """What happens to interviews becomes promises: booked, moved, cancelled, soon, over.

    Only candidates whose application is open hear of it, and only of interviews that
    are still to come when they are booked or moved.
    """

    _inherit = "hr.applicant"

    told_stage_id = fields.Many2one(
        "hr.recruitment.stage",
        "Stage the Candidate Knows",
        readonly=True,
        copy=False,
        help="The stage that the last message to the candidate was about.",
    )

    @api.model
    def _plan_interviews(self, booked, moved, changed):
        """:param booked, moved, changed: lists of (applicant, meeting); changed is
        the length or the format"""
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger._cancel_of_meetings([*booked, *moved, *changed], "meeting_moved")
        self._plan_meetings(
            ("interview_booked", "interview_before", "interview_after"), booked
        )
        self._plan_meetings(
            ("interview_moved", "interview_before", "interview_after"), moved
        )
        self._plan_meetings(("interview_before", "interview_after"), changed)

    @api.model
    def _plan_cancelled_interviews(self, gone):
        """:param gone: list of (applicant, meeting); what they were told is taken back,
        what they have not heard of yet they never hear"""
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger._cancel_of_meetings(gone, "meeting_gone")
        told = ledger._find_told(gone)
        self._plan_meetings(
            ("interview_cancelled",),
            [pair for pair in gone if pair in told],
            told,
        )

    def _plan_interviews_again(self):
        """The application is open again, or has another plan: the candidates hear what
        has become of the interviews meanwhile, and are prepared for them."""
        if not self:
            return
        now = fields.Datetime.now()
        applicants = self.sudo()
        ledger = self.env["hr.applicant.communication"].sudo()
        rows = ledger.search(
            [("applicant_id", "in", self.ids), ("meeting_id", "!=", False)]
        )
        told = ledger._find_told(
            list({(row.applicant_id, row.meeting_id) for row in rows})
        )
        meetings = self.env["calendar.event"].sudo()
        meetings = meetings.search(
            [("applicant_id", "in", self.ids), ("start", ">", now)]
        ) | rows.meeting_id.filtered(lambda meeting: meeting.start > now)
        coming = [
            (applicant, meeting)
            for meeting, interview in meetings._read_interviews().items()
            for applicant in interview.candidates & applicants
        ]
        known = [pair for pair in coming if pair in told]
        moved = [pair for pair in known if told[pair] != pair[1].start]
        self._plan_cancelled_interviews(list(told.keys() - set(coming)))
        self._plan_interviews(
            booked=[pair for pair in coming if pair not in told],
            moved=moved,
            changed=[pair for pair in known if pair not in moved],
        )

    def _plan_meetings(self, triggers, pairs, told=None):
        """:param told: dict (applicant, meeting) → start that the candidate knows"""
        now = fields.Datetime.now()
        if self._is_silent() or not pairs:
            return
        meetings = {}
        for applicant, meeting in pairs:
            start = (told or {}).get((applicant, meeting), meeting.start)
            if start > now:
                meetings.setdefault(applicant.id, []).append((meeting, start))
        applicants = self.env["hr.applicant"].sudo().browse(meetings)
        applicants.filtered(lambda a: a._is_open())._plan(triggers, meetings, now)

    def _hears_from_plan(self):
        """:return: whether the plan says when an interview is booked"""
        return any(
            step.active
            and step.trigger == "interview_booked"
            and step.action in ("email", "sms")
            for step in self.communication_plan_id.step_ids
        )

    def _iterate_meetings(self, step, meetings):
        for applicant in self:
            for meeting, start in meetings.get(applicant.id, ()):
                if step._applies_to_meeting(meeting):
                    values = {"meeting_id": meeting.id, "meeting_start": start}
                    yield applicant, meeting, start, values

    def _occurrences_interview_booked(self, step, meetings, now):
        cancelled = self._count_said("interview_cancelled", meetings)
        for applicant, meeting, _start, values in self._iterate_meetings(
            step, meetings
        ):
            series = meeting.recurrence_id
            # Of a series, the first one says that it is booked.
            if not series or series.base_event_id == meeting:
                again = cancelled.get((applicant, meeting), 0)
                yield applicant, f"booked:{meeting.id}:{again}", now, values

    def _count_said(self, trigger, meetings):
        """What was said once can be true a second time.

        :return: dict (applicant, meeting) → how often the candidate was told that
        """
        known = {meeting for pairs in meetings.values() for meeting, _start in pairs}
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            ._read_group(
                [
                    ("applicant_id", "in", self.ids),
                    ("meeting_id", "in", [meeting.id for meeting in known]),
                    ("step_id.trigger", "=", trigger),
                    ("state", "in", ("queued", "sent")),
                ],
                ["applicant_id", "meeting_id"],
                ["__count"],
            )
        )
        return {(applicant, meeting): count for applicant, meeting, count in rows}

    def _occurrences_interview_moved(self, step, meetings, now):
        moved = self._count_said("interview_moved", meetings)
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            again = moved.get((applicant, meeting), 0)
            yield applicant, f"moved:{meeting.id}:{start}:{again}", now, values

    def _occurrences_interview_cancelled(self, step, meetings, now):
        cancelled = self._count_said("interview_cancelled", meetings)
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            again = cancelled.get((applicant, meeting), 0)
            yield applicant, f"cancelled:{meeting.id}:{start}:{again}", now, values

    def _occurrences_interview_before(self, step, meetings, now):
        """Candidates are prepared again for another place, link or format."""
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            key = f"before:{meeting.id}:{start}"
            if step.action != "activity":
                key += f":{meeting._get_place_key()}"
            yield applicant, key, start, values

    def _occurrences_interview_after(self, step, meetings, now):
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            yield applicant, f"after:{meeting.id}:{start}", meeting.stop, values

    # Before days off -----------------------------------------------------------------

    @api.model
    def _cron_days_off(self):
        """Once a day: where tomorrow is a day off, those who met us this week are
        wished a good one."""
        now = fields.Datetime.now()
        steps = (
            self.env["hr.recruitment.communication.step"]
            .sudo()
            .search(
                [("trigger", "=", "before_days_off"), ("plan_id.active", "=", True)]
            )
        )
        if not steps:
            return
        week = now - timedelta(days=now.weekday() + 1)
        meetings = self.env["calendar.event"].sudo()
        met = meetings.search(
            [
                ("applicant_id", "!=", False),
                ("start", ">=", week),
                ("start", "<=", now + timedelta(hours=12)),
            ]
        )
        interviews = met._read_interviews().values()
        candidates = self.env["hr.applicant"].sudo()
        candidates = candidates.union(*(one.candidates for one in interviews))
        candidates.filtered(
            lambda a: a._is_open() and a.communication_plan_id in steps.plan_id
        )._plan(("before_days_off",), {}, now)

    def _occurrences_before_days_off(self, step, visits, now):
        days_off = {}
        for applicant in self:
            tz = applicant._get_candidate_tz()
            calendar = step.plan_id._get_calendar(applicant.company_id)
            today = pytz.utc.localize(now).astimezone(tz).date()
            if (calendar, tz) not in days_off:
                days_off[calendar, tz] = calendar._is_working_day(
                    today, tz
                ) and not calendar._is_working_day(today + timedelta(days=1), tz)
            if days_off[calendar, tz]:
                moment = tz.localize(datetime.combine(today, GREETING_HOUR))
                noon = moment.astimezone(pytz.utc).replace(tzinfo=None)
                yield applicant, f"days_off:{today}", max(noon, now)

    # What mail templates say -----------------------------------------------------------

    def _get_message_row(self):
        """:return: the ledger row that is being sent, empty in a preview"""
        rows = self.env.context.get("communication_rows", {})
        return self.env["hr.applicant.communication"].sudo().browse(rows.get(self.id))

    @api.private
    def get_interview(self):
        """:return: the ``calendar.event`` that the message is about, as superuser; where
        it is about none, and in a preview, the next one, or an empty one"""
        row = self._get_message_row()
        if row.meeting_start:
            return row.meeting_id
        coming = [("applicant_id", "=", self.id), ("start", ">", fields.Datetime.now())]
        return self.env["calendar.event"].sudo().search(coming, order="start", limit=1)

    @api.private
    def get_interview_start(self):
        """:return: when it begins, aware, in the candidate's time zone; False if there
        is no interview"""
        row = self._get_message_row()
        start = row.meeting_start or self.get_interview().start
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
        if self.get_interview().allday:
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
        earlier = [("applicant_id", "=", self.id), ("start", "<", naive)]
        return 1 + self.env["calendar.event"].sudo().search_count(earlier)

    # What the candidate has been told ----------------------------------------------------

    def _note_told_stage(self, stage):
        """Written past the ORM: as ``_note_contact``."""
        self.flush_recordset(["told_stage_id"])
        self.env.execute_query(
            SQL(
                "UPDATE hr_applicant SET told_stage_id = %s WHERE id = ANY(%s)",
                stage.id,
                self.ids,
            )
        )
        self.invalidate_recordset(["told_stage_id"], flush=False)

    def _get_told_meetings(self):
        """What delivered messages have said of interviews that are still to come.

        :return: dict ``calendar.event`` (superuser) → start, naive UTC
        """
        self.ensure_one()
        meetings = self.communication_ids.sudo().meeting_id
        told = self.communication_ids.sudo()._find_told(
            [(self.sudo(), meeting) for meeting in meetings], delivered=True
        )
        return {meeting: start for (_applicant, meeting), start in told.items()}
