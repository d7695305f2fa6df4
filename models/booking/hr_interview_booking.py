from odoo import api, fields, models
from odoo.tools import SQL

from ..interview.meeting_formats import MEETING_FORMATS
from ..write_groups import OFFICER
from .rules import read_rules
from .states import CHOOSABLE, STATES

OFFICERS = "hr_recruitment.group_hr_recruitment_user"


class HrInterviewBooking(models.Model):
    """Times for an interview that a candidate may choose among: one row for each
    application and offer. What is chosen becomes a meeting like any other.

    The times themselves stand nowhere: whoever looks is told what is free then.
    """

    _name = "hr.interview.booking"
    _description = "Offer to Book an Interview"
    _inherit = "hr.candidate.request.mixin"
    _order = "id desc"

    _asked_in = "booking_id"
    _asked_by = "booking"
    _asked_as = "booking"
    _asked_while = CHOOSABLE
    _asked_no_more = "booking_over"

    applicant_id = fields.Many2one(
        "hr.applicant", "Application", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="applicant_id.company_id", store=True, index="btree_not_null"
    )
    job_id = fields.Many2one(related="applicant_id.job_id", store=True)
    user_id = fields.Many2one(related="applicant_id.user_id", store=True, string="Recruiter")
    state = fields.Selection(STATES, required=True, default="open", readonly=True, index=True)
    minutes = fields.Integer(required=True, readonly=True, default=60)
    meeting_format = fields.Selection(
        MEETING_FORMATS, "Interview Format", required=True, readonly=True, default="on_site"
    )
    work_location_id = fields.Many2one(
        "hr.work.location", "Meeting Place", readonly=True, ondelete="set null"
    )
    videocall_location = fields.Char("Video Link", readonly=True)
    panel_user_ids = fields.Many2many(
        "res.users",
        "hr_interview_booking_panel_rel",
        string="Take Part",
        domain="[('active', '=', True), ('share', '=', False), ('company_ids', 'in', company_id)]",
        # Who does not work here any more stays in the way until somebody takes them out.
        context={"active_test": False},
        write_groups=OFFICER,
        help="All of them have to be free.",
    )
    seat_ids = fields.One2many(
        "hr.interview.booking.seat",
        "booking_id",
        "One of These",
        help="Of each line one, whoever is free; who has had the fewest interviews lately "
        "comes first.",
    )
    rules = fields.Json(readonly=True, technical=True, groups="base.group_system")
    deadline = fields.Datetime("Choose By")
    meeting_id = fields.Many2one(
        "calendar.event",
        "Interview",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    chosen_start = fields.Datetime("Chosen Time", readonly=True, copy=False)
    moves = fields.Integer("Times Moved", readonly=True, copy=False)
    none_fits_text = fields.Text("Would Suit the Candidate", readonly=True, copy=False)
    notice = fields.Char(compute="_compute_notice", help="Why nothing can be chosen at the moment.")
    # What the recruiter was told is in the way, so that it is said once.
    alerted = fields.Char(readonly=True, technical=True, copy=False)
    communication_ids = fields.One2many(
        "hr.applicant.communication", "booking_id", readonly=True, string="Messages"
    )

    @api.depends("applicant_id.partner_name", "state")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for booking in self:
            booking.display_name = self.env._(
                "Times for %s", booking.sudo().applicant_id.partner_name or ""
            )

    @api.depends("state", "panel_user_ids.active", "seat_ids.user_ids.active")
    @api.depends_context("lang")
    def _compute_notice(self):
        for booking in self:
            gone = booking._find_gone() if booking.state in CHOOSABLE else None
            booking.notice = gone is not None and booking._say_gone(gone)

    def _get_rules(self):
        return read_rules(self.sudo().rules)

    def _get_company(self):
        return self.sudo().company_id or self.env.company.sudo()

    # Who takes part --------------------------------------------------------------------

    def _find_gone(self):
        """:return: list of names of those without whom nothing is offered: they do not
        work here any more; None where nothing is in the way"""
        times = self.env["hr.interview.free.times"]
        company = self._get_company()
        panel = self.sudo().panel_user_ids
        gone = panel - times._filter_present(panel, company)
        empty = [
            seat
            for seat in self.sudo().seat_ids
            if not times._filter_present(seat.user_ids, company)
        ]
        if not panel and not self.sudo().seat_ids:
            return []
        if not gone and not empty:
            return None
        return [*gone.mapped("name"), *(", ".join(seat.user_ids.mapped("name")) for seat in empty)]

    def _say_gone(self, names):
        if not names:
            return self.env._("Nobody takes part: choose who does.")
        return self.env._(
            "No times are offered: %s cannot be invited any more. Choose somebody else.",
            ", ".join(names),
        )

    def _read_invited(self):
        """Past the ORM, which would take a query for each kind and order them by their names:
        hundreds look at their page at once.

        :return: (tuple of ids of the panel, tuple of tuples of ids: one of each), archived
            ones included"""
        self.ensure_one()
        seats = self.env["hr.interview.booking.seat"].sudo()
        seats.flush_model(["booking_id", "user_ids"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT NULL, res_users_id FROM hr_interview_booking_panel_rel
                 WHERE hr_interview_booking_id = %(id)s
             UNION ALL
                SELECT seat.id, one.res_users_id
                  FROM hr_interview_booking_seat AS seat
             LEFT JOIN hr_interview_booking_seat_rel AS one
                    ON one.hr_interview_booking_seat_id = seat.id
                 WHERE seat.booking_id = %(id)s
              ORDER BY 1 NULLS FIRST, 2
                """,
                id=self.id,
            )
        )
        invited = {None: []}
        for seat, user in rows:
            invited.setdefault(seat, []).extend([user] if user else [])
        panel, *others = map(tuple, invited.values())
        return panel, tuple(others)

    def _get_people_names(self, invited=None):
        """:param tuple invited: see ``_read_invited``, where that was read already
        :return: (list of names of the panel, list of lists of names: one of each)"""
        panel, seats = invited = invited or self._read_invited()

        def find():
            return self._find_names(panel), [self._find_names(seat) for seat in seats]

        return self.env["hr.interview.free.times"]._get_recent(("names", invited), find)

    def _find_names(self, ids):
        """:return: list of names of those who still work here, in Odoo's order"""
        users = self.env["res.users"].sudo().browse(ids).filtered("active")
        return users.sorted().mapped("name")
