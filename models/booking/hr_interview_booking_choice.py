from datetime import timedelta

from odoo import Command, fields, models
from odoo.tools import format_datetime

from ..batch import get_now
from .free_times import Wish
from .fresh import read_anew
from .states import CHOOSABLE

# How long a time that is shown can be chosen, though the notice has begun meanwhile.
TIME_TO_READ = timedelta(hours=1)
# Of advisory locks: an offer, and a person.
OFFER, PERSON = 1_190_001, 1_190_002


class HrInterviewBookingChoice(models.Model):
    """A time is chosen, moved or given back. Two who want the last one press one after
    the other: the second is told."""

    _inherit = "hr.interview.booking"

    # Times -----------------------------------------------------------------------------

    def _get_wish(self, start=None, invited=None):
        """:param datetime start: naive UTC, of the one time that is looked at
        :param tuple invited: see ``_read_invited``, where that was read already
        :return: ``Wish``"""
        booking, rules, now = self.sudo(), self._get_rules(), get_now(self.env)
        since = now + timedelta(hours=rules.notice_hours)
        until = now + timedelta(days=rules.horizon_days)
        if start:
            # The page may have been read for a while.
            since = max(now, since - TIME_TO_READ)
            since, until = max(since, start), min(until, start)
        panel, seats = invited or self._read_invited()
        return Wish(
            company_id=self._get_company().id,
            panel=panel,
            seats=seats,
            minutes=booking.minutes,
            rules=rules,
            since=since,
            until=until,
            partner_id=booking.applicant_id.partner_id.id or 0,
            ignored=tuple(booking.meeting_id.ids),
            with_lunch=booking._has_lunch(),
        )

    def _has_lunch(self):
        return "lunch" in (kind for kind, _minutes in self._get_agenda())

    def _get_agenda(self):
        """:return: list of (kind, minutes) of what is done on site"""
        if self.meeting_format != "on_site":
            return []
        lines = self.sudo().job_id.interview_agenda_ids
        return [(line.kind, line.duration_minutes) for line in lines]

    def _find_times(self, start=None, recent=False, invited=None):
        """:param: see ``_get_wish``, and ``_find_times`` of ``hr.interview.free.times``
        :return: list of (start, tuple of ids of users), see there; empty where one of the
            panel is gone"""
        wish = self._get_wish(start, invited)
        if wish.until < wish.since:
            return []
        return self.env["hr.interview.free.times"]._find_times(wish, recent)

    # Limits ----------------------------------------------------------------------------

    def _may_choose(self):
        """As far as the candidate knows: while a refusal waits, times go on being offered.

        :return: whether a time may be chosen, for the first time"""
        self.ensure_one()
        if self.state not in CHOOSABLE or self.applicant_id._get_page_state() != "ongoing":
            return False
        return bool(self.paused_date) or not self.deadline or self.deadline >= get_now(self.env)

    def _may_change(self):
        """:return: whether the candidate may still move or cancel what was chosen"""
        self.ensure_one()
        if self.state != "booked" or self.applicant_id._get_page_state() != "ongoing":
            return False
        # One that a colleague has cancelled is shown until a message says so.
        stands = self.meeting_id.sudo()._confirmed("active") if self.meeting_id else False
        return stands and not self._is_near()

    def _is_near(self):
        """:return: whether it is too late to change the interview on the page"""
        start = self._get_known_start()
        limit = timedelta(hours=self._get_rules().change_hours)
        return not start or get_now(self.env) + limit > start

    def _may_move(self):
        return self._may_change() and self.moves < self._get_rules().moves_allowed

    def _get_known_start(self):
        """:return: naive UTC, when the interview is as the candidate knows it: chosen here,
        or told by a message since; None where it is none any more"""
        return self.applicant_id._get_told_meetings().get(self.meeting_id.sudo())

    def _is_as_chosen(self):
        """:return: whether nobody has moved the interview since"""
        return bool(self.meeting_id) and (
            self.meeting_id.sudo()._confirmed("start") == self.chosen_start
        )

    # Pressed ---------------------------------------------------------------------------

    def _choose(self, start):
        """Book the interview, or move it.

        :param datetime start: naive UTC
        :return: ``booked``, ``taken``: somebody was quicker, or ``gone``: nothing may be
            chosen any more"""
        self.ensure_one()
        self._lock()
        self.env["hr.interview.free.times"]._forget_recent()
        with read_anew(self) as fresh:
            if fresh.state == "booked" and fresh.chosen_start == start:
                return "booked"
            if not (fresh._may_choose() or fresh._may_move()):
                return "gone"
            found = dict(fresh._find_times(start)).get(start)
        if not found:
            return "taken"
        people = self.env["res.users"].sudo().browse(found)
        if self.state == "booked":
            self._move(start, people)
        else:
            self._book(start, people)
        return "booked"

    def _lock(self):
        """Whoever wants the same person waits for the end of our transaction. In one order,
        so that nobody waits in a circle."""
        keys = [(OFFER, self.id), *((PERSON, user) for user in self._get_wish().everybody)]
        for kind, number in keys:
            self.env.cr.execute("SELECT pg_advisory_xact_lock(%s, %s)", (kind, number))

    def _book(self, start, people):
        applicant = self.applicant_id
        meeting = self._act_as_recruiter(self.env["calendar.event"]).create(
            self._prepare_meeting(start, people)
        )
        if self.meeting_format == "video" and not self.videocall_location:
            meeting._set_discuss_videocall_location()
        meeting.attendee_ids.filtered(
            lambda guest: guest.partner_id == applicant.partner_id
        ).state = "accepted"
        self.write({"state": "booked", "meeting_id": meeting.id, "chosen_start": start, "moves": 0})
        self._log_choice()
        if not applicant._is_open():
            self._raise_todo(type(self)._say_booked_though_closed)

    def _act_as_recruiter(self, records):
        """:return: the records in the words and on the clock of whose meeting it is: the
        page is the candidate's"""
        user = self._get_organizer()
        return records.sudo().with_context(
            lang=user.lang or self.env.lang, tz=user.tz or "UTC", active_test=True
        )

    def _get_organizer(self):
        return self.applicant_id._get_speaker() or self.sudo().panel_user_ids[:1]

    def _prepare_meeting(self, start, people):
        applicant = self.applicant_id
        partners = applicant.partner_id | people.partner_id
        return {
            "name": applicant.partner_name or applicant.display_name,
            "start": start,
            "stop": start + timedelta(minutes=self.minutes),
            "applicant_id": applicant.id,
            "user_id": self._get_organizer().id,
            "partner_ids": [Command.set(partners.ids)],
            "meeting_format": self.meeting_format,
            "work_location_id": self.work_location_id.id,
            **(
                {"videocall_location": self.videocall_location}
                if self.meeting_format == "video" and self.videocall_location
                else {}
            ),
        }

    def _move(self, start, people):
        """Whoever of "one of these" is not free then gives way to another."""
        meeting = self._act_as_recruiter(self.meeting_id)
        seated = self.sudo().seat_ids.user_ids.partner_id
        left = (meeting.partner_ids & seated) - people.partner_id
        came = people.partner_id - meeting.partner_ids
        values = {"start": start, "stop": start + timedelta(minutes=self.minutes)}
        if left or came:
            values["partner_ids"] = [
                *(Command.unlink(partner.id) for partner in left),
                *(Command.link(partner.id) for partner in came),
            ]
        meeting.write(values)
        self.write({"chosen_start": start, "moves": self.moves + 1})
        self._log_choice()

    def _call_off(self, text=""):
        """The candidate gives the time back, and those who would have been there hear of it.

        :param str text: plain, may be empty
        :return: whether it could be"""
        self._lock()
        with read_anew(self) as fresh:
            if not fresh._may_change():
                return False
        meeting = self._act_as_recruiter(self.meeting_id)
        self._tell_colleagues(meeting)
        # First, so that nobody tells the candidate what they have just done.
        self.write({"state": "cancelled"})
        meeting.write({"active": False})
        self._log_choice(text)
        self._raise_todo(type(self)._say_cancelled)
        return True

    def _tell_colleagues(self, meeting):
        """An email to each who was invited, when the transaction is over."""
        guests = meeting._get_interviewers().partner_id
        words = meeting.env._(
            "%(candidate)s has cancelled the interview on %(day)s.",
            candidate=self.applicant_id.partner_name,
            day=format_datetime(meeting.env, meeting.start),
        )
        meeting.message_notify(
            partner_ids=guests.ids,
            subject=meeting.env._("Cancelled: %s", meeting.name),
            body=words,
            force_send=False,
        )

    def _say_none_fits(self, text):
        """:param str text: plain, what would suit the candidate"""
        self.write({"state": "none_fits", "none_fits_text": text})
        self.applicant_id._tell_none_fits(text)
        self._raise_todo(type(self)._say_none_fits_todo)

    # Told to colleagues ----------------------------------------------------------------

    def _log_choice(self, text=""):
        self.applicant_id._note_choice(self._say_choice, text)

    def _say_choice(self, mine):
        """:param mine: the application in the words of the colleague"""
        start = mine._to_candidate_time(self.chosen_start)
        when = mine._name_zone(mine._say_moment(start), start)
        if self.state == "cancelled":
            return mine.env._("I cancel the interview on %s.", when)
        if self.moves:
            return mine.env._("I have moved the interview to %s.", when)
        return mine.env._("I have chosen a time for the interview: %s.", when)

    def _say_booked_though_closed(self):
        return self.env._("Booked an interview while the application is closed: decide about it")

    def _say_cancelled(self):
        return self.env._("Cancelled the interview: offer other times?")

    def _say_none_fits_todo(self):
        return self.env._("None of the times offered suits the candidate")

    def _raise_todo(self, say):
        """One to-do of today for the recruiter.

        :param say: function of the offer in the user's language → summary"""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        todos = [
            kind
            and activities._prepare_todo(
                booking,
                booking.applicant_id._get_speaker(),
                kind,
                lambda booking: (say(booking), False),
                on=booking.applicant_id,
            )
            for booking in self.sudo()
        ]
        activities._raise_todos(
            todos, same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    @staticmethod
    def _read_start(text):
        """:param str text: as the page has sent it
        :return: naive UTC, or None"""
        try:
            return fields.Datetime.to_datetime(text or None)
        except ValueError:
            return None
