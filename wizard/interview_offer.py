from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_list

from ..models.batch import get_now
from ..models.booking.free_times import Wish
from ..models.booking.states import FURTHEST, LONGEST, SHORTEST
from ..models.communication.states import GRACE
from ..models.communication.undo import offer_undo
from ..models.interview.meeting_formats import MEETING_FORMATS
from ..models.write_groups import OFFICER

# More is no choice.
MOST_SHOWN = 60


class HrInterviewOffer(models.TransientModel):
    """Find a time for an interview: let candidates choose, or book one at once. Who asks sees
    when all are free, and nothing of what they do."""

    _name = "hr.interview.offer"
    _description = "Times for an Interview"
    _inherit = "hr.candidate.asking.mixin"
    _asked_by = "booking"

    applicant_ids = fields.Many2many(
        "hr.applicant",
        "hr_interview_offer_applicant_rel",
        string="Applications",
        required=True,
        context={"active_test": False},
    )
    panel_user_ids = fields.Many2many(
        "res.users",
        "hr_interview_offer_panel_rel",
        string="Take Part",
        compute="_compute_panel",
        store=True,
        readonly=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="All of them have to be free.",
    )
    seat_ids = fields.One2many("hr.interview.offer.seat", "offer_id", "One of These")
    minutes = fields.Integer(required=True, default=60)
    meeting_format = fields.Selection(
        MEETING_FORMATS, "Interview Format", required=True, default="on_site"
    )
    work_location_id = fields.Many2one(
        "hr.work.location", "Meeting Place", help="Empty: where the job position is."
    )
    videocall_location = fields.Char("Video Link", help="Empty: a meeting room of Odoo's is made.")
    horizon_days = fields.Integer(
        "Days Ahead",
        compute="_compute_horizon",
        store=True,
        readonly=False,
        help="How far ahead times are looked for, and offered.",
    )
    time_ids = fields.One2many("hr.interview.offer.time", "offer_id", "Free Times")
    found = fields.Char(readonly=True)
    left_out = fields.Text("Cannot Be Offered Times")

    @api.constrains("minutes")
    def _check_minutes(self):
        if any(not SHORTEST <= offer.minutes <= LONGEST for offer in self):
            raise ValidationError(
                self.env._(
                    "An interview takes %(least)s to %(most)s minutes.",
                    least=SHORTEST,
                    most=LONGEST,
                )
            )

    @api.constrains("horizon_days")
    def _check_horizon(self):
        if any(not 1 <= offer.horizon_days <= FURTHEST for offer in self):
            raise ValidationError(self.env._("Times are looked for 1 to %s days ahead.", FURTHEST))

    @api.depends("applicant_ids")
    def _compute_panel(self):
        """The interviewers of the first application, else of its job position, else the
        recruiter."""
        for offer in self:
            first = offer.applicant_ids._origin[:1]
            interviewers = first.interviewer_ids or first.job_id.interviewer_ids
            offer.panel_user_ids = interviewers or first.user_id or first.job_id.user_id

    @api.depends("applicant_ids")
    def _compute_horizon(self):
        for offer in self:
            offer.horizon_days = offer._get_rules().horizon_days

    def _get_rules(self):
        """:return: ``Rules`` of the first application"""
        first = self.applicant_ids._origin.sudo()[:1]
        return self.env["hr.interview.booking.rule"]._find_rules(first.company_id, first.job_id)

    def _find_obstacle(self, applicant, step):
        if obstacle := super()._find_obstacle(applicant, step):
            return obstacle
        if not step:
            return self.env._(
                "The plan has no step “Times for an interview” that is started by hand: an "
                "administrator adds it."
            )
        return False

    # Finding times ---------------------------------------------------------------------

    def action_find(self):
        """Show when all are free: the dialog opens again with it.

        :return: action"""
        self._check_asks()
        times = self._find_times()
        self.time_ids.sudo().unlink()
        users = self.env["res.users"].sudo()
        self.env["hr.interview.offer.time"].sudo().create(
            [
                {
                    "offer_id": self.id,
                    "start": start,
                    "user_ids": [Command.set(who)],
                    "who": format_list(self.env, users.browse(who).mapped("name")),
                }
                for start, who in times[:MOST_SHOWN]
            ]
        )
        self.found = self._say_found(times)
        return self._open()

    def _say_found(self, times):
        if not times:
            return self.env._(
                "There is no time at which all are free. Try fewer people, or a shorter interview."
            )
        return self.env._("Free times: %s", len(times))

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Times for an Interview"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _find_times(self):
        applicants = self.applicant_ids.sudo()
        rules = self._get_rules()
        now = get_now(self.env)
        lines = applicants.job_id[:1].interview_agenda_ids
        on_site = self.meeting_format == "on_site"
        return self.env["hr.interview.free.times"]._find_times(
            Wish(
                company_id=self.company_id.id,
                panel=tuple(self.panel_user_ids.ids),
                seats=tuple(tuple(seat.user_ids.ids) for seat in self.seat_ids if seat.user_ids),
                minutes=self.minutes,
                rules=rules,
                since=now + timedelta(hours=rules.notice_hours),
                until=now + timedelta(days=self.horizon_days),
                partner_id=applicants.partner_id.id if len(applicants) == 1 else 0,
                with_lunch=on_site and "lunch" in lines.mapped("kind"),
            )
        )

    def _check_asks(self):
        """:raise AccessError: for who may not book interviews for these applications
        :raise UserError: where it is not said who takes part"""
        self.ensure_one()
        if not self.env["hr.candidate.settings"]._is_used("uses_booking"):
            raise UserError(self.env._("Booking by candidates is not in use."))
        if not self.env.user.has_groups(OFFICER):
            raise AccessError(self.env._("Only recruiters look for times."))
        self.applicant_ids.check_access("write")
        if not self.panel_user_ids and not self.seat_ids.user_ids:
            raise UserError(self.env._("Choose who takes part."))
        people = (self.panel_user_ids | self.seat_ids.user_ids).sudo()
        times = self.env["hr.interview.free.times"]
        if strangers := people - times._filter_present(people, self.company_id):
            raise UserError(
                self.env._(
                    "These people cannot be invited: %s", ", ".join(strangers.mapped("name"))
                )
            )

    # Offering them ---------------------------------------------------------------------

    def action_offer(self):
        """Each candidate gets an email with the way to the times; whoever chooses first has
        the time.

        :return: action: the note that offers to undo it
        :raise UserError: where nobody can be offered any"""
        self._check_asks()
        steps = self._find_asked()
        applicants = self.applicant_ids.filtered(lambda a: a in steps)
        if not applicants:
            raise UserError(self.env._("None of these candidates can be offered times."))
        if not self._find_times():
            raise UserError(self._say_found(()))
        offers = self.env["hr.interview.booking"]
        for step, group in applicants.grouped(steps.get).items():
            made = self._offer_to(group)
            rows = group._start_step(step, get_now(self.env) + GRACE).sudo()
            rows.exact_time = False
            by_applicant = {offer.applicant_id.id: offer for offer in made}
            for row in rows:
                row.booking_id = by_applicant[row.applicant_id.id]
            offers |= made
        offers = offers.sudo(False)
        if len(offers) == 1:
            message = self.env._("Times are offered to %s", offers.applicant_id.partner_name)
        else:
            message = self.env._("Candidates who are offered times: %s", len(offers))
        return offer_undo(offers, message)

    def _offer_to(self, applicants):
        return self.env["hr.interview.booking"]._offer(
            applicants,
            self.panel_user_ids,
            [seat.user_ids for seat in self.seat_ids if seat.user_ids],
            horizon_days=self.horizon_days,
            minutes=self.minutes,
            meeting_format=self.meeting_format,
            work_location_id=self.meeting_format == "on_site" and self.work_location_id.id,
            videocall_location=self.meeting_format == "video" and self.videocall_location,
        )


class HrInterviewOfferSeat(models.TransientModel):
    _name = "hr.interview.offer.seat"
    _description = "One of Several for an Interview"

    offer_id = fields.Many2one("hr.interview.offer", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="offer_id.company_id")
    user_ids = fields.Many2many(
        "res.users",
        "hr_interview_offer_seat_rel",
        string="One of These",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )


class HrInterviewOfferTime(models.TransientModel):
    """A time at which all are free."""

    _name = "hr.interview.offer.time"
    _description = "Free Time for an Interview"
    _order = "start"

    offer_id = fields.Many2one("hr.interview.offer", required=True, ondelete="cascade")
    start = fields.Datetime(required=True)
    user_ids = fields.Many2many("res.users", "hr_interview_offer_time_rel")
    who = fields.Char()

    def action_book(self):
        """The form of a new meeting, filled in: the recruiter saves it.

        :return: action"""
        offer = self.offer_id
        offer._check_asks()
        applicant = offer.applicant_ids[:1]
        stop = self.start + timedelta(minutes=offer.minutes)
        action = applicant.action_create_meeting()
        guests = applicant.partner_id | self.sudo().user_ids.partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Interview"),
            "res_model": "calendar.event",
            "views": [(False, "form")],
            "context": {
                **action["context"],
                "default_user_id": (applicant.user_id or self.env.user).id,
                "default_partner_ids": guests.ids,
                "default_start": fields.Datetime.to_string(self.start),
                "default_stop": fields.Datetime.to_string(stop),
                "default_duration": offer.minutes / 60,
                "default_meeting_format": offer.meeting_format,
                "default_work_location_id": offer.work_location_id.id,
                "default_videocall_location": offer.videocall_location,
            },
        }
