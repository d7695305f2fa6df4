from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now
from .triggers import BY_NAME

# What a new row says, and the SQL type of many of them.
SCHEDULED_COLUMNS = {
    "applicant_id": SQL("int[]"),
    "step_id": SQL("int[]"),
    "plan_id": SQL("int[]"),
    "stage_id": SQL("int[]"),
    "job_id": SQL("int[]"),
    "user_id": SQL("int[]"),
    "company_id": SQL("int[]"),
    "occurrence_key": SQL("text[]"),
    "action": SQL("text[]"),
    "reason": SQL("text[]"),
    "scheduled_date": SQL("timestamp[]"),
    "next_attempt": SQL("timestamp[]"),
    "survey_input_id": SQL("int[]"),
    "assessment_id": SQL("int[]"),
    "screening_id": SQL("int[]"),
    "booking_id": SQL("int[]"),
    "offer_id": SQL("int[]"),
    "offer_news": SQL("text[]"),
    "decision_number": SQL("int[]"),
    "meeting_id": SQL("int[]"),
    "meeting_start": SQL("timestamp[]"),
    "is_reminder": SQL("boolean[]"),
    "started": SQL("text[]"),
}


class HrApplicantCommunication(models.Model):
    """One communication to one applicant, and what became of it.

    The life of a row: *scheduled* when its trigger happens (in the user's
    transaction, by ``hr.applicant._schedule``); *queued* when the cron has turned it
    into a mail or SMS in Odoo's outbox, in the same transaction; *sent* or *failed*
    when the outbox has reported back. An activity is *sent* as soon as it exists.
    On the way it may be *skipped* (by a person, or because the candidate may not be
    contacted), *cancelled* (what it was about is no longer true) or *expired* (too
    late to be of use). ``reason`` says in words why it is where it is.

    ``next_attempt`` is when the cron looks at it next, by what the row waits for; empty
    means that it is on hold or that there is nothing more to do. ``reason`` explains,
    and decides nothing.
    """

    _name = "hr.applicant.communication"
    _description = "Candidate Communication"
    _inherit = ["hr.candidate.delivery.mixin", "hr.candidate.guard.mixin"]
    _order = "scheduled_date desc, id desc"

    applicant_id = fields.Many2one(
        "hr.applicant", required=True, index=True, ondelete="cascade", readonly=True
    )
    step_id = fields.Many2one(
        "hr.recruitment.communication.step",
        required=True,
        ondelete="cascade",
        readonly=True,
    )
    plan_id = fields.Many2one(related="step_id.plan_id", store=True)
    trigger = fields.Selection(related="step_id.trigger")
    occurrence_key = fields.Char(
        "Event Identifier",
        required=True,
        technical=True,
        readonly=True,
        help="Exactly what happened: the same step is never planned twice for the same event.",
    )
    stage_id = fields.Many2one(
        "hr.recruitment.stage",
        readonly=True,
        ondelete="set null",
        help="The stage it is about: leaving the stage cancels it.",
    )
    action = fields.Selection(
        [("email", "Email"), ("sms", "SMS"), ("activity", "Activity")],
        string="Channel",
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [
            ("scheduled", "Planned"),
            ("queued", "In outbox"),
            ("sent", "Sent"),
            ("skipped", "Skipped"),
            ("cancelled", "Cancelled"),
            ("expired", "Expired"),
            ("failed", "Failed"),
        ],
        required=True,
        default="scheduled",
        readonly=True,
    )
    reason = fields.Selection(
        [
            ("due", "Sent at the scheduled time"),
            ("office_hours", "Waits for office hours"),
            ("waking_hours", "Waits until it is daytime for the candidate"),
            ("heard_since", "Waits: the candidate has heard from us since"),
            ("paused", "On hold: communication with the candidate is paused"),
            ("awaits_call", "Waits for the call to be made"),
            ("retry", "A temporary problem: it is tried again automatically"),
            ("rescheduled", "Moved by a recruiter"),
            ("outbox", "In the outbox, waits for the mail server"),
            ("delivered", "Accepted by the mail server"),
            ("sms_sent", "Accepted by the SMS service"),
            ("assigned", "Activity given to a colleague"),
            ("by_recruiter", "Skipped by a recruiter"),
            ("no_address", "The candidate has no email address"),
            ("invalid_address", "The email address is not valid"),
            ("no_number", "The candidate has no valid phone number"),
            ("no_mobile", "The phone number is not a mobile number"),
            ("no_country", "The country of the phone number is not known"),
            ("bounced", "An email to this address came back"),
            ("stopped", "The candidate has asked us to stop all messages"),
            ("blacklisted", "The address or number is on an exclusion list"),
            ("no_responsible", "There is nobody to give the activity to"),
            ("stage_left", "The candidate left the stage before it could be sent"),
            ("closed", "The application was closed before it could be sent"),
            ("hired", "The candidate was hired before it could be sent"),
            ("not_applied", "The candidate has not applied"),
            ("plan_changed", "Another plan applies since the job changed"),
            ("job_closed", "The job position is closed"),
            ("step_archived", "The step or its plan was archived"),
            ("no_content", "The step has no template or activity type"),
            ("broken", "The message could not be prepared"),
            ("undeliverable", "The message could not be delivered"),
            ("too_late", "It could not be sent in time"),
            ("first_day_moved", "The first day was moved or removed before it could be sent"),
            ("not_hired", "The candidate is not hired any more"),
            ("has_left", "The new colleague has left"),
            ("hire_untold", "Waits until the candidate knows of the hire"),
            ("outbox_cancelled", "Cancelled or deleted in the outbox"),
        ],
        readonly=True,
    )
    reason_detail = fields.Text("Details", readonly=True)
    scheduled_date = fields.Datetime(
        "Planned for", required=True, help="When it will be or was sent."
    )
    sent_date = fields.Datetime(
        "Sent", readonly=True, help="When the mail server or SMS service accepted it."
    )
    exact_time = fields.Boolean(
        technical=True, readonly=True, help="A person chose the time: office hours do not matter."
    )
    held_for = fields.Selection(
        [("stale_date", "The text needs another date")],
        string="On Hold Because",
        readonly=True,
        copy=False,
        help="What somebody has to do or decide before this is sent, other than to resume "
        "communication or to make the call that comes first.",
    )
    waits_for_id = fields.Many2one(
        "hr.applicant.communication",
        "Waits for the Call",
        technical=True,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The call that comes first. Once it has been made or cancelled, this is sent at its "
        "time.",
    )
    # A plain integer: Odoo deletes sent SMS, the history stays.
    sms_id_int = fields.Integer("Outgoing SMS ID", technical=True, readonly=True)
    message_id = fields.Many2one(
        "mail.message", technical=True, readonly=True, index="btree_not_null", ondelete="set null"
    )
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, index="btree_not_null", ondelete="set null"
    )
    job_id = fields.Many2one(related="applicant_id.job_id", store=True)
    user_id = fields.Many2one(related="applicant_id.user_id", store=True, string="Recruiter")
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    needs_attention = fields.Boolean(
        compute="_compute_needs_attention",
        store=True,
        help="Failed, or held until somebody changes the text: somebody must act.",
    )

    _once = models.Constraint(
        "UNIQUE (step_id, applicant_id, occurrence_key)",
        "This step is already planned for this candidate.",
    )
    _due = models.Index("(next_attempt, id) WHERE state = 'scheduled'")
    _in_outbox = models.Index("(id) WHERE state = 'queued'")

    @api.depends("state", "held_for")
    def _compute_needs_attention(self):
        for row in self:
            held = row.state == "scheduled" and row.held_for == "stale_date"
            row.needs_attention = held or row.state == "failed"

    @api.depends("step_id.name", "applicant_id.partner_name")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.step_id.name} – {row.applicant_id.partner_name}"

    def write(self, vals):
        """People move and reword what has not left; everything else is the engine's."""
        if not self.env.su:
            for name in vals:
                self._check_field_access(self._fields[name], "write")
            self._check_scheduled()
            if "scheduled_date" in vals:
                self._reschedule(vals["scheduled_date"])
                vals = {k: v for k, v in vals.items() if k != "scheduled_date"}
        return super().write(vals)

    def _reschedule(self, moment):
        rows = self._check_writable()
        moment = fields.Datetime.to_datetime(moment)
        self._call_by_trigger("check_time", moment)
        rows.write({"scheduled_date": moment, "exact_time": True, "held_for": False})
        rows._set_next_attempt("rescheduled")

    def _set_next_attempt(self, reason="due"):
        """Say when the cron looks at planned rows next, by what they wait for: the one
        place where that is decided.

        :param str reason: what explains it where nothing but the time is waited for
        """
        for (moment, why), rows in self.grouped(lambda row: row._find_next_attempt(reason)).items():
            rows.write({"next_attempt": moment, "reason": why})
        moments = {row.next_attempt for row in self if row.next_attempt}
        if moments:
            self._wake_cron(moments)

    def _find_next_attempt(self, reason):
        """:return: (naive UTC or False while something else comes first, reason)"""
        if self.applicant_id.communication_paused:
            return False, "paused"
        if self.held_for:
            return False, self.held_for
        if self._is_awaiting_call():
            return False, "awaits_call"
        return self.scheduled_date, reason

    def _is_awaiting_call(self):
        call = self.waits_for_id
        return call.state == "scheduled" or call._is_call_open()

    def _is_call_open(self):
        """:return: whether somebody is still to make this call"""
        return self.state == "sent" and self._has_open_to_do()

    def _has_open_to_do(self):
        """:return: whether a colleague has something to do for this"""
        activity = self.sudo().activity_id
        return activity.active and activity.user_id.active

    def _hold(self, reason):
        """Nothing leaves until what the rows wait for has happened."""
        waiting = self.filtered(lambda row: row.state == "scheduled")
        # One that waits in the outbox is looked at again at every run.
        (self - waiting).reason = reason
        if reason in self._fields["held_for"].get_values(self.env):
            waiting.held_for = reason
            waiting._set_next_attempt()
            getattr(waiting, f"_hold_{reason}")()
        else:
            waiting._set_next_attempt()

    def _close(self, state, reason, detail=False):
        """End the rows; nothing more happens to them."""
        rows = self.sudo()
        rows.write(
            {
                "state": state,
                "reason": reason,
                "reason_detail": detail,
                "next_attempt": False,
                "held_for": False,
            }
        )
        rows._call_by_trigger("closed", state, reason)
        follow = getattr(rows, f"_closed_as_{reason}", None)
        if follow:
            follow()

    def _call_by_trigger(self, what, *arguments):
        """Call ``_<what>_<trigger>`` for the rows of each trigger that has it.

        :return: the first of their answers that says anything, else None
        """
        answers = []
        for trigger, rows in self.grouped(lambda row: row.step_id.trigger).items():
            method = getattr(rows, f"_{what}_{trigger}", None)
            if method:
                answers.append(method(*arguments))
        return next(filter(None, answers), None)

    def _closed_as_stopped(self):
        """An interview concerns the candidate, who may wait for it: a person has to
        find another way. Who has a call to make for it knows."""
        concerning = self.filtered(lambda row: row._is_transactional() and not row.activity_id)
        # What reminds of an interview says nothing new.
        reminders = concerning.filtered(lambda row: BY_NAME[row.step_id.trigger].tells == "time")
        (concerning - reminders)._ask_to_tell()
        reminders._alert_recruiters()

    def _ask_to_tell(self):
        """One to-do for each message that the candidate does not get."""
        todos = [
            row._prepare_alert(
                row.step_id._find_users("recruiter", row.applicant_id)[:1],
                lambda row: (row._say_to_tell(), row._say_reason()),
            )
            for row in self
        ]
        self.env["mail.activity"]._raise_todos(
            todos, same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def _say_to_tell(self):
        """:return: summary of a to-do, in the language of the context"""
        return self.env._("Tell the candidate: %s", self.step_id.name)

    def _is_transactional(self):
        """:return: whether it is about the candidate's own application; to ask for
        feedback is not"""
        return BY_NAME[self.step_id.trigger].transactional and self.action != "survey"

    @api.model
    def _prepare_further(self, moment, **values):
        """A further message of the same step about the same, a reminder for instance.

        :param moment: naive UTC
        :param values: what differs; ``occurrence_key`` and ``action`` at least
        :return: dict, see ``_schedule``
        """
        return {
            "applicant_id": self.applicant_id.id,
            "step_id": self.step_id.id,
            "plan_id": self.plan_id.id,
            "stage_id": None,
            "job_id": self.job_id.id or None,
            "user_id": self.user_id.id or None,
            "company_id": self.company_id.id or None,
            "reason": "due",
            "is_reminder": False,
            "scheduled_date": moment,
            "next_attempt": moment,
            **values,
        }

    def _schedule(self, planned):
        """Insert communications with one statement. Asking twice for the same occurrence
        changes nothing, except that one that was cancelled because it was no longer
        true comes to life again.

        :param list planned: dicts of the columns in ``SCHEDULED_COLUMNS``; dates are
            naive UTC datetimes
        """
        if not planned:
            return
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                INSERT INTO hr_applicant_communication AS known
                       (%(names)s, state, attempts, needs_attention,
                        create_uid, create_date, write_uid, write_date)
                SELECT planned.*, 'scheduled', 0, FALSE,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(values)s) AS planned
           ON CONFLICT (step_id, applicant_id, occurrence_key) DO UPDATE
                   SET state = 'scheduled', attempts = 0,
                       scheduled_date = excluded.scheduled_date,
                       next_attempt = excluded.next_attempt,
                       reason = excluded.reason, reason_detail = NULL,
                       held_for = NULL,
                       write_uid = excluded.write_uid, write_date = excluded.write_date
                 WHERE known.state = 'cancelled' AND known.message_id IS NULL
                """,
                names=SQL(", ").join(SQL.identifier(name) for name in SCHEDULED_COLUMNS),
                values=SQL(", ").join(
                    SQL(
                        "%s::%s",
                        [row.get(name) for row in planned],
                        array_type,
                    )
                    for name, array_type in SCHEDULED_COLUMNS.items()
                ),
                uid=self.env.uid,
                now=get_now(self.env),
            )
        )
        self.invalidate_model(flush=False)
        applicants = self.env["hr.applicant"].browse({row["applicant_id"] for row in planned})
        lists = ["communication_ids", "timeline_communication_ids", "stopped_communication_ids"]
        coming = ["next_communication_id", "next_communication_title", "next_communication_date"]
        applicants.invalidate_recordset([*lists, *coming], flush=False)
        self._wake_cron({row["scheduled_date"] for row in planned})
