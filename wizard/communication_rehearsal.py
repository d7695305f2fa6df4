from collections import Counter

from lxml import html
from psycopg2.errors import LockNotAvailable, QueryCanceled

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.batch import get_now
from ..models.offer.states import USES
from ..models.plan_rehearsal.rehearsed import Rehearsed
from ..models.plan_rehearsal.story import Story
from ..models.rehearsal import rehearse

KINDS = [
    ("event", "What Happens"),
    ("email", "Email"),
    ("sms", "SMS"),
    ("todo", "To-Do"),
    ("page", "Candidate's Page"),
    ("stopped", "Not Sent"),
]
CHANGES = [("new", "New"), ("changed", "Changed"), ("gone", "Gone")]
MOST_STAGES, MOST_DAYS = 10, 90
# A calendar knows no years without end.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class HrRecruitmentCommunicationRehearsal(models.TransientModel):
    """What a plan does to a person: an invented candidate goes through it, and all that they
    and their recruiter would get stands on a time line. Nothing is sent, nothing is kept."""

    _name = "hr.recruitment.communication.rehearsal"
    _description = "Rehearsal of a Communication Plan"
    _rec_name = "plan_id"

    plan_id = fields.Many2one(
        "hr.recruitment.communication.plan", required=True, ondelete="cascade"
    )
    job_id = fields.Many2one(
        "hr.job",
        "Job Position",
        domain="[('id', 'in', allowed_job_ids)]",
        help="Empty: an invented one.",
    )
    allowed_job_ids = fields.Many2many("hr.job", compute="_compute_allowed_job_ids")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language of the Candidate",
        required=True,
        default=lambda self: self.env.lang or "en_US",
    )
    start = fields.Datetime("Applies On", required=True, default=lambda self: get_now(self.env))
    end = fields.Selection(
        [
            ("refused", "We refuse"),
            ("hired", "We hire"),
            ("withdrawn", "The candidate withdraws"),
            ("nothing", "Nothing happens"),
        ],
        "How It Ends",
        required=True,
        default="refused",
    )
    stages = fields.Integer("Moves to Other Stages", default=2)
    days = fields.Integer("Days in Each Stage", default=7)
    interview = fields.Boolean("An Interview Is Planned", default=True)
    moved = fields.Boolean("The Interview Is Moved")
    taken_back = fields.Boolean("The First Refusal Is Taken Back")
    offer = fields.Boolean("Is Offered the Job First")
    has_address = fields.Boolean("Has an Email Address", default=True)
    has_phone = fields.Boolean("Has a Phone Number", default=True)
    easy_to_read = fields.Boolean("Wants Easy-to-Read Emails")
    line_ids = fields.One2many(
        "hr.recruitment.communication.rehearsal.line", "rehearsal_id", "Time Line", readonly=True
    )

    @api.depends("plan_id")
    def _compute_allowed_job_ids(self):
        """Those whose plan it is: for others it would have to be put in use."""
        for rehearsal in self:
            plan = rehearsal.plan_id
            rehearsal.allowed_job_ids = plan.in_use and plan.job_ids

    @api.constrains("start")
    def _check_start(self):
        for rehearsal in self:
            if not FIRST_YEAR <= rehearsal.start.year <= LAST_YEAR:
                raise UserError(
                    self.env._(
                        "Choose a date from %(first)s to %(last)s.",
                        first=FIRST_YEAR,
                        last=LAST_YEAR,
                    )
                )

    @api.constrains("stages", "days")
    def _check_numbers(self):
        for rehearsal in self:
            if not (0 <= rehearsal.stages <= MOST_STAGES and 1 <= rehearsal.days <= MOST_DAYS):
                raise UserError(
                    self.env._(
                        "Up to %(stages)s stages, and 1 to %(days)s days in each.",
                        stages=MOST_STAGES,
                        days=MOST_DAYS,
                    )
                )

    def action_rehearse(self):
        """Go through the plan, and say what differs from the time before."""
        self.ensure_one()
        self.check_access("write")
        self.plan_id.check_access("write")
        before = self.line_ids
        after = before.create([{**line, "rehearsal_id": self.id} for line in self._rehearse()])
        if before:
            self._compare(before, after)

    def _rehearse(self):
        """:raise UserError: where somebody else works on what is needed"""
        try:
            with rehearse(self.env) as env:
                return Rehearsed(
                    env,
                    self.plan_id,
                    self.job_id & self.allowed_job_ids,
                    self._get_story(),
                    self.lang,
                    self.has_address,
                    self.has_phone,
                    self.easy_to_read,
                ).run()
        except (QueryCanceled, LockNotAvailable) as error:
            raise UserError(
                self.env._(
                    "Somebody is changing the plan right now. Rehearse it again in a moment."
                )
            ) from error

    def _get_story(self):
        return Story(
            start=self.start.replace(microsecond=0),
            end=self.end,
            stages=self.stages,
            days=self.days,
            interview=self.interview,
            moved=self.moved,
            taken_back=self.taken_back,
            offer=self.offer and self.env["hr.candidate.settings"]._is_used(USES),
        )

    def _compare(self, before, after):
        """Say of each line what has changed, and keep of those before what is gone.

        :param before, after: ``hr.recruitment.communication.rehearsal.line``"""
        known = before.filtered(lambda line: line.change != "gone")._number()
        new, changed = after.browse(), after.browse()
        for key, line in after._number().items():
            old = known.pop(key, None)
            if not old:
                new |= line
            elif old._get_contents() != line._get_contents():
                changed |= line
        gone = before.browse().union(*known.values())
        new.change, changed.change, gone.change = "new", "changed", "gone"
        (before - gone).unlink()


class HrRecruitmentCommunicationRehearsalLine(models.TransientModel):
    """Something on the time line of an invented candidate."""

    _name = "hr.recruitment.communication.rehearsal.line"
    _description = "Line of a Rehearsal"
    _order = "moment, id"
    _rec_name = "title"

    rehearsal_id = fields.Many2one(
        "hr.recruitment.communication.rehearsal", required=True, ondelete="cascade"
    )
    moment = fields.Datetime("When")
    kind = fields.Selection(KINDS)
    title = fields.Char("What")
    to = fields.Char("Who, or Why")
    key = fields.Char()
    body = fields.Html("Text", sanitize="email_outgoing")
    change = fields.Selection(CHANGES, "Since the Last Rehearsal")

    def _number(self):
        """:return: dict (key, how many of it came before) → line"""
        counts, found = Counter(), {}
        for line in self:
            counts[line.key] += 1
            found[line.key, counts[line.key]] = line
        return found

    def _get_contents(self):
        """:return: tuple of what somebody reads of it: keys in links are new each time"""
        text = html.fromstring(f"<div>{self.body or ''}</div>").text_content()
        return self.moment, self.title, self.to, " ".join(text.split())


class HrRecruitmentCommunicationPlan(models.Model):
    _inherit = "hr.recruitment.communication.plan"

    def action_rehearse(self):
        """Open a rehearsal of the plan."""
        self.ensure_one()
        self.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "hr_recruitment_candidate_experience.action_communication_rehearsal"
        )
        return {**action, "context": {"default_plan_id": self.id}}
