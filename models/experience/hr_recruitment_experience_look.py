from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..batch import get_today
from ..rendering.dates_in_words import get_locale, say_day, say_month
from .look_choices import CLOSED_BECAUSE, QUESTIONS, STATES, USES


class HrRecruitmentExperienceLook(models.Model):
    """The monthly look of a recruiter or hiring manager: what went well for candidates, what
    went badly, what should change.

    Each person has one for a month and a company, as long as they have open job positions
    there. They see their own, candidate experience managers see all, and who has not
    answered.
    """

    _name = "hr.recruitment.experience.look"
    _description = "Monthly Check-In of a Recruiter or Manager"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "hr.candidate.guard.mixin",
        "hr.candidate.improvable.mixin",
    ]
    _order = "month desc, id desc"

    _improved_as = "look_id"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", "Person", required=True, readonly=True, index=True, ondelete="cascade"
    )
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="set null")
    month = fields.Date(
        required=True, readonly=True, help="The first day of the month it is about."
    )
    role = fields.Selection(
        [
            ("recruiter", "Recruiter"),
            ("manager", "Hiring manager"),
            ("both", "Recruiter and hiring manager"),
        ],
        required=True,
        readonly=True,
    )
    job_ids = fields.Many2many(
        "hr.job",
        "experience_look_job_rel",
        "look_id",
        "job_id",
        "Job Positions",
        readonly=True,
        help="The open ones of this person on the day on which the check-in was opened.",
    )
    date_deadline = fields.Date("Answer By", required=True, readonly=True)
    reminded_on = fields.Date(readonly=True, help="There is one reminder.")
    state = fields.Selection(STATES, default="open", required=True, readonly=True, index=True)
    closed_because = fields.Selection(CLOSED_BECAUSE, "Why It Is Closed", readonly=True)
    answered_date = fields.Date("Answered On", readonly=True)
    takes_over_id = fields.Many2one(
        "hr.recruitment.experience.look",
        "Takes Over From",
        readonly=True,
        ondelete="set null",
        help="The check-in of somebody who has left the job positions.",
    )
    went_well = fields.Text("What Went Well for Candidates?")
    went_badly = fields.Text("What Went Badly for Candidates?")
    to_change = fields.Text("What Should Change?")
    answered_share = fields.Float(
        "Answered (%)",
        compute="_compute_answered_share",
        store=True,
        aggregator="avg",
        help="Closed check-ins do not count.",
    )
    is_mine = fields.Boolean(compute="_compute_is_mine")
    is_suggested = fields.Boolean(compute="_compute_is_suggested", compute_sudo=True)
    improvement_ids = fields.One2many(
        "hr.recruitment.improvement", "look_id", "Improvement Actions"
    )

    _once = models.Constraint(
        "UNIQUE (company_id, user_id, month)", "This person has a check-in of this month already."
    )

    @api.depends("state")
    def _compute_answered_share(self):
        for look in self:
            look.answered_share = 100 if look.state == "answered" else 0

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for look in self:
            look.is_mine = look.user_id == self.env.user

    @api.depends("improvement_ids")
    def _compute_is_suggested(self):
        for look in self:
            look.is_suggested = bool(look.improvement_ids)

    @api.depends("month", "user_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for look in self:
            parts = (look.month and look._say_month(), look.user_id.name)
            look.display_name = " · ".join(filter(None, parts))

    def _say_month(self):
        return say_month(self.month, get_locale(self.env))

    @api.private
    def get_month_name(self):
        """:return: "November 2026", in the reader's language"""
        return self._say_month()

    @api.private
    def get_deadline(self):
        """:return: "Friday, December 11", in the reader's language"""
        return say_day(self.date_deadline, get_locale(self.env))

    def write(self, vals):
        if not self.env.su and vals.keys() & set(QUESTIONS):
            self._check_is_open()
        return super().write(vals)

    def _check_is_open(self):
        """:raise UserError: where nothing is asked any more"""
        for look in self:
            if look.state == "open" and self.env["hr.candidate.settings"]._is_used(USES):
                continue
            reasons = dict(self._fields["closed_because"]._description_selection(self.env))
            raise UserError(
                {
                    "answered": self.env._("This check-in is answered already. Thank you."),
                    "missed": self.env._(
                        "The time for this check-in is over. The next one is open."
                    ),
                    "closed": self.env._(
                        "This check-in is not needed any more: %s.",
                        reasons.get(look.closed_because),
                    ),
                }.get(look.state, reasons["off"])
            )

    def _read_group_select(self, aggregate_spec, query):
        """Closed looks are none that somebody has missed."""
        if aggregate_spec == "answered_share:avg":
            return SQL(
                "AVG(CASE %s WHEN 'closed' THEN NULL WHEN 'answered' THEN 100.0 ELSE 0 END)",
                self._field_to_sql(self._table, "state", query),
            )
        return super()._read_group_select(aggregate_spec, query)

    # Actions ------------------------------------------------------------------------------

    def action_answer(self):
        """Hand it in.

        :raise AccessError: for whoever is not the person
        :raise UserError: with nothing in it, and where nothing is asked any more"""
        self.ensure_one()
        self.check_access("write")
        self._check_is_open()
        if not any((self[name] or "").strip() for name in QUESTIONS):
            raise UserError(self.env._("Answer at least one of the three questions."))
        look = self.sudo()
        look.write({"state": "answered", "answered_date": get_today(self.env)})
        look._drop_todos()

    def action_suggest_improvement(self):
        """What should change becomes an idea, in the name of who wrote it. Once.

        :raise UserError: where nothing should change, or it has become one already"""
        self.ensure_one()
        self.check_access("read")
        if not self.is_mine:
            raise UserError(self.env._("Only who wrote it can suggest it."))
        words = (self.to_change or "").strip()
        if not words:
            raise UserError(self.env._("Write what should change first."))
        if self.is_suggested:
            raise UserError(self.env._("It is among the improvement actions already."))
        ideas = self.env["hr.recruitment.improvement"]
        ideas._suggest(words, company_id=self.company_id.id, look_id=self.id)
        return ideas._thank_author({"type": "ir.actions.client", "tag": "soft_reload"})

    def _prepare_improvement(self):
        words = (self.to_change or "").strip()
        return {"name": words.split("\n")[0][:120], "description": words}

    # To-dos -------------------------------------------------------------------------------

    def _raise_own_todos(self):
        activities = self.env["mail.activity"]
        if kind := activities._get_todo_type("activity_type_look"):
            activities._keep_todos(self, kind, lambda look: look._say_todo(), "date_deadline")

    def _say_todo(self):
        """:return: (summary, no note)"""
        return self.env._("Three questions about %s", self._say_month()), False

    def _drop_todos(self):
        activities = self.env["mail.activity"]
        if kind := activities._get_todo_type("activity_type_look"):
            activities._find_raised(self, kind).unlink()
