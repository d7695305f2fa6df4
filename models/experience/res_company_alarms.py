from odoo import fields, models


class ResCompanyAlarms(models.Model):
    """How often alarms may be false, and what of the company is watched already."""

    _inherit = "res.company"

    alarm_rate = fields.Float(
        "False Alarms a Year",
        default=1.0,
        required=True,
        help="At most this many alarms a year, of all watched numbers together, are due to chance. "
        "With fewer, a change has to be larger or last longer before there is an alarm.",
    )
    alarm_read_until = fields.Date(
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="The first day that has not been checked for alarms.",
    )
    _alarm_rate = models.Constraint(
        "CHECK (alarm_rate >= 0.1 AND alarm_rate <= 52)",
        "False alarms a year are from 0.1 (one in ten years) to 52 (one a week).",
    )

    def _find_working_days(self, first, last):
        """:return: sorted list of the dates on which somebody is here"""
        self.ensure_one()
        calendar = self.sudo().resource_calendar_id.with_company(self)
        return calendar._find_working_days(first, last)

    def _say_trouble(self, kind, env):
        if kind == "alarms":
            return env._("The search for trend changes could not be finished")
        return super()._say_trouble(kind, env)
