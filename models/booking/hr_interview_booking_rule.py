from odoo import api, fields, models

from ..write_groups import ADMINISTRATOR
from .rules import Rules


class HrInterviewBookingRule(models.Model):
    """Which times candidates are offered to book, and what they may change afterwards."""

    _name = "hr.interview.booking.rule"
    _description = "Booking Rule"
    _inherit = "hr.candidate.shared.mixin"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, write_groups=ADMINISTRATOR)
    active = fields.Boolean(default=True, write_groups=ADMINISTRATOR)
    sequence = fields.Integer(default=10, write_groups=ADMINISTRATOR)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        write_groups=ADMINISTRATOR,
        help="Leave empty for all companies.",
    )
    job_ids = fields.Many2many(
        "hr.job",
        "hr_interview_booking_rule_job_rel",
        string="Job Positions",
        write_groups=ADMINISTRATOR,
        help="Leave empty for all job positions.",
    )
    buffer_before = fields.Integer(
        "Minutes Free Before",
        default=Rules().buffer_before,
        write_groups=ADMINISTRATOR,
        help="Between the interviewer's meeting before and the interview.",
    )
    buffer_after = fields.Integer(
        "Minutes Free After",
        default=Rules().buffer_after,
        write_groups=ADMINISTRATOR,
        help="Between the interview and the interviewer's next meeting.",
    )
    most_per_day = fields.Integer(
        "Most Interviews per Day",
        default=Rules().most_per_day,
        write_groups=ADMINISTRATOR,
        help="For each interviewer, those that were booked by hand among them.",
    )
    notice_hours = fields.Integer(
        "Hours of Notice",
        default=Rules().notice_hours,
        write_groups=ADMINISTRATOR,
        help="No time is offered that is nearer.",
    )
    horizon_days = fields.Integer(
        "Days Ahead",
        default=Rules().horizon_days,
        write_groups=ADMINISTRATOR,
        help="No time is offered that is further away.",
    )
    slot_minutes = fields.Integer(
        "Begins Every (Minutes)",
        default=Rules().slot_minutes,
        write_groups=ADMINISTRATOR,
        help="30: on the hour and at half past.",
    )
    within_office_hours = fields.Boolean(
        "Within Our Office Hours",
        default=True,
        write_groups=ADMINISTRATOR,
        help="Beside the working hours of each interviewer, those of the company count. "
        "Switch it off for panels in several time zones.",
    )
    choose_days = fields.Integer(
        "Working Days to Choose",
        default=Rules().choose_days,
        write_groups=ADMINISTRATOR,
        help="The candidate has until the end of that day, and is told the date.",
    )
    reminder_days = fields.Integer(
        "Reminder Before That Day (Days)",
        default=Rules().reminder_days,
        write_groups=ADMINISTRATOR,
        help="One, only if nothing was chosen. 0: none.",
    )
    moves_allowed = fields.Integer(
        "Times It May Be Moved",
        default=Rules().moves_allowed,
        write_groups=ADMINISTRATOR,
        help="By the candidate, on their own page. 0: never.",
    )
    change_hours = fields.Integer(
        "Hours Before for Changes",
        default=Rules().change_hours,
        write_groups=ADMINISTRATOR,
        help="Until so long before the interview, the candidate moves or cancels it. "
        "Later, the page says whom to talk to.",
    )

    _minutes = models.Constraint(
        "CHECK (buffer_before BETWEEN 0 AND 240 AND buffer_after BETWEEN 0 AND 240"
        " AND slot_minutes BETWEEN 5 AND 240)",
        "Interviewers are free for 0 to 240 minutes before and after, and interviews begin "
        "every 5 to 240 minutes.",
    )
    _days = models.Constraint(
        "CHECK (notice_hours BETWEEN 0 AND 720 AND horizon_days BETWEEN 1 AND 90"
        " AND choose_days BETWEEN 1 AND 60 AND reminder_days BETWEEN 0 AND 60)",
        "Notice is 0 to 720 hours, times are offered for 1 to 90 days, candidates have 1 to "
        "60 working days to choose, and are reminded 0 to 60 days before.",
    )
    _changes = models.Constraint(
        "CHECK (most_per_day BETWEEN 1 AND 20 AND moves_allowed BETWEEN 0 AND 10"
        " AND change_hours BETWEEN 0 AND 720)",
        "An interviewer has 1 to 20 interviews a day; candidates move one 0 to 10 times, "
        "until 0 to 720 hours before.",
    )

    @api.model
    def _find_rules(self, company, job):
        """:param company: ``res.company``, may be empty
        :param job: ``hr.job``, may be empty
        :return: ``Rules`` of the first rule that fits, one for the job position before
            others, one of the company before those of all"""
        rules = self.sudo().search(
            [
                ("company_id", "in", [False, *company.ids]),
                "|",
                ("job_ids", "=", False),
                ("job_ids", "in", job.ids),
            ]
        )
        first = rules.sorted(lambda rule: (not rule.job_ids, not rule.company_id))[:1]
        return first._get_rules() if first else Rules()

    def _get_rules(self):
        return Rules(**{name: self[name] for name in Rules._fields})
