from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..feedback.choices import MOMENTS
from ..write_groups import OFFICER
from .alarm_kinds import KIND_LABELS, OPEN, SIGHT_LABELS, SILENCE_DAYS, STATES

# What an alarm is about, as of the series.
ABOUT = ("company_id", "kind", "sight", "job_id", "stage_id", "driver_id", "moment", "limit_days")


class HrRecruitmentExperienceAlarm(models.Model):
    """A number that has turned: since when, from what to what, and what became of it.

    A series has one alarm at most that is not resolved. Whoever can act is told once.
    """

    _name = "hr.recruitment.experience.alarm"
    _description = "Alarm About a Trend Change"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "hr.candidate.moment.mixin",
        "hr.candidate.guard.mixin",
        "hr.candidate.improvable.mixin",
    ]
    _order = "found_date desc, id desc"

    _improved_as = "alarm_id"

    watch_id = fields.Many2one(
        "hr.recruitment.experience.watch",
        "Watched Number",
        readonly=True,
        index=True,
        ondelete="set null",
        groups=fields.NO_ACCESS,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(KIND_LABELS, "What Is Watched", required=True, readonly=True)
    sight = fields.Selection(SIGHT_LABELS, "Watched By", required=True, readonly=True)
    job_id = fields.Many2one("hr.job", "Job Position", readonly=True, ondelete="set null")
    stage_id = fields.Many2one("hr.recruitment.stage", readonly=True, ondelete="set null")
    recruiter_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    driver_id = fields.Many2one(
        "hr.recruitment.feedback.driver", readonly=True, ondelete="set null"
    )
    moment = fields.Selection(MOMENTS, readonly=True)
    subject_name = fields.Char(
        "About",
        readonly=True,
        help="What it was called when the alarm was found. A person has no name here.",
    )
    limit_days = fields.Integer("Long Stay: More Than (Working Days)", readonly=True)
    for_officers = fields.Boolean(
        readonly=True, help="Recruiters may read it: it is of applications, not of answers."
    )
    direction = fields.Selection(
        [("worse", "Worse"), ("better", "Better")], required=True, readonly=True
    )
    since = fields.Date(
        readonly=True, required=True, help="When the change probably began: an estimate."
    )
    found_date = fields.Date("Found On", readonly=True, required=True)
    before = fields.Float(readonly=True, groups=fields.NO_ACCESS)
    after = fields.Float(readonly=True, groups=fields.NO_ACCESS)
    before_n = fields.Integer(readonly=True, groups=fields.NO_ACCESS)
    after_n = fields.Integer(readonly=True, groups=fields.NO_ACCESS)
    is_hidden = fields.Boolean(
        readonly=True, help="The few other answers could be worked out from its numbers."
    )
    sentence = fields.Char("What Has Changed", compute="_compute_sentence")
    state = fields.Selection(STATES, default="new", required=True, readonly=True, tracking=True)
    silenced_until = fields.Date(
        tracking=True,
        write_groups=OFFICER,
        help="On this day you are reminded, if it is still so. A new change of the same number is "
        "reported earlier.",
    )
    user_id = fields.Many2one(
        "res.users", "Sent To", readonly=True, index="btree_not_null", ondelete="set null"
    )
    improvement_ids = fields.One2many(
        "hr.recruitment.improvement", "alarm_id", "Improvement Actions"
    )

    _one_open = models.UniqueIndex(
        "(watch_id) WHERE watch_id IS NOT NULL AND state <> 'resolved'",
        "A number has one open alarm.",
    )
    _silenced_range = models.Constraint(
        "CHECK (silenced_until IS NULL OR silenced_until BETWEEN '2000-01-01' AND '2199-12-31')",
        "This date cannot be right: it is too far away.",
    )

    # Actions ------------------------------------------------------------------------------

    def action_see(self):
        """Somebody has read it, and nobody is reminded any more."""
        self._move("seen")

    def action_silence(self):
        """Until the date that stands there, else for some months."""
        today = fields.Date.context_today(self)
        for alarm in self:
            until = alarm.silenced_until
            if until and until <= today:
                raise UserError(self.env._("Choose a day that is to come."))
            if not until:
                alarm.silenced_until = today + timedelta(days=SILENCE_DAYS)
        self._move("silenced")

    def action_resolve(self):
        self._move("resolved")

    def _move(self, state):
        """:raise AccessError: for who may not act on one of them"""
        self.check_access("write")
        alarms = self.sudo().filtered(lambda alarm: alarm.state in OPEN)
        alarms.write({"state": state, **({} if state == "silenced" else {"silenced_until": False})})
        alarms._drop_todos()

    def _prepare_improvement(self):
        return {
            "name": self.display_name,
            "description": self.sentence,
            "stage_id": self.stage_id.id,
            "driver_id": self.driver_id.id,
            "moment": self.moment,
        }
