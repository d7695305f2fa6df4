from collections import defaultdict
from datetime import timedelta

from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError

from ..batch import get_now
from ..inside import get_inside

# What candidates can see of a meeting, and what decides that it is an interview.
KEPT = (
    "active",
    "applicant_id",
    "partner_ids",
    "start",
    "stop",
    "allday",
    "meeting_format",
    "videocall_location",
    "work_location_id",
    "location",
    "user_id",
    "interview_missed",
)
# An interview that nobody has confirmed is none.
UNKNOWN = {"active": False}


class CalendarEventReview(models.Model):
    """Every colleague may write in every meeting, and what we tell of an interview
    leaves in the recruiter's name. If a colleague neither may write the application nor
    interviews in it, the recruiter confirms the booking or change first. Until then the
    interview counts as it was: ``confirmed_values`` keeps that, and whatever candidates
    are told is read by ``_confirmed``."""

    _inherit = "calendar.event"

    confirmed_values = fields.Json(
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        help="The interview as the candidate may know it. Empty: as it is.",
    )
    changed_by_id = fields.Many2one(
        "res.users",
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        ondelete="set null",
        help="The person who booked or changed it on their own initiative.",
    )
    interview_review = fields.Selection(
        [("new", "Booked"), ("changed", "Changed"), ("cancelled", "Cancelled")],
        string="Interview to Confirm",
        compute="_compute_interview_review",
        compute_sudo=True,
        groups="base.group_user",
    )
    interview_review_notice = fields.Char(
        compute="_compute_interview_review",
        compute_sudo=True,
        groups="base.group_user",
    )

    @api.depends(
        "confirmed_values",
        "changed_by_id",
        "active",
        "partner_ids",
        "applicant_id",
        "interview_missed",
    )
    @api.depends_context("lang")
    def _compute_interview_review(self):
        for event in self:
            event.interview_review = event._get_review()
            event.interview_review_notice = event._describe_review()

    def _get_review(self):
        if not self._is_under_review():
            return False
        if self.confirmed_values == UNKNOWN:
            return "new"
        return "changed" if self._find_candidates(confirmed=False) else "cancelled"

    def _is_under_review(self):
        """:return: whether somebody has to confirm what a colleague has done. Nobody has
        to while no candidate waits for anything."""
        if not self.sudo().confirmed_values:
            return False
        return bool(self._filter_listening(self._find_involved()))

    def _find_involved(self):
        """:return: dict event → ``hr.applicant`` whom it is or was an interview with"""
        was, now = self._find_candidates(), self._find_candidates(confirmed=False)
        nobody = self.env["hr.applicant"].sudo()
        return {
            meeting: was.get(meeting, nobody) | now.get(meeting, nobody) for meeting in was | now
        }

    def _describe_review(self):
        """:return: str for the recruiter, in the language of the context"""
        kind, name = self._get_review(), self.changed_by_id.name or ""
        return {
            False: "",
            "new": self.env._("%s has booked a meeting with the candidate.", name),
            "changed": self.env._("%s has changed the interview.", name),
            "cancelled": self.env._("%s has cancelled the interview.", name),
        }[kind]

    # By hand --------------------------------------------------------------------------

    def action_confirm_interview(self):
        """It is an interview, and as the meeting says: the candidate is told.

        :raises AccessError: if it is not theirs to confirm
        """
        meetings = self._find_to_review()
        before = meetings._read_interviews()
        invited = {m: m._get_interviewers(m._confirmed("partner_ids")) for m in before}
        others = dict.fromkeys(meetings, self.env["res.users"])
        meetings._settle()
        self.browse(meetings.ids)._make_kits(others | invited)
        self.browse(meetings.ids)._plan_interviews(before)

    def action_restore_interview(self):
        """The meeting becomes again what the candidate knows; one that nobody has asked
        for is none with the candidate.

        :raises AccessError: if it is not theirs to decide
        """
        for meeting in self._find_to_review():
            if meeting.confirmed_values == UNKNOWN:
                # As a guest, the candidate would hear of it from Odoo's calendar.
                leaving = meeting._find_candidate_guests().partner_id
                values = {
                    "applicant_id": False,
                    "partner_ids": [Command.unlink(partner.id) for partner in leaving],
                }
            else:
                values = meeting._prepare_kept()
            self.browse(meeting.id).write(values)
            meeting._settle()

    def _find_to_review(self):
        """:return: those of the meetings, and of their series, that wait for somebody
        to confirm them, as superuser"""
        self.check_access("write")
        meetings = self.sudo()
        meetings |= meetings.recurrence_id.with_context(active_test=False).calendar_event_ids
        meetings = meetings.filtered("confirmed_values")
        for meeting in meetings:
            candidates = meeting.applicant_id | meeting._confirmed("applicant_id")
            if candidates - candidates._filter_entrusted(self.env.user):
                raise AccessError(
                    self.env._(
                        "Only those who recruit or interview for the position decide "
                        "what the candidate is told."
                    )
                )
        return meetings

    # What candidates know -------------------------------------------------------------

    def _confirmed(self, name):
        """:param str name: one of ``KEPT``
        :return: the field's value as it was last confirmed, as superuser"""
        meeting = (self._origin or self).sudo()
        kept = meeting.confirmed_values or {}
        if name not in kept:
            return meeting[name]
        field, value = self._fields[name], kept[name]
        if field.relational:
            ids = value if isinstance(value, list) else [value] if value else []
            return meeting.env[field.comodel_name].browse(ids).exists()
        if field.type == "datetime":
            return fields.Datetime.to_datetime(value)
        return value

    def _as_confirmed(self):
        """:return: the meeting as templates may read it: itself, or a record that is
        not saved with what was confirmed"""
        if not self.sudo().confirmed_values:
            return self
        values = {name: self._confirmed(name) for name in KEPT}
        values["partner_ids"] = [(6, 0, values["partner_ids"].ids)]
        values["duration"] = self._get_confirmed_length().total_seconds() / 3600
        return self.new(values, origin=self)

    def _get_confirmed_length(self):
        """:return: timedelta of whole minutes: a third of an hour is 0.33 in Odoo's
        dialogs, and ends twelve seconds early"""
        length = self._confirmed("stop") - self._confirmed("start")
        return timedelta(minutes=round(length.total_seconds() / 60))

    def _read_kept(self):
        """:return: dict event → (values of ``KEPT`` as they are, for JSON, and as they
        were confirmed or False), of those that are about an application"""
        meetings = self.sudo().filtered(lambda m: m.applicant_id or m.confirmed_values)
        return {
            meeting: (meeting._prepare_json(), meeting.confirmed_values) for meeting in meetings
        }

    def _prepare_json(self):
        values = {}
        for name in KEPT:
            field, value = self._fields[name], self[name]
            if field.type == "many2many":
                values[name] = sorted(value.ids)
            elif field.type == "many2one":
                values[name] = value.id
            elif field.type == "datetime":
                values[name] = fields.Datetime.to_string(value)
            else:
                values[name] = value
        return values

    def _prepare_kept(self):
        """:return: what ``write`` takes to make the meeting what was confirmed"""
        now, kept = self._prepare_json(), self.confirmed_values
        values = {name: kept[name] for name in kept if kept[name] != now[name]}
        if "partner_ids" in values:
            values["partner_ids"] = [(6, 0, values["partner_ids"])]
        return values

    # Whose doing ----------------------------------------------------------------------

    def _review_changes(self, before, kept):
        """Keep from candidates what somebody has done who may not tell them, and ask.

        :param dict before: event → ``Interview``, before it was done
        :param dict kept: see ``_read_kept``, before it was done
        """
        meetings = self.sudo().filtered("id")
        now = meetings._find_candidates(confirmed=False)
        nobody = self.env["hr.applicant"].sudo()
        involved = {}
        for meeting in meetings:
            were = before[meeting].candidates if meeting in before else nobody
            if candidates := were | now.get(meeting, nobody):
                involved[meeting] = candidates
            elif meeting.confirmed_values == UNKNOWN:
                meeting._settle()
        foreign = self._find_foreign_of(involved)
        listening = self._filter_listening(involved)
        for meeting in involved:
            if meeting in foreign:
                meeting._withhold(before, kept)
            else:
                meeting._take_over(kept)
        # Of a closed application it is asked when it is open again.
        (foreign & listening).filtered("confirmed_values")._ask_recruiters(involved)

    def _find_foreign_of(self, involved):
        """:param dict involved: event → ``hr.applicant``
        :return: those of them that the one who acts may not tell candidates of.
            Parts of the system, which act as superuser, act for the organizer of the
            meeting; a synchronization acts for whose calendar it is."""
        groups = defaultdict(self.env["hr.applicant"].sudo().browse)
        actors = {}
        is_system = self.env.su and not get_inside(self.env, "calendar_of_user")
        for meeting, candidates in involved.items():
            organizer = is_system and meeting._confirmed("user_id")
            actors[meeting] = organizer or self.env.user
            groups[actors[meeting]] |= candidates
        entrusted = {
            user: candidates._filter_entrusted(user) for user, candidates in groups.items()
        }
        return self.sudo().browse(
            meeting.id
            for meeting, candidates in involved.items()
            if candidates - entrusted[actors[meeting]]
        )

    def _filter_listening(self, involved):
        """:param dict involved: event → ``hr.applicant``
        :return: those of them that matter to a candidate, as superuser"""
        everybody = self.env["hr.applicant"].sudo().union(*involved.values())
        listening = everybody.filtered(lambda a: a._is_listening())
        return self.sudo().browse(
            meeting.id for meeting, candidates in involved.items() if candidates & listening
        )

    def _find_foreign(self):
        """:return: interviews to come that are not theirs to cancel"""
        now = get_now(self.env)
        involved = {
            meeting: interview.candidates
            for meeting, interview in self._read_interviews().items()
            if interview.start > now
        }
        return self & self._find_foreign_of(involved) & self._filter_listening(involved)

    def _withhold(self, before, kept):
        """The candidate goes on knowing what was confirmed before. While Odoo writes
        to a meeting, it writes to it again: what was so at first counts."""
        was, values = kept.get(self, ({}, False))
        if not values:
            known = self in before and not self._is_made_by_actor_now()
            values = was if known else UNKNOWN
        is_interview = bool(self._find_candidates(confirmed=False))
        same = not is_interview if values == UNKNOWN else values == self._prepare_json()
        if same:
            self._settle()
        else:
            self.write({"confirmed_values": values, "changed_by_id": self.env.uid})

    def _settle(self):
        """The meeting is as it was confirmed: nothing is to be asked."""
        self.confirmed_values = False
        self._close_tasks("review")
        self._send_held()

    def _is_made_by_actor_now(self):
        """While Odoo creates a meeting, it writes to it."""
        now = self.env.cr.now().replace(microsecond=0)
        return self.create_uid == self.env.user and self.create_date >= now

    def _take_over(self, kept):
        """A colleague who may tell the candidate has changed it: that change is confirmed,
        earlier ones of others are not."""
        values = self.confirmed_values
        if not values:
            # Added to a series that the recruiter has not confirmed to be interviews.
            if self.recurrence_id.base_event_id.confirmed_values == UNKNOWN:
                self.confirmed_values = UNKNOWN
            return
        now, (was, _held) = self._prepare_json(), kept.get(self, ({}, False))
        if values == UNKNOWN:
            meant = bool(was) and was["applicant_id"] != now["applicant_id"]
            done = meant or not self._find_candidates(confirmed=False)
        else:
            values = self._merge(values, was, now)
            self.confirmed_values = values
            are = self._find_candidates() or self._find_candidates(confirmed=False)
            done = values == now or not are
        if done:
            self._settle()

    @api.model
    def _merge(self, values, was, now):
        """:return: ``values`` with what has become of ``was``"""
        merged = dict(values)
        for name in KEPT:
            if was.get(name) == now[name]:
                continue
            merged[name] = now[name]
            if name == "partner_ids":
                before, after = set(was.get(name, [])), set(now[name])
                guests = set(values[name]) - (before - after) | (after - before)
                merged[name] = sorted(guests)
        return merged

    @api.model
    def _drop_foreign_agendas(self, vals_list):
        """Candidates read the agenda: only those who interview write one. Odoo copies
        it when somebody changes a series."""
        if self.env.su or not any(
            vals.get("agenda_ids") and vals.get("applicant_id") for vals in vals_list
        ):
            return vals_list
        ids = [vals["applicant_id"] for vals in vals_list if vals.get("applicant_id")]
        applicants = self.env["hr.applicant"].sudo().browse(ids)
        entrusted = applicants._filter_entrusted(self.env.user).ids
        return [
            {name: value for name, value in vals.items() if name != "agenda_ids"}
            if vals.get("applicant_id") and vals["applicant_id"] not in entrusted
            else vals
            for vals in vals_list
        ]

    # Tasks ----------------------------------------------------------------------------

    def _find_tasks(self, kind):
        """:return: ``mail.activity`` about these interviews that are left to do"""
        return (
            self.env["mail.activity"]
            .sudo()
            .search([("interview_id", "in", self.ids), ("interview_task", "=", kind)])
        )

    def _close_tasks(self, kind):
        if self:
            self._find_tasks(kind).unlink()

    def _ask_recruiters(self, involved):
        """One task for each meeting or series, today.

        :param dict involved: event → ``hr.applicant``
        """
        now = get_now(self.env)
        coming = self.filtered(lambda m: max(m.start, m._confirmed("start")) > now)
        if not coming:
            return
        series = coming.recurrence_id.with_context(active_test=False)
        known = (coming | series.calendar_event_ids)._find_tasks("review").interview_id
        asked = {meeting.recurrence_id or meeting for meeting in known}
        tasks = []
        for meeting in coming:
            if (meeting.recurrence_id or meeting) not in asked:
                asked.add(meeting.recurrence_id or meeting)
                applicant = involved[meeting] & meeting.applicant_id
                applicant = applicant or involved[meeting][:1]
                user = applicant._get_page_colleague("recruiter")
                say = type(meeting)._say_review_task
                tasks.append(meeting._prepare_task("review", applicant, user, say))
        self.env["mail.activity"]._raise_todos(tasks, same=())

    def _say_review_task(self):
        question = {
            "new": self.env._("Is this an interview?"),
            "changed": self.env._("An interview was changed: is that right?"),
            "cancelled": self.env._("An interview was cancelled: is that right?"),
        }[self._get_review()]
        told = self.env._("The candidate is told nothing until you confirm it.")
        return question, Markup("<p>%s %s</p>") % (self._describe_review(), told)

    def _prepare_task(self, kind, applicant, user, say):
        """:param say: function of the meeting in the user's language → (summary, note)
        :return: dict of a to-do of today, with a link to the meeting, see
            ``_raise_todos``"""
        activities = self.env["mail.activity"]
        link = Markup('<p><a href="/odoo/calendar.event/%s">%s</a></p>')

        def say_with_link(meeting):
            summary, note = say(meeting)
            return summary, note + link % (meeting.id, meeting.env._("Open the meeting"))

        return activities._prepare_todo(
            self,
            user,
            activities._get_todo_type(),
            say_with_link,
            on=applicant,
            interview_id=self.id,
            interview_task=kind,
        )
