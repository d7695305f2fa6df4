from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import Batch, get_now
from ..in_halves import do_in_halves
from ..rendering.countdown import say_how_long_until
from ..rendering.named_dates import NamedDates


class HrApplicantCommunicationDecision(models.Model):
    """Refusals in the ledger: pending ones, and what became of the others."""

    _inherit = "hr.applicant.communication"

    # The words of a refusal are fixed before anything leaves.
    _works = ("words", "message")

    reason = fields.Selection(
        selection_add=[
            ("taken_back", "The decision was taken back"),
            ("told", "The candidate knows already"),
            ("not_owed", "Nobody is waiting for an answer"),
            ("minimum_delay", "Waits for the minimum delay"),
        ]
    )
    decision_number = fields.Integer(
        technical=True,
        readonly=True,
        help="Which decision on the application it is about, counted from 1.",
    )
    refuse_reason_id = fields.Many2one(related="applicant_id.refuse_reason_id")
    sent_early_reason = fields.Char(readonly=True, help="Why the minimum delay was not waited for.")
    words_template_date = fields.Datetime(
        technical=True,
        readonly=True,
        copy=False,
        help="The state of the template that the text was made from, or could not be.",
    )
    countdown = fields.Char("Will Be Sent", compute="_compute_countdown")
    lacks_reason = fields.Boolean(
        "Says No Reason",
        compute="_compute_lacks_reason",
        compute_sudo=True,
        search="_search_lacks_reason",
        help="The refusal is sent without a reason: the refuse reason has no text for candidates, "
        "or none in this candidate's language.",
    )

    @api.depends(
        "state",
        "action",
        "is_written_by_person",
        "words_lang",
        "applicant_id.candidate_lang",
        "applicant_id.refusal_channel",
        "applicant_id.refusal_explanation",
        "applicant_id.refuse_reason_id.candidate_explanation",
    )
    def _compute_lacks_reason(self):
        lacking = self._filter_without_reason()
        for row in self:
            row.lacks_reason = row in lacking

    def _search_lacks_reason(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self.sudo().search(
            [
                ("state", "=", "scheduled"),
                ("action", "=", "email"),
                ("step_id.trigger", "=", "refused"),
            ]
        )
        # ``in`` of a Boolean: {True}, {False} or both.
        lacking = Domain("id", "in", waiting._filter_without_reason().ids)
        return Domain.OR([lacking if one else ~lacking for one in value])

    def _filter_without_reason(self):
        """:return: emails that wait, tell a decision, and do not say why; of what a
        person wrote nobody knows"""
        waiting = self.filtered(
            lambda row: (
                row.state == "scheduled"
                and row.action == "email"
                and row.step_id.trigger == "refused"
                and not row.is_written_by_person
            )
        )
        langs, known = waiting._get_langs_of_today(), {}
        return waiting.filtered(
            lambda row: (
                not row.applicant_id._is_told_why(row._get_words_lang() or langs[row], known)
            )
        )

    @api.depends("state", "next_attempt", "scheduled_date")
    def _compute_countdown(self):
        for row in self:
            counts = row.state == "scheduled" and row.next_attempt
            row.countdown = counts and say_how_long_until(self.env, row.scheduled_date)

    def _prepare_further(self, moment, **values):
        """A reminder is about the same decision; else it would be taken for one of a decision
        that was taken back."""
        return super()._prepare_further(
            moment, decision_number=self.decision_number or None, **values
        )

    def _obstacle_withdrawn(self, known):
        return None if self._is_of_standing_decision() else ("cancelled", "taken_back")

    def _obstacle_refused(self, known):
        told = ("cancelled", "told") if self._is_told() else None
        return self._obstacle_withdrawn(known) or told

    def _obstacle_refusal_sent(self, known):
        untold = ("skipped", "not_told") if self.applicant_id.answer_state != "told" else None
        return self._obstacle_withdrawn(known) or untold

    def _is_of_standing_decision(self):
        """:return: whether the application is still closed by the decision that this
        is about"""
        applicant = self.applicant_id
        return bool(
            applicant.refuse_reason_id and self.decision_number == applicant.decision_number
        )

    def _is_told(self):
        """:return: whether the candidate has been told, or is not to be told"""
        return self.applicant_id.answer_state in ("told", "not_owed")

    def _sent_refused(self):
        self._drop_calls()
        self.applicant_id._note_told(get_now(self.env))
        self.applicant_id._note_near_miss_asked()

    def _closed_refused(self, state, reason):
        """If a refusal ends without having reached the candidate, a colleague calls."""
        if state != "sent" and reason not in ("taken_back", "told", "not_applied", "not_owed"):
            self._filter_owed(state)._note_lost(reason)

    def _wait_for_space(self, words):
        """A refusal that is tried again has not been told."""
        refusals = self.filtered(
            lambda row: row.step_id.trigger == "refused" and row._is_of_standing_decision()
        )
        refusals.applicant_id._note_not_told()
        res = super()._wait_for_space(words)
        waiting = refusals.filtered(lambda row: row.state == "scheduled")
        waiting.applicant_id.answer_state = "pending"
        return res

    def _filter_owed(self, state):
        """:param str state: in which these refusals have ended
        :return: those that the candidate still waits for"""
        return self.filtered(
            lambda row: (
                row._is_of_standing_decision()
                and row.applicant_id.answer_state != "not_owed"
                # One that has left can come back; one that never left was not needed
                # if the candidate was told in another way.
                and (state == "failed" or row.applicant_id.answer_state != "told")
            )
        )

    def _note_lost(self, reason):
        """A refusal that does not reach the candidate by itself is told by
        telephone. Where no colleague can call, an email leaves instead.

        :param str reason: why it does not
        """
        lost = self
        if reason == "no_responsible":
            self.applicant_id._note_call_dropped()
            mailed = self.applicant_id._filter_refusal_scheduled()
            lost = self.filtered(lambda row: row.applicant_id not in mailed)
        called = lost.filtered(lambda row: row._was_called())
        called.applicant_id._note_told(get_now(self.env))
        if lost := lost - called:
            lost.applicant_id._note_not_told()
            lost._raise_calls()

    def _note_refusals(self, before, after):
        """A refusal that is held back is owed: it is listed as unanswered meanwhile.

        :param str before: state of the answers that change
        :param str after: to what they change
        """
        refusals = self.filtered(
            lambda row: row.state == "scheduled" and row.step_id.trigger == "refused"
        )
        refusals.applicant_id.filtered(lambda a: a.answer_state == before).answer_state = after

    # By hand -----------------------------------------------------------------------

    def _check_time_refused(self, moment):
        """Not under the company's minimum delay: that takes ``action_send_now``."""
        for row, earliest in self._find_earliest_times().items():
            if moment < earliest:
                raise UserError(
                    row.env._(
                        "Candidates are informed after %s hours at the earliest. An administrator "
                        "can send it now, with a reason.",
                        row._get_delay_hours(),
                    )
                )

    def _find_earliest_times(self):
        """:return: dict refusal → moment, naive UTC, before which it takes an
        administrator and a reason to leave"""
        rows = self.sudo().filtered(lambda row: row.step_id.trigger == "refused")
        met = rows.applicant_id._find_last_meetings() if rows else {}
        times = {}
        for row in rows:
            decided = row.applicant_id.decision_date or row.create_date
            base = max(decided, met.get(row.applicant_id.id, decided))
            delay = timedelta(hours=row._get_delay_hours())
            times[row.with_env(self.env)] = base + delay
        return times

    def _get_delay_hours(self):
        """No candidate hears earlier because the application was moved.

        :return: int, the longest minimum delay of the companies it is and was decided in
        """
        row = self.sudo()
        companies = row.company_id | row.applicant_id.decision_company_id
        return max(companies.mapped("refusal_delay_hours"), default=0)

    def _wait_for_minimum_delay(self, batch=None):
        """Not before the minimum delay, whether a colleague or a date has chosen the time.

        :return: those that were put off
        """
        rows = self.filtered(lambda row: not row.sent_early_reason)
        now = get_now(self.env)
        early = {
            row: earliest for row, earliest in rows._find_earliest_times().items() if earliest > now
        }
        for row, earliest in early.items():
            row.scheduled_date = row.applicant_id._find_refusal_time(earliest)
        put_off = self.browse(row.id for row in early)
        put_off._set_next_attempt("minimum_delay")
        return put_off

    def _obstacle_to_retry_withdrawn(self):
        """A message about a decision comes to life again for the one that stands."""
        if not self._is_of_standing_decision():
            return self.env._("It was about a decision that does not stand any more.")
        return None

    def _obstacle_to_retry_refusal_sent(self):
        return self._obstacle_to_retry_withdrawn()

    def _obstacle_to_retry_refused(self):
        """And a refusal only as long as the candidate does not know it."""
        fallen = self._obstacle_to_retry_withdrawn()
        if not fallen and self._is_told():
            return self.env._("The candidate has been told already.")
        return fallen

    def _retried_refused(self):
        # What is in the outbox already has waited.
        waiting = self.filtered(lambda row: row.state == "scheduled")
        waiting._wait_for_minimum_delay()
        waiting._filter_in_other_words()._make_words_anew()
        self.applicant_id.answer_state = "pending"

    def _filter_in_other_words(self):
        """:return: applications that have chosen another language since the words were
        fixed: what had ended by then did not follow"""
        fixed = self.filtered(lambda row: row._get_words_lang())
        langs = fixed._get_langs_of_today()
        return fixed.filtered(lambda row: row.words_lang != langs[row]).applicant_id

    def _ask_before_sending_refused(self, chosen, reason=None):
        """:param chosen: all rows that are to be sent
        :param str reason: why an answer does not wait for the minimum delay
        :return: the dialog that asks why before the minimum delay, or None"""
        early = self.browse(
            row.id
            for row, earliest in self._find_earliest_times().items()
            if earliest > get_now(self.env)
        )
        if not self.env.user.has_group("hr_recruitment.group_hr_recruitment_manager"):
            raise AccessError(self.env._("Only a recruitment administrator sends a refusal early."))
        if any(row._is_awaiting_call() for row in self):
            raise UserError(
                self.env._(
                    "The call comes first. Mark it as done when you have talked, or cancel it, and "
                    "the email is sent automatically."
                )
            )
        why = (reason or "").strip()
        if early and not why:
            return chosen._ask_why_early()
        if early:
            early.sudo().sent_early_reason = why
            early.sudo().applicant_id._message_log_batch(
                {
                    row.applicant_id.id: self.env._(
                        "The refusal is sent before the minimum delay: %s", why
                    )
                    for row in early
                }
            )
        return None

    def _get_undoable_fields(self):
        return [*super()._get_undoable_fields(), "sent_early_reason"]

    def _undone_refused(self):
        self.applicant_id._message_log_batch(
            {
                row.applicant_id.id: self.env._(
                    "The refusal is sent at its planned time after all."
                )
                for row in self
            }
        )

    def _ask_why_early(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send Before the Minimum Delay"),
            "res_model": "hr.applicant.communication.send.early",
            "view_mode": "form",
            "target": "new",
            "context": {"default_communication_ids": self.ids},
        }

    def action_take_back(self):
        self.check_access("write")
        self.applicant_id.action_take_back_refusal()

    # The words are fixed ---------------------------------------------------------------

    @api.model
    def _find_due_words(self):
        """Refusals whose words are still to be fixed. What could not be made into words
        is tried again when its template has been mended.

        :return: SQL condition on ``row``
        """
        return SQL(
            """
            row.state = 'scheduled' AND row.action = 'email'
            AND COALESCE(row.body, '') = '' AND EXISTS (
                SELECT FROM hr_recruitment_communication_step AS step
                  JOIN mail_template AS template ON template.id = step.mail_template_id
                  LEFT JOIN mail_template AS easy ON easy.id = step.easy_mail_template_id
                 WHERE step.id = row.step_id AND step.trigger = 'refused'
                   AND row.words_template_date IS DISTINCT FROM
                       GREATEST(template.write_date, easy.write_date))
            """
        )

    @api.model
    def _freeze_refusals(self):
        """Keep the words of a refusal as they are when it is decided: a template that
        is edited in the meantime changes nothing that a recruiter has seen."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM hr_applicant_communication AS row WHERE %s",
                self._find_due_words(),
            )
        )
        self.sudo().browse(row[0] for row in rows)._do_words()

    def _do_words(self):
        self._note_template_date()
        rows = Batch(get_now(self.env)).put_around(self)
        # What cannot be sent is said when it is due, on the row.
        sendable = rows.filtered(lambda row: not row._find_fault())
        templates = sendable._get_mail_templates()
        for template, rows in sendable.grouped(templates.get).items():
            do_in_halves(
                rows,
                lambda part, template=template: part._freeze_refusal(template),
                # It is said when it is due, on the row, as for every broken template.
                lambda row, error: None,
            )

    def _note_template_date(self):
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant_communication AS row
                   SET words_template_date = GREATEST(template.write_date, easy.write_date)
                  FROM hr_recruitment_communication_step AS step
                  JOIN mail_template AS template ON template.id = step.mail_template_id
                  LEFT JOIN mail_template AS easy ON easy.id = step.easy_mail_template_id
                 WHERE row.id = ANY(%s) AND step.id = row.step_id
                """,
                self.ids,
            )
        )
        self.invalidate_recordset(["words_template_date"], flush=False)

    def _note_words_lang(self):
        """A refusal without words has an explanation still, in one language."""
        empty = self.filtered(lambda row: row.step_id.trigger == "refused" and not row.is_edited)
        return super(HrApplicantCommunicationDecision, self - empty)._note_words_lang()

    def _freeze_refusal(self, template):
        # Of the day on which it leaves, with its dates in elements.
        batch = Batch(max(self.mapped("scheduled_date")))
        batch.begin(self, NamedDates(editable=True))
        words, ids = batch.put_around(template), self.applicant_id.ids
        langs = words._render_lang(ids)
        subjects, bodies = (
            words._render_field(field, ids, compute_lang=True) for field in ("subject", "body_html")
        )
        for row in self:
            row.write(
                {
                    "subject": subjects[row.applicant_id.id],
                    "body": bodies[row.applicant_id.id],
                    "words_lang": langs[row.applicant_id.id],
                }
            )
