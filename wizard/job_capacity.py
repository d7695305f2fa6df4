from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..models.advert.answering_time import WEEK, find_minutes, foresee
from ..models.batch import get_now

# Applications for an ad, by the vendor's guide that the mission names (Trustcruit).
USUAL = 250
# What the company had counts from so many job positions on.
FEWEST = 3
HISTORY = timedelta(days=730)
# More is a typing error.
MOST = {
    "expected": 100000,
    "weeks": 52,
    "reading_minutes": 600,
    "answering_minutes": 600,
    "interview_minutes": 2400,
    "interview_share": 100,
    "people": 1000,
    "hours": 60,
}


class HrJobCapacity(models.TransientModel):
    """Before an ad is published: can everybody who applies be answered in time? All that
    is assumed stands there, and can be changed."""

    _name = "hr.job.capacity"
    _description = "Answering in Time"

    job_id = fields.Many2one("hr.job", "Job Position", required=True, readonly=True)
    expected = fields.Integer("Expected Applications", required=True)
    is_own = fields.Boolean("From Own History", readonly=True)
    weeks = fields.Integer("Weeks of the Ad", default=4, required=True)
    reading_minutes = fields.Integer("Reading an Application", default=8, required=True)
    answering_minutes = fields.Integer("Answering It", default=4, required=True)
    interview_share = fields.Integer("Invited to an Interview", default=5, required=True)
    interview_minutes = fields.Integer("An Interview With Its Notes", default=90, required=True)
    people = fields.Integer(required=True)
    hours = fields.Float("Hours a Week, Each", default=4, required=True)
    promised = fields.Integer(compute="_compute_promised")
    late = fields.Float("Would Wait Longer", compute="_compute_outcome")
    words = fields.Text("What to Expect", compute="_compute_outcome")

    @api.model
    def default_get(self, names):
        values = super().default_get(names)
        job = self.env["hr.job"].browse(values.get("job_id"))
        if job:
            job.check_access("read")
            expected = self._find_expected(job)
            known = {
                "expected": expected or USUAL,
                "is_own": bool(expected),
                "people": len(job.user_id | job.interviewer_ids) or 1,
            }
            values.update({name: value for name, value in known.items() if name in names})
        return values

    @api.model
    def _find_expected(self, job):
        """:return: how many applied for a job position of the department, otherwise of the
        company, on average in two years; None where they were too few. A job position of
        all companies is compared with those of the reader's company."""
        company = job.company_id or self.env.company
        here = Domain("company_id", "in", [company.id, False])
        for where in (Domain("department_id", "=", job.department_id.id), Domain.TRUE):
            groups = (
                self.env["hr.applicant"]
                .sudo()
                .with_context(active_test=False)
                ._read_group(
                    here
                    & where
                    & Domain("create_date", ">=", get_now(self.env) - HISTORY)
                    & Domain("arrival", "!=", "sourced")
                    & Domain("job_id", "!=", False),
                    ["job_id"],
                    ["__count"],
                )
            )
            if len(groups) >= FEWEST:
                return round(sum(number for _job, number in groups) / len(groups))
        return None

    @api.constrains(*MOST)
    def _check_numbers(self):
        for wizard in self:
            for name, most in MOST.items():
                if not 0 <= wizard[name] <= most:
                    raise ValidationError(
                        wizard.env._(
                            "%(field)s: between 0 and %(most)s.",
                            field=wizard._fields[name]._description_string(wizard.env),
                            most=most,
                        )
                    )

    @api.depends("job_id")
    def _compute_promised(self):
        """What a candidate who has applied is promised."""
        for wizard in self:
            wizard.promised = wizard.job_id._origin._get_days_to_reply()

    @api.depends("promised", *MOST)
    def _compute_outcome(self):
        for wizard in self:
            given = wizard._get_numbers()
            minutes = wizard.people * wizard.hours * 60 / WEEK
            if not given or not wizard.promised:
                wizard.late, wizard.words = 0, wizard._say_nothing_promised(given)
                continue
            outcome = foresee(*given, minutes, wizard.promised)
            wizard.late = outcome.late
            wizard.words = wizard._say_outcome(outcome, given)

    def _get_numbers(self):
        """:return: applications, working days, minutes for each; None while somebody types"""
        if any(not 0 <= self[name] <= most for name, most in MOST.items()) or not self.weeks:
            return None
        each = self.reading_minutes + self.answering_minutes
        each += self.interview_minutes * self.interview_share / 100
        return self.expected, self.weeks * WEEK, each

    def _say_nothing_promised(self, given):
        if not given:
            return self.env._("Please look at the numbers again.")
        return self.env._(
            "The first stage names no working days: nothing is promised, and nobody is late."
        )

    def _say_outcome(self, outcome, given):
        if not outcome.late:
            return self.env._(
                "Everybody gets an answer within the %(promised)s working days that you promise. "
                "The longest wait is %(longest)s.",
                promised=self.promised,
                longest=outcome.longest,
            )
        needed = find_minutes(*given, self.promised) * WEEK / 60
        return self.env._(
            "On this staffing %(late)s %% would wait longer than the %(promised)s working days "
            "that you promise. It takes about %(needed)s hours a week in all, and there are "
            "%(there)s.",
            late=max(1, round(100 * outcome.late)),
            promised=self.promised,
            needed=-int(-needed // 1),
            there=round(self.people * self.hours),
        )
