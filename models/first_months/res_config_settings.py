from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    first_months_automatic = fields.Boolean(
        related="company_id.first_months_automatic", readonly=False
    )
    first_months_it_user_id = fields.Many2one(
        related="company_id.first_months_it_user_id", readonly=False
    )
    first_months_lead_days = fields.Integer(
        related="company_id.first_months_lead_days", readonly=False
    )
    first_months_page_days = fields.Integer(
        related="company_id.first_months_page_days", readonly=False
    )
    first_day_start = fields.Float(related="company_id.first_day_start", readonly=False)
    first_day_lunch = fields.Char(related="company_id.first_day_lunch", readonly=False)
    first_day_bring = fields.Text(related="company_id.first_day_bring", readonly=False)
    first_day_program = fields.Text(related="company_id.first_day_program", readonly=False)
    first_week_program = fields.Text(related="company_id.first_week_program", readonly=False)
    first_months_info = fields.Html(related="company_id.first_months_info", readonly=False)
    first_months_next = fields.Text(related="company_id.first_months_next", readonly=False)


class HrCandidateSettings(models.TransientModel):
    _inherit = "hr.candidate.settings"

    first_months_automatic = fields.Boolean("Plan the First Months Automatically")
    first_months_it_user_id = fields.Many2one(
        "res.users",
        "IT Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    first_months_lead_days = fields.Integer("Days in Advance for To-Dos")
    first_months_page_days = fields.Integer("Days the Page Stays Open")
    first_day_start = fields.Float("First Day Begins")
    first_day_lunch = fields.Char("Lunch on the First Day", translate=True)
    first_day_bring = fields.Text("What to Bring", translate=True)
    first_day_program = fields.Text("The First Day", translate=True)
    first_week_program = fields.Text("The First Week", translate=True)
    first_months_info = fields.Html("Good to Know", translate=True)
    first_months_next = fields.Text("From the First Day On", translate=True)
