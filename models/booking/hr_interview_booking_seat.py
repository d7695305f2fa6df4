from odoo import fields, models

from ..write_groups import OFFICER


class HrInterviewBookingSeat(models.Model):
    """One of several colleagues, any one of whom will do."""

    _name = "hr.interview.booking.seat"
    _description = "One of Several Interviewers"
    _inherit = "hr.candidate.guard.mixin"
    _rec_name = "booking_id"

    booking_id = fields.Many2one(
        "hr.interview.booking",
        "Offer",
        required=True,
        settled=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="booking_id.company_id")
    user_ids = fields.Many2many(
        "res.users",
        "hr_interview_booking_seat_rel",
        string="One of These",
        domain="[('active', '=', True), ('share', '=', False), ('company_ids', 'in', company_id)]",
        context={"active_test": False},
        write_groups=OFFICER,
    )
