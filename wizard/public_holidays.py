from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.batch import get_today
from ..models.limits import LONGEST


class HrPublicHolidays(models.TransientModel):
    """The public holidays of a year, proposed and entered after a yes: they change
    everybody's time off."""

    _name = "hr.public.holidays"
    _description = "Enter Public Holidays"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        domain=lambda self: [("id", "in", self.env.companies.ids)],
    )
    year = fields.Integer(required=True, default=lambda self: self._get_default_year())
    country_id = fields.Many2one(related="company_id.country_id")
    line_ids = fields.One2many(
        "hr.public.holidays.day",
        "holidays_id",
        string="Days",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    is_proposed = fields.Boolean(compute="_compute_is_proposed")

    @api.model
    def _get_default_year(self):
        """:return: the first that an administrator is asked for, else the next"""
        years = self.env.company._find_years_to_enter()
        return years[0][0] if years else get_today(self.env).year + 1

    @api.depends("company_id", "year")
    def _compute_is_proposed(self):
        for wizard in self:
            wizard.is_proposed = bool(wizard._get_proposed())

    @api.depends("company_id", "year")
    def _compute_line_ids(self):
        """What is entered already is not proposed again."""
        for wizard in self:
            proposed = wizard._get_proposed()
            entered = wizard._get_entered(wizard.year) if proposed else set()
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create({"date": day, "name": proposed[day]})
                    for day in sorted(proposed.keys() - entered)
                ),
            ]

    def _get_entered(self, year):
        return self.company_id._find_holidays_entered(year)[self.company_id.id]

    def _is_possible(self):
        """:return: whether the year is one that people plan for"""
        this = get_today(self.env).year
        return bool(self.company_id) and abs(self.year - this) * 365 <= LONGEST.days

    def _get_proposed(self):
        """:return: dict date → name of those to come: a day that is over would change
        the time off that was taken then"""
        if not self._is_possible():
            return {}
        today = get_today(self.env)
        known = self.company_id._get_public_holidays(self.year)
        return {day: name for day, name in known.items() if day >= today}

    def action_enter(self):
        """Enter the days that are left in the list."""
        self.ensure_one()
        self.check_access("write")
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("Switch to the company first."))
        days = {line.date: line.name for line in self.line_ids if line.date and line.name}
        if not days:
            raise UserError(self.env._("There is no day to enter."))
        entered = set().union(*(self._get_entered(year) for year in {d.year for d in days}))
        self.company_id._enter_holidays(
            {day: name for day, name in days.items() if day not in entered}
        )
        return self.action_open_entered()

    def action_open_entered(self):
        """Open the days off of everybody in the company."""
        companies = [False, self.company_id.id]
        domain = [("resource_id", "=", False), ("company_id", "in", companies)]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Public Holidays"),
            "res_model": "resource.calendar.leaves",
            "view_mode": "list,form",
            "domain": domain,
        }


class HrPublicHolidaysDay(models.TransientModel):
    _name = "hr.public.holidays.day"
    _description = "Public Holiday to Enter"
    _order = "date"

    holidays_id = fields.Many2one("hr.public.holidays", required=True, ondelete="cascade")
    date = fields.Date(required=True)
    name = fields.Char(required=True)
