from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty

# How long the candidate's own questions have where nobody planned an agenda.
QUESTION_MINUTES = 10
# Where a camera and a microphone can be tried, by the address of the meeting.
TEST_ROOMS = {"zoom.us": "https://zoom.us/test"}


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
                raise UserError(
                    self.env._("Only the interviewers write in an interview kit.")
                )
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
        kits = self.env["hr.interview.kit"].sudo()
        meetings = self._read_interviews()
        if not meetings:
            return
        existing = kits.search(
            [("meeting_id", "in", [meeting.id for meeting in meetings])]
        )
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
        now = fields.Datetime.now()
        self.search([("applicant_id", "!=", False), ("stop", ">", now)])._make_kits()

    @api.model
    def _find_readable(self, applicants):
        """:return: those whose application the user who acts may read, also where the
        system acts for the user: who joins a meeting by its link is not invited"""
        asking = self.env["hr.applicant"].sudo(False)
        if not asking.has_access("read"):
            return asking
        return asking.with_context(active_test=False).search(
            [("id", "in", applicants.ids)]
        )

    def _get_interviewers(self):
        """:return: ``res.users``, the colleagues who take part, the organizer first"""
        meeting = self.sudo()
        users = meeting._get_guests().user_ids.filtered(
            lambda user: user.active and not user.share
        )
        return (meeting.user_id & users) | users

    def _get_guests(self):
        """:return: ``res.partner`` who take part beside the candidate"""
        self.ensure_one()
        declined = self.attendee_ids.filtered(lambda a: a.state == "declined")
        return self.partner_ids - declined.partner_id - self.applicant_id.partner_id

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
        minutes = 0 if self.allday else round((self.duration or 0) * 60)
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

    # What candidates are told -----------------------------------------------------------

    def _for_candidate(self, applicant):
        """:return: the meeting, in the language of the candidate, without limits"""
        self.ensure_one()
        return self.with_env(applicant.sudo().env)

    def _get_candidate_agenda(self, applicant, start=None):
        """:param start: aware datetime that the candidate is told, else of the meeting
        :return: list of dict time, end (str, "" for all-day meetings), minutes, name,
            who (str), kind"""
        meeting = self._for_candidate(applicant)
        lines = meeting.agenda_ids or meeting.applicant_id.job_id.interview_agenda_ids
        if not lines:
            lines = self.env["calendar.event.agenda"].with_env(meeting.env)
            lines = lines.union(
                *(lines.new(values) for values in meeting._prepare_simple_agenda())
            )
        tz = applicant._get_candidate_tz()
        clock = start or fields.Datetime.context_timestamp(
            meeting.with_context(tz=tz.zone), meeting.start
        )
        agenda = []
        for line in lines:
            end = clock + timedelta(minutes=line.duration_minutes)
            agenda.append(
                {
                    "time": "" if meeting.allday else f"{clock.astimezone(tz):%H:%M}",
                    "end": "" if meeting.allday else f"{end.astimezone(tz):%H:%M}",
                    "minutes": line.duration_minutes,
                    "name": line._get_title(),
                    "who": line._get_people(),
                    "kind": line.kind,
                }
            )
            clock = end
        return agenda

    def _get_candidate_people(self, applicant):
        """The colleagues whom the candidate will meet. Other guests are not told
        about: they may be candidates too.

        :return: list of dict name, title, introduction (str, may be empty), employee
        """
        meeting = self._for_candidate(applicant)
        guests = meeting._get_guests()
        colleagues = meeting._get_interviewers().partner_id
        company = applicant.company_id
        employees = (
            meeting.env["hr.employee"]
            .with_context(active_test=False)
            .search(
                [
                    "|",
                    ("work_contact_id", "in", guests.ids),
                    ("user_id.partner_id", "in", colleagues.ids),
                ]
            )
            .sorted(lambda e: (not e.active, e.company_id != company))
        )
        interview = meeting._read_interviews().get(meeting)
        if interview:
            guests -= interview.candidates.partner_id
        people = []
        for partner in (colleagues | employees.work_contact_id) & guests:
            employee = employees.filtered(
                lambda e, p=partner: p in (e.work_contact_id, e.user_id.partner_id)
            )[:1]
            # Who has left is not there to be met.
            if employee and not employee.active:
                continue
            people.append(
                {
                    "name": employee.name or partner.name,
                    "title": employee.job_title or "",
                    "introduction": (employee.candidate_introduction or "").strip(),
                    "employee": employee,
                }
            )
        return people

    def _get_work_location(self):
        """:return: ``hr.work.location`` of the meeting, else of the job position"""
        meeting = self.sudo()
        if meeting.work_location_id:
            return meeting.work_location_id
        job = meeting.applicant_id.job_id
        locations = self.env["hr.work.location"].sudo()
        if meeting.location or not job.address_id:
            return locations
        return locations.search(
            [
                ("address_id", "=", job.address_id.id),
                ("company_id", "=", meeting.applicant_id.company_id.id),
                # Odoo brings one that is everybody's home.
                ("location_type", "!=", "home"),
            ],
            order="location_type, id",  # an office first
            limit=1,
        )

    def _get_candidate_place(self, applicant):
        """:return: dict name, address, map_url, landmarks, parking, transports (list
        of str), reception, accessibility; empty values where nothing is known"""
        meeting = self._for_candidate(applicant)
        location = meeting._get_work_location().with_env(meeting.env)
        if location:
            return {
                "name": location.name,
                "address": location._get_candidate_address(),
                "map_url": location._get_map_url(),
                "landmarks": location.landmarks,
                "parking": location.parking,
                "transports": [line._get_words() for line in location.transport_ids],
                "reception": location.reception,
                "accessibility": location.accessibility,
            }
        name, address = meeting.location, ""
        partner = meeting.applicant_id.job_id.address_id
        if not name and partner:
            lines = partner._display_address(without_company=True).splitlines()
            address = ", ".join(line.strip() for line in lines if line.strip())
            name = partner.name
        return {
            "name": name or "",
            "address": address,
            "map_url": location._search_map(address or name),
            "landmarks": "",
            "parking": "",
            "transports": [],
            "reception": "",
            "accessibility": "",
        }

    def _get_candidate_video(self, applicant):
        """:return: dict url, test_url (str or False), help (Markup or False), name and
        phone of whom to call (str or False)"""
        meeting = self._for_candidate(applicant)
        company = applicant.sudo().company_id or meeting.env.company
        recruiter = applicant.sudo().user_id or meeting.user_id
        url = meeting.videocall_location
        help_text = company.video_help
        return {
            "url": url,
            "test_url": meeting._get_video_test_url(company),
            "help": False if is_html_empty(help_text) else help_text,
            "name": recruiter.name,
            "phone": recruiter.phone or company.phone,
        }

    def _get_video_test_url(self, company):
        """:return: where to try camera and sound before: the company's test room, that
        of the provider, or the meeting itself where Odoo is the provider; or False"""
        url = self.videocall_location or ""
        if company.video_test_url:
            return company.video_test_url
        if self.DISCUSS_ROUTE in url:
            return url
        return next(
            (room for host, room in TEST_ROOMS.items() if host in url.lower()), False
        )
