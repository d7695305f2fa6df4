from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import Batch, get_now
from ..rendering.dates_in_words import get_locale, say_brief_day
from .states import COMING, GRACE, STOPPED
from .triggers import BY_NAME

# What the state of the row says already.
ORDINARY = ("due", "outbox", "delivered", "sms_sent", "assigned", "reminder")
# Until the scheduled action has come round; later it would not be true.
WAKING = timedelta(minutes=5)
# Seconds: more than any date of a row, so that what is to come is first.
FAR = 10**12
# ``timeline_order``, of the columns.
ORDER = (
    f"CASE WHEN %(state)s IN {COMING} THEN EXTRACT(EPOCH FROM %(moment)s) - {FAR}"
    f" WHEN %(state)s IN {STOPPED} THEN 3 * {FAR} - EXTRACT(EPOCH FROM %(moment)s)"
    f" ELSE {FAR} - EXTRACT(EPOCH FROM %(moment)s) END"
)
# What the list of all communications is opened with.
OPEN = (*COMING, "failed")


class HrApplicantCommunicationTimeline(models.Model):
    """What the timeline says of a row: what it is, to whom, because of what, and which
    goes next."""

    _inherit = "hr.applicant.communication"

    started = fields.Selection(
        [("hand", "By hand"), ("rule", "By an automation rule")],
        readonly=True,
        help="Empty: the plan did, when something happened.",
    )
    title = fields.Char("What", compute="_compute_title", compute_sudo=True)
    addressee = fields.Char("To", compute="_compute_addressee", compute_sudo=True)
    because = fields.Char("Why", compute="_compute_because", compute_sudo=True)
    timeline_order = fields.Float(
        compute="_compute_timeline_order",
        help="To sort by: what is still to be sent, the next first, then what has happened, the "
        "latest first, and what was not sent at the end.",
    )

    # Of 100,000 that are open, what the list shows first.
    _open = models.Index(
        "(user_id, COALESCE(needs_attention, FALSE) DESC,"
        f" ({ORDER % {'state': 'state', 'moment': 'scheduled_date'}}), id DESC)"
        f" WHERE state IN {OPEN}"
    )

    @api.depends("step_id.name", "is_reminder")
    @api.depends_context("lang")
    def _compute_title(self):
        for row in self:
            row.title = self._say_title(row.step_id.name, row.is_reminder)

    @api.model
    def _say_title(self, name, is_reminder):
        return self.env._("Reminder: %s", name) if is_reminder else name

    @api.depends("action", "state", "activity_id.user_id", "reason_detail")
    @api.depends_context("lang")
    def _compute_addressee(self):
        # Most of them are for the same few colleagues.
        asking = Batch(get_now(self.env)).put_around(self)
        for row, asked in zip(self, asking, strict=True):
            row.addressee = asked._say_addressee()

    def _say_addressee(self):
        if self.action != "activity":
            return self.env._("Candidate")
        if names := self._name_colleagues():
            return self.env._("To-do for %s", names)
        return self.env._("To-do for a colleague")

    def _name_colleagues(self):
        """:return: str, who got the to-do or will get it; empty if that is not known"""
        if self.state == "scheduled":
            return ", ".join(self._find_assignees().mapped("name"))
        if self.activity_id:
            return self.activity_id.user_id.name
        return self.reason == "assigned" and self.reason_detail

    @api.depends("step_id.trigger", "state", "reason", "stage_id.name", "meeting_start", "started")
    @api.depends_context("lang", "tz")
    def _compute_because(self):
        for row in self:
            why = row._explain_state()
            row.because = f"{row._say_because()} · {why}" if why else row._say_because()

    def _say_because(self):
        """:return: str, what happened that this is the consequence of"""
        day = self._say_day(self.create_date)
        if self.started == "rule":
            return self.env._("Automation rule %s", day)
        if self.started or self.step_id.trigger == "manual":
            return self.env._(
                "Started by %(person)s %(date)s", person=self.create_uid.name, date=day
            )
        trigger = BY_NAME[self.step_id.trigger]
        facts = self._find_facts(day)
        if trigger.because and all(facts[name] for name in trigger.because_of):
            sentence = self.env._(trigger.because)
            return sentence % facts
        return f"{facts['event']} {day}" if trigger.has_day else facts["event"]

    def _find_facts(self, day):
        """:return: dict of what the sentence of a trigger can name, each a str"""
        labels = dict(self.step_id._fields["trigger"]._description_selection(self.env))
        stages = self.stage_id or self.step_id.stage_ids
        return {
            "event": labels[self.step_id.trigger],
            "date": day,
            "meeting": self._say_day(self.meeting_start),
            "first_day": self._say_date(self.applicant_id.first_day),
            "stage": stages.name if len(stages) == 1 else "",
        }

    def _say_day(self, moment):
        if not moment:
            return ""
        local, now = (
            fields.Datetime.context_timestamp(self, date) for date in (moment, get_now(self.env))
        )
        return say_brief_day(local, get_locale(self.env), now.date())

    def _say_date(self, day):
        today = fields.Datetime.context_timestamp(self, get_now(self.env)).date()
        return say_brief_day(day, get_locale(self.env), today) if day else ""

    def _explain_state(self):
        """:return: str, why it is where it is, unless that goes without saying"""
        left = self.scheduled_date - get_now(self.env)
        if self.state == "scheduled" and self.reason == "due" and -WAKING <= left <= GRACE:
            return self.env._("Will be sent in a moment")
        return "" if self.reason in ORDINARY else self._say_reason()

    # What goes next -----------------------------------------------------------------------

    @api.depends("state", "scheduled_date")
    def _compute_timeline_order(self):
        for row in self:
            moment = row.scheduled_date
            seconds = moment.timestamp() if moment else 0
            if row.state in COMING:
                row.timeline_order = seconds - FAR
            else:
                row.timeline_order = (3 if row.state in STOPPED else 1) * FAR - seconds

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """The same, of the columns."""
        if field_name != "timeline_order":
            return super()._order_field_to_sql(alias, field_name, direction, nulls, query)
        state, moment = (
            self._field_to_sql(alias, name, query) for name in ("state", "scheduled_date")
        )
        return SQL("%s %s %s", SQL(ORDER, state=state, moment=moment), direction, nulls)
