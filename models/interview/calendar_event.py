from typing import NamedTuple
from zlib import crc32

from odoo import api, fields, models

from ..batch import get_now
from ..inside import get_inside
from .meeting_formats import MEETING_FORMATS

# What decides whether something happened to an interview.
WATCHED = {
    "start",
    "stop",
    "start_date",
    "stop_date",
    "allday",
    "duration",
    "active",
    "applicant_id",
    "partner_ids",
    "attendee_ids",
    "meeting_format",
    "videocall_location",
    "videocall_source",
    "access_token",
    "work_location_id",
    "location",
    "user_id",
    "interview_missed",
}


class Interview(NamedTuple):
    """What candidates need to know of a meeting."""

    candidates: models.BaseModel
    start: object
    stop: object
    place: int


class CalendarEvent(models.Model):
    """A meeting with a candidate is an interview, however it is made: what happens to
    it becomes communications (see ``hr.applicant``). Colleagues who meet about a candidate
    without the candidate have a meeting like any other."""

    _inherit = "calendar.event"

    meeting_format = fields.Selection(
        MEETING_FORMATS,
        string="Interview Format",
        help="Empty: video if there is a link, else on site.",
    )
    work_location_id = fields.Many2one(
        "hr.work.location",
        string="Meeting Place",
        help="Empty: where the job position is.",
    )
    interview_missed = fields.Boolean(
        "Did Not Take Place",
        copy=False,
        groups="base.group_user",
        help="The candidate did not come, or the interview was called off at the last "
        "minute: nobody thanks for it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(self._drop_foreign_agendas(vals_list))
        events._review_changes({}, {})
        events._plan_interviews({})
        return events

    def write(self, vals):
        if not WATCHED & vals.keys():
            return super().write(vals)
        before, kept = self._read_interviews(), self._read_kept()
        res = super().write(vals)
        self._review_changes(before, kept)
        self._plan_interviews(before)
        return res

    def _follow_guests(self, before, kept):
        """Guests were changed from their contacts.

        :param dict before: see ``_read_interviews``
        :param dict kept: see ``_read_kept``
        """
        meetings = self.exists()
        meetings.invalidate_recordset(["partner_ids"])
        meetings._review_changes(before, kept)
        meetings._plan_interviews(before)

    def unlink(self):
        """One that a candidate believes in is archived only: the candidate's page goes
        on showing it until a message says that it is cancelled, and gives nothing away
        where a no is on its way instead. So is one that is not theirs to cancel."""
        believed = self._find_believed() | self._find_foreign() | self._find_held()
        # Odoo deletes what is left of a series with each write, also if nothing is.
        if shown := believed.filtered("active"):
            shown.write({"active": False})
        deleted = self - believed
        pairs = [
            (applicant, meeting)
            for meeting, interview in deleted._read_interviews().items()
            for applicant in interview.candidates
        ]
        self.env["hr.applicant"].sudo()._plan_cancelled_interviews(pairs)
        return super(CalendarEvent, deleted).unlink()

    def _message_sms_with_template(self, *args, partner_ids=False, **kwargs):
        """Reminders by SMS are for those whom the calendar tells."""
        if self.applicant_id and partner_ids:
            told = self._find_guests_told_by_plan()
            partner_ids = [guest for guest in partner_ids if guest not in told.ids]
            if not partner_ids:
                return self.env["mail.message"]
        return super()._message_sms_with_template(*args, partner_ids=partner_ids, **kwargs)

    def _message_get_default_recipients(self, *args, **kwargs):
        found = super()._message_get_default_recipients(*args, **kwargs)
        if get_inside(self.env, "plan_tells_of_cancelling"):
            for meeting in self.filtered("applicant_id"):
                told = meeting._find_guests_told_by_plan()
                guests = found[meeting.id].get("partner_ids", [])
                found[meeting.id]["partner_ids"] = [
                    guest for guest in guests if guest not in told.ids
                ]
        return found

    def _find_guests_told_by_plan(self):
        """:return: ``res.partner``, the candidates whom the calendar does not tell"""
        return self.attendee_ids.filtered(lambda guest: guest._is_told_by_plan()).partner_id

    # Interviews -----------------------------------------------------------------------

    def _read_interviews(self):
        """:return: dict event → ``Interview``, of those that are interviews, as they
        were confirmed (see ``_confirmed``)"""
        return {
            meeting: Interview(
                candidates,
                meeting._confirmed("start"),
                meeting._confirmed("stop"),
                meeting._get_place_key(),
            )
            for meeting, candidates in self._find_candidates().items()
        }

    def _find_candidates(self, confirmed=True):
        """:param bool confirmed: see ``_confirmed``; else as the meetings are
        :return: dict event → ``hr.applicant`` whom it is an interview with"""

        def read(meeting, name):
            return meeting._confirmed(name) if confirmed else meeting[name]

        meetings = self.sudo().filtered(
            lambda m: (
                read(m, "applicant_id") and read(m, "active") and not read(m, "interview_missed")
            )
        )
        if not meetings:
            return {}
        guests = {meeting: read(meeting, "partner_ids") for meeting in meetings}
        applicants = {meeting: read(meeting, "applicant_id") for meeting in meetings}
        others = self._find_other_candidates(guests, applicants)
        found = {}
        for meeting, applicant in applicants.items():
            partner, invited = applicant.partner_id, guests[meeting]
            if partner and partner not in invited:
                continue
            found[meeting] = applicant | others.filtered(
                lambda a, job=applicant.job_id, me=partner, guests=invited: (
                    a.partner_id in guests and a.job_id == job and a.partner_id != me
                )
            )
        return found

    def _find_invited(self):
        """:return: (``hr.applicant`` that it is about, ``res.partner`` who are invited
        and have not declined); both empty if it does not take place"""
        applicant = self._confirmed("applicant_id")
        if self._confirmed("interview_missed") or not self._confirmed("active"):
            return applicant.browse(), self.env["res.partner"]
        declined = self.attendee_ids.filtered(lambda a: a.state == "declined")
        return applicant, self._confirmed("partner_ids") - declined.partner_id

    def _find_believed(self):
        """:return: those still to come that a candidate has been told of, and does not
        know to be off"""
        now = get_now(self.env)
        told = self.env["hr.applicant.communication"].sudo()._find_told_of(self)
        believed = {
            meeting.id
            for (applicant, meeting), start in told.items()
            if start > now and applicant.answer_state != "told"
        }
        return self.filtered(lambda meeting: meeting.id in believed)

    def _find_other_candidates(self, guests, applicants):
        """Who else is invited with an open application for the same job position.

        :param dict guests: event → ``res.partner``
        :param dict applicants: event → ``hr.applicant``
        """
        partners = self.env["res.partner"].sudo().union(*guests.values())
        mains = self.env["hr.applicant"].sudo().union(*applicants.values())
        guests = (partners - mains.partner_id).filtered("partner_share")
        jobs = mains.job_id
        if not guests or not jobs:
            return self.env["hr.applicant"].sudo()
        return (
            self.env["hr.applicant"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", guests.ids),
                    ("job_id", "in", jobs.ids),
                    ("refuse_reason_id", "=", False),
                    ("talent_pool_ids", "=", False),
                ]
            )
        )

    def _plan_interviews(self, before):
        """Compare with ``before``, meeting by meeting, and plan what follows.

        :param dict before: event → ``Interview``
        """
        now = self._read_interviews()
        booked, moved, changed, gone = [], [], [], []
        for meeting in self.sudo():
            old, new = before.get(meeting), now.get(meeting)
            were = old.candidates if old else self.env["hr.applicant"]
            are = new.candidates if new else self.env["hr.applicant"]
            booked += [(applicant, meeting) for applicant in are - were]
            gone += [(applicant, meeting) for applicant in were - are]
            stayed = [(applicant, meeting) for applicant in are & were]
            if old and new and old.start != new.start:
                moved += stayed
            elif old and new and old != new:
                changed += stayed
        applicants = self.env["hr.applicant"].sudo()
        applicants._plan_cancelled_interviews(gone)
        applicants._plan_interviews(booked, moved, changed)
        self._watch_missing(now)

    def _get_meeting_format(self):
        """:return: ``on_site``, ``video`` or ``phone``"""
        return self._confirmed("meeting_format") or (
            "video" if self._confirmed("videocall_location") else "on_site"
        )

    def _get_place_key(self):
        """:return: int, another one for another format, link or place"""
        kind = self._get_meeting_format()
        place = {
            "video": self._confirmed("videocall_location") or "",
            "on_site": f"{self._confirmed('work_location_id').id} "
            f"{self._confirmed('location') or ''}",
            "phone": "",
        }
        return crc32(f"{kind} {place[kind]}".encode())
