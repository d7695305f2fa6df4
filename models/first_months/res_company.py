from odoo import fields, models

from .kinds import LEAD_DAYS, PAGE_DAYS


class ResCompany(models.Model):
    """What is the same for all who begin here."""

    _inherit = "res.company"

    first_months_automatic = fields.Boolean(
        "Plan the First Months Automatically",
        help="As soon as somebody is hired and the first day is known.",
    )
    first_months_it_user_id = fields.Many2one(
        "res.users",
        "IT Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', id)]",
        help="Gets the tasks of IT. Empty: the HR responsible.",
    )
    first_months_lead_days = fields.Integer(
        "Days in Advance for To-Dos",
        default=LEAD_DAYS,
        required=True,
        help="Tasks of the first months become to-dos this many days before they are due.",
    )
    first_months_page_days = fields.Integer(
        "Days the Page Stays Open",
        default=PAGE_DAYS,
        required=True,
        help="For this long after the first day, new colleagues find their first months on the "
        "page.",
    )
    first_day_start = fields.Float("First Day Begins", default=9.0, required=True)
    first_day_lunch = fields.Char("Lunch on the First Day", translate=True)
    first_day_bring = fields.Text("What to Bring", translate=True)
    first_day_program = fields.Text("The First Day", translate=True)
    first_week_program = fields.Text("The First Week", translate=True)
    first_months_info = fields.Html(
        "Good to Know",
        translate=True,
        sanitize_attributes=True,
        help="Basic information for everybody who begins: hours, pay day, sick leave, where to "
        "ask.",
    )
    first_months_next = fields.Text(
        "From the First Day On",
        translate=True,
        help="Where new colleagues find what comes next, once they are here.",
    )

    _first_months_limits = models.Constraint(
        "CHECK (first_months_lead_days BETWEEN 0 AND 90"
        " AND first_months_page_days BETWEEN 1 AND 366"
        " AND first_day_start >= 0 AND first_day_start < 24)",
        "To-dos come at most 90 days ahead, the page stays open for 1 to 366 days, and the first "
        "day begins between 00:00 and 24:00.",
    )
