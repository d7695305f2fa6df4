from datetime import timedelta

from odoo import api, fields, models

from ..batch import get_batch, get_now
from ..communication.triggers import ABOUT_DECISIONS
from ..company.languages import SOURCE
from ..inside import is_installation, is_migration
from ..rendering.countdown import say_how_long_until
from ..write_groups import OFFICER

CHANNELS = [
    ("mail", "Email"),
    ("call_mail", "Call first, then email"),
    ("call", "Call only"),
]


class HrApplicantDecision(models.Model):
    """A decision is one thing, the candidate's knowing of it another.

    However an application is refused, a message is scheduled: it waits for the
    company's minimum delay and for office hours, it can be taken back until it has
    left, and only when it has arrived does anything else show that it was taken.
    """

    _inherit = "hr.applicant"

    answer_state = fields.Selection(
        [
            ("owed", "Closed, not informed"),
            ("pending", "Refusal on its way"),
            ("told", "Informed"),
            ("not_owed", "No message needed"),
        ],
        string="Informed",
        readonly=True,
        copy=False,
        help="Whether the candidate has been told how the application ended.",
    )
    decision_date = fields.Datetime(
        "Decided On",
        readonly=True,
        copy=False,
        help="When the application was refused. The minimum delay counts from here.",
    )
    decision_company_id = fields.Many2one(
        "res.company",
        "Decided In",
        technical=True,
        readonly=True,
        copy=False,
        help="The company whose minimum delay counts, wherever the application goes.",
    )
    decision_told_date = fields.Datetime(
        "Informed On",
        copy=False,
        write_groups=OFFICER,
        settled=True,
        help="When the refusal was sent, or told by a colleague. In an import of refused "
        "applications, it says that the candidates know.",
    )
    decision_number = fields.Integer(
        "Decisions", technical=True, readonly=True, copy=False, help="How often it was decided."
    )
    refusal_explanation = fields.Text(
        "Explanation for the Candidate",
        copy=False,
        write_groups=OFFICER,
        help="The reason as the candidate reads it.",
    )
    refusal_channel = fields.Selection(
        CHANNELS,
        copy=False,
        write_groups=OFFICER,
        help="How the candidate is told of the refusal.",
    )
    keep_meetings = fields.Boolean(technical=True, copy=False, write_groups=OFFICER)
    refusal_communication_id = fields.Many2one(
        "hr.applicant.communication", compute="_compute_refusal_communication_id"
    )
    refusal_date = fields.Datetime(
        "Refusal to Be Sent On", compute="_compute_refusal_communication_id"
    )
    refusal_by_call = fields.Boolean(compute="_compute_refusal_communication_id")
    refusal_countdown = fields.Char(compute="_compute_refusal_communication_id")
    refusal_waits_for_call = fields.Boolean(compute="_compute_refusal_communication_id")
    refusal_lacks_reason = fields.Boolean("Says No Reason", compute="_compute_refusal_lacks_reason")

    _pending = models.Index("(id) WHERE answer_state = 'pending'")

    @api.depends(
        "answer_state",
        "communication_ids.state",
        "communication_ids.scheduled_date",
        "communication_ids.next_attempt",
    )
    def _compute_refusal_communication_id(self):
        # All but a few: together that costs nothing.
        self.refusal_communication_id = self.refusal_date = self.refusal_countdown = False
        self.refusal_by_call = self.refusal_waits_for_call = False
        decided = self.filtered("answer_state")
        if not decided:
            return
        rows = decided._find_refusals_to_leave()
        first = {row.applicant_id: row for row in rows}
        pending = self._origin.filtered(lambda a: a.answer_state == "pending")
        called = pending.filtered(lambda a: a not in first)._filter_to_be_called()
        for applicant in self.filtered(lambda a: a._origin in called):
            applicant.refusal_by_call = True
        for applicant in self.filtered(lambda a: a._origin in first):
            row = first[applicant._origin]
            applicant.refusal_communication_id = row
            applicant.refusal_date = row.scheduled_date
            applicant.refusal_countdown = say_how_long_until(self.env, row.scheduled_date)
            applicant.refusal_by_call = row.action == "activity"
            applicant.refusal_waits_for_call = row._is_awaiting_call()

    def _find_refusals_to_leave(self):
        """:return: ``hr.applicant.communication``; of a call and its email, the email is
        last: that is what can be read and edited"""
        if not self:
            return self.env["hr.applicant.communication"]
        return self.env["hr.applicant.communication"].search(
            [
                ("applicant_id", "in", self.ids),
                ("step_id.trigger", "=", "refused"),
                ("state", "=", "scheduled"),
            ],
            order="action, scheduled_date desc, id desc",
        )

    @api.depends("communication_ids.state", "communication_ids.lacks_reason")
    def _compute_refusal_lacks_reason(self):
        for applicant in self:
            applicant.refusal_lacks_reason = applicant.refusal_communication_id.lacks_reason

    # What mails say --------------------------------------------------------------------

    @api.private
    def get_refusal(self):
        """:return: dict of what the answer says: ``explanation`` (text, may be empty),
        ``near_miss`` (bool, whether it asks) and ``suggested_job`` (``hr.job``), as the
        wizard has it in a preview, else as it was decided; in the language of the
        context"""
        batch = get_batch(self.env)
        if batch and batch.refusal:
            preview = batch.refusal
            return {**preview, "near_miss": preview["near_miss"] and not self.page_revoked}
        # A colleague who chose the channel also chose the words, or none.
        decided = self.refusal_channel
        return {
            "explanation": self.refusal_explanation
            if decided
            else self._get_reason_text(self.env.lang or SOURCE),
            "near_miss": self._can_be_asked(),
            "suggested_job": self.suggested_job_id,
        }

    def _get_reason_text(self, lang, known=None):
        """:return: str, the general text of the reason in this language, or empty"""
        reason = self.sudo().refuse_reason_id
        return reason._get_explanation(lang, self.company_id or self.env.company, known)

    def _is_told_why(self, lang, known=None):
        """:return: whether the refusal, in this language, says a reason"""
        decided = self.refusal_channel
        text = self.refusal_explanation if decided else self._get_reason_text(lang, known)
        return bool((text or "").strip())

    # Planning ------------------------------------------------------------------------

    def _plan_arrivals(self):
        """An application that arrives closed stays visible: if that is silent, as in an
        import, it is listed as unanswered, unless it says that the candidate was told."""
        res = super()._plan_arrivals()
        if is_migration(self.env) or is_installation(self.env):
            return res
        # Odoo copies a refused application into a pool without its job position.
        closed = self.sudo().filtered(lambda a: a.job_id or not a.talent_pool_ids)
        decided = closed.filtered("refuse_reason_id")
        told = decided.filtered("decision_told_date")
        told.answer_state = "told"
        if self._is_silent():
            (decided - told)._list_unanswered()
        else:
            (decided - told)._plan_decisions(get_now(self.env))
        closed.filtered(lambda a: a._is_shut())._note_shut()
        return res

    def _note_shut(self):
        """Archived without a word: owed one, unless they know nothing of us."""
        unaware = self._filter_unaware()
        unaware.answer_state = "not_owed"
        (self - unaware).answer_state = "owed"

    def _list_unanswered(self):
        """Refused, without a refusal on its way."""
        unowed = self.filtered(
            lambda a: (
                a.refuse_reason_id.silent_allowed or a.refuse_reason_id.ended_by == "candidate"
            )
        )
        unowed |= self._filter_unaware()
        unowed.answer_state = "not_owed"
        (self - unowed).answer_state = "owed"

    def _plan_changes(self, before):
        res = super()._plan_changes(before)
        self.sudo()._follow_decisions(before)
        self.sudo()._follow_late_arrivals(before)
        return res

    def _follow_late_arrivals(self, before):
        """Who has applied since it was closed is owed a word; of who turns out to know
        nothing of us, nobody is to tell how it ended.

        :param dict before: applicant → ``Before``
        """
        closed = self.filtered(
            lambda a: a.arrival != before[a].arrival and not (a._is_open() or a.talent_pool_ids)
        )
        if not closed or is_migration(self.env):
            return
        applied = closed.filtered(
            lambda a: a.arrival == "applied" and a.answer_state == "not_owed" and not a.date_closed
        )
        applied._list_unanswered()
        untold = closed.filtered(lambda a: a.answer_state in ("pending", "owed"))
        unaware = (untold - untold._filter_told_by_call())._filter_unaware()
        unaware._cancel_refusals("not_applied")
        unaware.answer_state = "not_owed"

    def _follow_decisions(self, before):
        """Refused, taken back, archived or opened again: what the candidates are owed now.

        :param dict before: applicant → ``Before``
        """
        now = get_now(self.env)
        # A reason that is corrected on an application from before the addon's time is
        # no news for the candidate.
        decided = self.filtered(
            lambda a: (
                a.refuse_reason_id
                and a.refuse_reason_id != before[a].reason
                and (a.answer_state or not before[a].reason)
            )
        )
        # Nor is it to who was called, though the email is still to come; but who withdraws
        # after the call wants none.
        corrected = decided.filtered(lambda a: before[a].reason and not a._withdrew_on_page())
        decided -= corrected._filter_told_by_call()
        undone = self.filtered(lambda a: before[a].reason and not a.refuse_reason_id)
        reopened = self.filtered(lambda a: a.active and not before[a].active)
        # A candidate who knows that it is over is owed no other message.
        shut = self.filtered(
            lambda a: (
                a._is_shut()
                and not before[a].is_shut
                and (before[a].active or a.answer_state != "told")
            )
        )
        (undone | decided)._cancel_refusals("taken_back")
        back = (undone | reopened).filtered(
            lambda a: (
                a.answer_state and not a.refuse_reason_id and (a.active or a.answer_state != "told")
            )
        )
        back.sudo().write(
            {
                "answer_state": False,
                "decision_told_date": False,
                "decision_date": False,
            }
        )
        untold = decided.filtered(lambda a: a.answer_state != "told")
        if not is_migration(self.env):
            shut._note_shut()
            if not self._comes_back_later():
                untold._plan_decisions(now)
        else:
            untold.filtered(lambda a: a.answer_state == "pending").answer_state = "owed"

    def _filter_told_by_call(self):
        """:return: those who were called about the decision that stands"""
        calls = self._find_refusals(("call_made", "=", True)) if self else ()
        ids = {
            row.applicant_id.id
            for row in calls
            if row.decision_number == row.applicant_id.decision_number
        }
        return self.filtered(lambda a: a.id in ids)

    def _plan_decisions(self, now):
        """Refused candidates get a refusal; those who withdrew, a thank-you.

        :param datetime now: of the decision, naive UTC
        """
        if not self:
            return
        self._number_decisions(now)
        batch = get_batch(self.env)
        elsewhere = batch.duplicates if batch else ()
        silent = self.filtered(lambda a: a.refuse_reason_id.silent_allowed or a.id in elsewhere)
        # Nobody gets a no who asked for nothing.
        silent |= self._filter_unaware()
        withdrawn = (self - silent).filtered(lambda a: a.refuse_reason_id.ended_by == "candidate")
        (silent | withdrawn).answer_state = "not_owed"
        withdrawn._plan(("withdrawn",), {}, now)
        owed = self - silent - withdrawn
        owed.filtered(lambda a: not a.refuse_date).refuse_date = now
        owed._plan_refusals(now)
        promised = owed._filter_refusal_scheduled()
        promised.answer_state = "pending"
        (owed - promised).answer_state = "owed"

    def _filter_refusal_scheduled(self):
        """:return: those with a refusal on its way"""
        return self._filter_having(self._find_refusals(("state", "in", ("scheduled", "queued"))))

    def _find_refusal_time(self, moment):
        """:param datetime moment: naive UTC
        :return: the next moment (naive UTC) at which this candidate may hear a no"""
        plan = self.sudo().communication_plan_id
        calendar = plan._get_calendar(self.sudo().company_id)
        return calendar._next_office_time(moment, self._get_candidate_tz())

    def _find_refusal_times(self, now):
        """:param datetime now: of the decision, naive UTC
        :return: dict applicant id -> the first moment (naive UTC) at which this candidate,
            refused now, may hear it"""
        met = self._find_last_meetings()
        known, times = {}, {}
        for applicant in self:
            company = applicant.company_id.sudo()
            moment = max(now, met.get(applicant.id, now))
            moment += timedelta(hours=company.refusal_delay_hours)
            plan, tz = applicant.communication_plan_id, applicant._get_candidate_tz()
            key = company, plan, tz, moment
            if key not in known:
                known[key] = applicant._find_refusal_time(moment)
            times[applicant.id] = known[key]
        return times

    def _default_refusal_channel(self):
        """Where no colleague has chosen one: an email, unless there is no address
        and a number to call."""
        return "call" if not self.email_from and self.partner_phone else "mail"

    def _occurrences_withdrawn(self, step, visits, now):
        return ((a, f"withdrawn:{now}", now, {"decision_number": a.decision_number}) for a in self)

    def _occurrences_refusal_sent(self, step, visits, now):
        return (
            (
                a,
                f"refusal_sent:{a.decision_number}",
                now,
                {"decision_number": a.decision_number},
            )
            for a in self
        )

    def _cancel_refusals(self, reason):
        """What was to tell the decision does not leave, out of the outbox neither, and
        nobody calls.

        :param str reason: of the ledger
        """
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", self.ids),
                    ("step_id.trigger", "in", ABOUT_DECISIONS),
                ]
            )
        )
        stopped = rows.filtered(lambda row: row.state == "scheduled")
        stopped |= rows._stop_in_outbox()
        stopped |= rows.filtered(lambda row: row._is_call_open())
        stopped._close("cancelled", reason)
        rows._drop_calls()
