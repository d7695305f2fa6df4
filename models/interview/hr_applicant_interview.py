from odoo import api, models

from ..batch import get_now


class HrApplicantInterview(models.Model):
    """What happens to interviews becomes communications: booked, moved, cancelled, soon, over.

    Only candidates whose application is open hear of it, and only of interviews that
    are still to come when they are booked or moved.
    """

    _inherit = "hr.applicant"

    @api.model
    def _plan_interviews(self, booked, moved, changed):
        """:param booked, moved, changed: lists of (applicant, meeting); changed is
        the length or the format"""
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger._cancel_of_meetings([*booked, *moved, *changed], "meeting_moved")
        self._plan_meetings(("interview_booked", "interview_before", "interview_after"), booked)
        self._plan_meetings(("interview_moved", "interview_before", "interview_after"), moved)
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

    def _plan_interviews_again(self, knowing=()):
        """The application is open again, or has another plan: the candidates hear what
        has become of the interviews meanwhile, and are prepared for them.

        :param knowing: those who know that interviews which are gone do not take place
        """
        if not self:
            return
        now = get_now(self.env)
        applicants = self.sudo()
        ledger = self.env["hr.applicant.communication"].sudo()
        rows = ledger.search([("applicant_id", "in", self.ids), ("meeting_id", "!=", False)])
        told = ledger._find_told(list({(row.applicant_id, row.meeting_id) for row in rows}))
        meetings = self.env["calendar.event"].sudo()
        meetings = meetings.search(
            [("applicant_id", "in", self.ids), ("start", ">", now)]
        ) | rows.meeting_id.filtered(lambda m: m._confirmed("start") > now)
        unsure = meetings.filtered("confirmed_values")
        involved = unsure._find_involved()
        unsure._filter_listening(involved)._ask_recruiters(involved)
        coming = [
            (applicant, meeting)
            for meeting, interview in meetings._read_interviews().items()
            for applicant in interview.candidates & applicants
        ]
        known = [pair for pair in coming if pair in told]
        moved = [pair for pair in known if told[pair] != pair[1]._confirmed("start")]
        self._plan_cancelled_interviews(
            [pair for pair in told.keys() - set(coming) if pair[0] not in knowing]
        )
        self._plan_interviews(
            booked=[pair for pair in coming if pair not in told],
            moved=moved,
            changed=[pair for pair in known if pair not in moved],
        )

    def _plan_meetings(self, triggers, pairs, told=None):
        """:param told: dict (applicant, meeting) → start that the candidate knows"""
        now = get_now(self.env)
        if self._is_silent() or not pairs:
            return
        meetings = {}
        for applicant, meeting in pairs:
            known = (told or {}).get((applicant, meeting))
            start = known or meeting._confirmed("start")
            if start > now:
                meetings.setdefault(applicant.id, []).append((meeting, start))
        applicants = self.env["hr.applicant"].sudo().browse(meetings)
        applicants.filtered(lambda a: a._is_open())._plan(triggers, meetings, now)
        applicants.filtered("communication_paused")._have_told_in_time()

    def _hold_or_release(self):
        res = super()._hold_or_release()
        paused = self.filtered("communication_paused")
        paused._have_told_in_time()
        (self - paused).sudo().communication_ids._close_telling()
        return res

    def _have_told_in_time(self):
        """Have told what the candidates must know of in time, see the ledger."""
        if self:
            self.env["hr.applicant.communication"]._have_told_in_time(self)

    def _hears_from_plan(self):
        """:return: whether the plan says when an interview is booked"""
        return any(
            step.active and step.trigger == "interview_booked" and step.action in ("email", "sms")
            for step in self.communication_plan_id.step_ids
        )

    def _raise_telling_task(self, meeting):
        """:param meeting: ``calendar.event`` that nobody writes to the candidate about"""
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        start = mine._to_candidate_time(meeting._confirmed("start"))
        when = mine._say_moment(start)
        summary = mine.env._("Wants no messages: tell about the interview %s", when)
        self._raise_page_task(user, summary)

    def _iterate_meetings(self, step, meetings):
        for applicant in self:
            for meeting, start in meetings.get(applicant.id, ()):
                if step._applies_to_meeting(meeting):
                    values = {"meeting_id": meeting.id, "meeting_start": start}
                    yield applicant, meeting, start, values

    def _occurrences_interview_booked(self, step, meetings, now):
        cancelled = self._count_told("interview_cancelled", meetings)
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            series = meeting.recurrence_id
            # Of a series, the first one says that it is booked.
            if not series or series.base_event_id == meeting:
                again = cancelled.get((applicant, meeting), 0)
                yield applicant, f"booked:{meeting.id}:{again}", now, values, start

    def _count_told(self, trigger, meetings):
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
        moved = self._count_told("interview_moved", meetings)
        told = self._find_told_before(step, meetings)
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            again = moved.get((applicant, meeting), 0)
            soonest = min(start, told.get((applicant, meeting), start))
            yield applicant, f"moved:{meeting.id}:{start}:{again}", now, values, soonest

    def _find_told_before(self, step, meetings):
        """:return: see ``_find_told``, as far as the step's hours depend on it"""
        if step.send_window == "any":
            return {}
        pairs = [
            (applicant, meeting)
            for applicant in self
            for meeting, _start in meetings.get(applicant.id, ())
        ]
        return self.env["hr.applicant.communication"].sudo()._find_told(pairs)

    def _occurrences_interview_cancelled(self, step, meetings, now):
        cancelled = self._count_told("interview_cancelled", meetings)
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            again = cancelled.get((applicant, meeting), 0)
            yield applicant, f"cancelled:{meeting.id}:{start}:{again}", now, values, start

    def _occurrences_interview_before(self, step, meetings, now):
        """Candidates are prepared again for another place, link or format."""
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            key = f"before:{meeting.id}:{start}"
            if step.action != "activity":
                key += f":{meeting._get_place_key()}"
            yield applicant, key, start, values

    def _occurrences_interview_after(self, step, meetings, now):
        for applicant, meeting, start, values in self._iterate_meetings(step, meetings):
            yield (
                applicant,
                f"after:{meeting.id}:{start}",
                meeting._confirmed("stop"),
                values,
            )

    def _filter_unaware(self):
        """Who is invited to an interview knows of us. A talk of colleagues and a booking
        that waits to be confirmed are none."""
        unaware = super()._filter_unaware()
        if not unaware:
            return unaware
        meetings = self.env["calendar.event"].sudo()
        meetings = meetings.search(
            [
                ("applicant_id", "!=", False),
                "|",
                ("applicant_id", "in", unaware.ids),
                ("partner_ids", "in", unaware.sudo().partner_id.ids),
            ]
        )
        invited = set().union(*(found.ids for found in meetings._find_candidates().values()))
        return unaware.filtered(lambda a: a._origin.id not in invited)
