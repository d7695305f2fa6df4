from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import clean_context

from ..batch import get_now

# How long the candidate's own questions have where nobody planned an agenda.
QUESTION_MINUTES = 10


class CalendarEventKit(models.Model):
    """What belongs to an interview: an agenda, which the candidate sees, and kits for
    those who hold it, which the candidate does not (see ``hr.interview.kit``)."""

    _inherit = "calendar.event"

    agenda_ids = fields.One2many(
        "calendar.event.agenda",
        "event_id",
        copy=True,
        groups="base.group_user",
        help="Empty: the usual agenda of the job position, else a conversation and "
        "time for the candidate's questions.",
    )
    interview_kit_ids = fields.One2many(
        "hr.interview.kit",
        "meeting_id",
        string="Interview Kits",
        groups="base.group_user",
    )
    interview_kit_id = fields.Many2one(
        "hr.interview.kit",
        compute="_compute_interview_kit",
        compute_sudo=False,
        groups="base.group_user",
    )
    interview_kit_count = fields.Integer(
        compute="_compute_interview_kit", compute_sudo=False, groups="base.group_user"
    )
    interview_goal = fields.Text(
        compute="_compute_interview_kit",
        inverse="_inverse_interview_goal",
        compute_sudo=False,
        groups="base.group_user",
    )
    interview_summary = fields.Char(
        "Summary for the Thank-You Email",
        compute="_compute_interview_kit",
        inverse="_inverse_interview_summary",
        compute_sudo=False,
        groups="base.group_user",
        help="One line to the candidate about the interview: what you talked about, "
        "what you liked.",
    )

    @api.depends("applicant_id", "interview_kit_ids.goal", "interview_kit_ids.summary")
    @api.depends_context("uid")
    def _compute_interview_kit(self):
        """Of the kits that the reader may open."""
        kits = self.env["hr.interview.kit"].search([("meeting_id", "in", self.ids)])
        by_meeting = kits.grouped("meeting_id")
        for event in self:
            mine = by_meeting.get(event._origin, kits.browse())
            kit = mine.filtered(lambda k, e=event: k.applicant_id == e.applicant_id)[:1]
            event.interview_kit_id = kit
            event.interview_kit_count = len(mine)
            event.interview_goal = kit.goal
            event.interview_summary = kit.summary

    def _inverse_interview_goal(self):
        self._write_kit("goal", "interview_goal")

    def _inverse_interview_summary(self):
        self._write_kit("summary", "interview_summary")

    def _write_kit(self, name, source):
        """What is written in the meeting's form belongs to the kit, and its rights
        count."""
        told = {event: event[source] for event in self}
        self._make_kits()
        for event, text in told.items():
            kits = self.env["hr.interview.kit"].search(
                [
                    ("meeting_id", "=", event.id),
                    ("applicant_id", "=", event.applicant_id.id),
                ]
            )
            if not kits and text:
                raise AccessError(self.env._("Only the interviewers write in an interview kit."))
            kits.write({name: text})

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._make_kits()
        return events

    def write(self, vals):
        invites = {
            "applicant_id",
            "partner_ids",
            "attendee_ids",
            "user_id",
        } & vals.keys()
        before = {}
        if invites:
            interviews = self.sudo().filtered("applicant_id")
            before = {event: event._get_interviewers() for event in interviews}
        res = super().write(vals)
        if invites:
            self._make_kits(before)
        return res

    # Kits -----------------------------------------------------------------------------

    def _make_kits(self, before=None):
        """One kit for each candidate of these meetings; the colleagues who take part
        may open it, if whoever invited them may read the application.

        :param dict before: event → ``res.users`` who took part already: what somebody
            else does to the meeting does not invite them
        """
        # Without the client's defaults.
        kits = self.env["hr.interview.kit"].with_context(clean_context(self.env.context)).sudo()
        meetings = self._read_interviews()
        if not meetings:
            return
        existing = kits.search([("meeting_id", "in", [meeting.id for meeting in meetings])])
        known = {(kit.meeting_id, kit.applicant_id): kit for kit in existing}
        applicants = self.env["hr.applicant"].union(
            *(interview.candidates for interview in meetings.values())
        )
        trusted = self._find_readable(applicants)
        missing = []
        for meeting, interview in meetings.items():
            users = meeting._get_interviewers()
            for applicant in interview.candidates:
                invited = users if applicant in trusted else users.browse()
                kit = known.get((meeting, applicant))
                if kit is None:
                    missing.append(
                        {
                            "meeting_id": meeting.id,
                            "applicant_id": applicant.id,
                            "interviewer_ids": [(6, 0, invited.ids)],
                        }
                    )
                    continue
                kept = kit.interviewer_ids & users
                came = invited - (before or {}).get(meeting, invited)
                if kept | came != kit.interviewer_ids:
                    kit.interviewer_ids = kept | came
        kits.create(missing)

    @api.model
    def _make_kits_of_coming(self):
        """At installation: interviews that are booked already have kits too."""
        now = get_now(self.env)
        self.search([("applicant_id", "!=", False), ("stop", ">", now)])._make_kits()

    @api.model
    def _find_readable(self, applicants):
        """:return: those whose application the user who acts may read, also where the
        system acts for the user: who joins a meeting by its link is not invited"""
        asking = self.env["hr.applicant"].sudo(False)
        if not asking.has_access("read"):
            return asking
        return asking.with_context(active_test=False).search([("id", "in", applicants.ids)])

    def _get_interviewers(self, invited=None):
        """:param invited: ``res.partner``, by default all guests of the meeting
        :return: ``res.users``, the colleagues who take part, the organizer first"""
        meeting = self.sudo()
        users = meeting._get_guests(invited).user_ids.filtered(
            lambda user: user.active and not user.share
        )
        return (meeting._confirmed("user_id") & users) | users

    def _get_guests(self, invited=None):
        """:param invited: ``res.partner``, by default all guests of the meeting
        :return: ``res.partner`` who take part beside the candidate"""
        self.ensure_one()
        declined = self.attendee_ids.filtered(lambda a: a.state == "declined")
        invited = self.partner_ids if invited is None else invited
        candidate = self._confirmed("applicant_id").partner_id
        return invited - declined.partner_id - candidate

    def action_open_interview_kit(self):
        """The kit of this meeting, or the list where several candidates meet us."""
        self._make_kits()
        kits = self.env["hr.interview.kit"].search([("meeting_id", "in", self.ids)])
        if not kits:
            raise UserError(
                self.env._(
                    "There is no interview kit for you here: the meeting has no "
                    "candidate, or you are not among the interviewers."
                )
            )
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Interview Kit"),
            "res_model": "hr.interview.kit",
        }
        if len(kits) == 1:
            return {**action, "res_id": kits.id, "views": [(False, "form")]}
        return {
            **action,
            "domain": [("id", "in", kits.ids)],
            "views": [(False, "list"), (False, "form")],
        }

    def action_take_usual_agenda(self):
        """Begin with the usual agenda of the job position."""
        self.check_access("write")
        for event in self.filtered(lambda e: not e.agenda_ids):
            lines = event.sudo().applicant_id.job_id.interview_agenda_ids
            event.agenda_ids = [
                (0, 0, values)
                for values in lines._prepare_lines() or event._prepare_simple_agenda()
            ]

    def _prepare_simple_agenda(self):
        """:return: values of a conversation and time for the candidate's questions"""
        seconds = self._get_confirmed_length().total_seconds()
        minutes = 0 if self._confirmed("allday") else round(seconds / 60)
        return [
            {
                "sequence": 1,
                "kind": "talk",
                "duration_minutes": max(minutes - QUESTION_MINUTES, 0),
            },
            {
                "sequence": 2,
                "kind": "questions",
                "duration_minutes": QUESTION_MINUTES,
            },
        ]
