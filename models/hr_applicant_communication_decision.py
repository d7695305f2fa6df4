from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .communication_triggers import DECISION_TRIGGERS
from .countdown import say_how_long_until
from .in_halves import do_in_halves
from .inside import YES, Inside, get_inside


class HrApplicantCommunicationDecision(models.Model):
    """Answers to candidates who were refused: pending, and what became of them."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("awaits_call", "Waits for the call to be made"),
            ("taken_back", "The decision was taken back"),
        ]
    )
    refuse_reason_id = fields.Many2one(related="applicant_id.refuse_reason_id")
    sent_early_reason = fields.Char(
        readonly=True, help="Why the minimum delay was not waited for."
    )
    words_template_date = fields.Datetime(
        readonly=True,
        copy=False,
        help="The state of the template that the text was made from, or could not be.",
    )
    countdown = fields.Char("Leaves", compute="_compute_countdown")

    @api.depends("state", "reason", "scheduled_date")
    def _compute_countdown(self):
        for row in self:
            counts = row.state == "scheduled" and row.reason != "awaits_call"
            row.countdown = counts and say_how_long_until(self.env, row.scheduled_date)

    def _find_obstacle(self):
        if self.step_id.trigger not in DECISION_TRIGGERS:
            return super()._find_obstacle()
        return self._find_obstacle_to_answer() or self._find_obstacle_of_content()

    def _find_obstacle_to_answer(self):
        applicant, step = self.applicant_id, self.step_id
        if not applicant.refuse_reason_id:
            return "cancelled", "taken_back"
        if step.trigger == "refusal_sent" and applicant.answer_state != "told":
            return "skipped", "not_told"
        if applicant.communication_paused:
            return "hold", "paused"
        if step.trigger != "refused" and not (step.active and step.plan_id.active):
            return "cancelled", "step_archived"
        if step.trigger != "refused" and self._is_too_late():
            return "expired", "too_late"
        return None

    def _mark_sent(self, reason):
        res = super()._mark_sent(reason)
        answers = self.filtered(lambda row: row.step_id.trigger == "refused")
        answers.applicant_id._note_told(fields.Datetime.now())
        answers.applicant_id._note_asked_to_keep()
        return res

    def _close(self, state, reason, detail=False):
        """However an answer ends: if the candidate has not got it, somebody calls."""
        res = super()._close(state, reason, detail)
        if state != "sent" and reason != "taken_back":
            self.sudo()._filter_owed(state)._note_lost()
        return res

    def _filter_owed(self, state):
        """:param str state: in which the rows have ended
        :return: the answers among them that the candidate still waits for"""
        return self.filtered(
            lambda row: (
                row.step_id.trigger == "refused"
                and row.refuse_reason_id
                and row.applicant_id.answer_state != "not_owed"
                # One that has left can come back; one that never left was not needed
                # if the candidate was told in another way.
                and (state == "failed" or row.applicant_id.answer_state != "told")
            )
        )

    def _note_lost(self):
        """An answer that does not reach the candidate by itself is given by
        telephone. Where nobody is there to call, an email leaves instead."""
        uncalled = self.filtered(lambda row: row.reason == "no_responsible")
        uncalled.applicant_id._note_call_dropped()
        mailed = uncalled.applicant_id._filter_answer_promised()
        lost = self - uncalled.filtered(lambda row: row.applicant_id in mailed)
        if lost:
            lost.applicant_id._note_not_told()
            lost._raise_calls()

    def _raise_calls(self):
        rows = self.filtered(lambda row: not row.activity_id.active)
        calls = (
            self.env["mail.activity"]
            .with_context(mail_activity_quick_update=True)
            .create([row._prepare_call() for row in rows])
        )
        for row, call in zip(rows, calls, strict=True):
            row.activity_id = call

    def _prepare_call(self):
        user = self.step_id._find_users("recruiter", self.applicant_id)[:1]
        row = self.with_context(lang=user.lang)
        return {
            "res_model_id": self.env["ir.model"]._get_id("hr.applicant"),
            "res_id": self.applicant_id.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
            "summary": row.env._("Call: the answer did not arrive by email"),
            "note": self.applicant_id.refusal_explanation,
            "user_id": user.id or self.env.uid,
            "automated": True,
        }

    def _note_called(self):
        """The call was made: the email that waits for it may leave; if there is none,
        the candidate has been told."""
        applicants = self.applicant_id
        told = applicants - applicants._release_emails()
        told._note_told(fields.Datetime.now())

    # By hand -----------------------------------------------------------------------

    def _reschedule(self, moment):
        """Not under the company's minimum delay: that takes ``action_send_now``."""
        moment = fields.Datetime.to_datetime(moment)
        for row in self.filtered(lambda row: row.step_id.trigger == "refused"):
            if moment < row._get_earliest_answer():
                raise UserError(
                    row.env._(
                        "Candidates hear after %s hours at the earliest. An "
                        "administrator can send it now, with a reason.",
                        row.sudo().company_id.refusal_delay_hours,
                    )
                )
        return super()._reschedule(moment)

    def _get_earliest_answer(self):
        """:return: naive UTC moment before which the answer takes a reason to leave"""
        applicant = self.sudo().applicant_id
        base = applicant.decision_date or self.create_date
        met = applicant._find_last_meetings().get(applicant.id, base)
        return max(base, met) + timedelta(
            hours=self.sudo().company_id.refusal_delay_hours
        )

    def action_send_now(self):
        self.check_access("write")
        answers = self.filtered(
            lambda row: row.step_id.trigger == "refused" and row.action != "activity"
        )
        early = answers.filtered(
            lambda row: row._get_earliest_answer() > fields.Datetime.now()
        )
        if answers and not self.env.user.has_group(
            "hr_recruitment.group_hr_recruitment_manager"
        ):
            raise AccessError(
                self.env._("Only a recruitment administrator sends an answer early.")
            )
        why = (get_inside(self.env, "sent_early_reason") or "").strip()
        if early and not why:
            return self._ask_why_early()
        if early:
            early.sudo().sent_early_reason = why
            early.sudo().applicant_id._message_log_batch(
                {
                    row.applicant_id.id: self.env._(
                        "The answer is sent before the minimum delay: %s", why
                    )
                    for row in early
                }
            )
        return super().action_send_now()

    def _ask_why_early(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send Before the Minimum Delay"),
            "res_model": "hr.applicant.communication.send.early",
            "view_mode": "form",
            "target": "new",
            "context": {"default_communication_ids": self.ids},
        }

    def action_skip(self):
        """An answer is not skipped: nobody would tell the candidate."""
        self.check_access("write")
        if any(row.step_id.trigger == "refused" for row in self):
            raise UserError(
                self.env._("Take the decision back instead: the candidate waits.")
            )
        return super().action_skip()

    def action_skip_pending(self):
        self.check_access("write")
        others = self.filtered(lambda row: row.step_id.trigger != "refused")
        return super(HrApplicantCommunicationDecision, others).action_skip_pending()

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
                 WHERE step.id = row.step_id AND step.trigger = 'refused'
                   AND row.words_template_date IS DISTINCT FROM template.write_date)
            """
        )

    @api.model
    def _fix_answers(self):
        """Keep the words of an answer as they are when it is decided: a template that
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
        # What cannot be sent is said when it is due, on the row.
        sendable = self.with_context(content_faults=Inside({})).filtered(
            lambda row: not row._find_fault()
        )
        for template, rows in sendable.grouped(
            lambda row: row.step_id.mail_template_id
        ).items():
            do_in_halves(
                rows.with_context(compile_once=YES),
                lambda part, template=template: part._fix_answer(template),
                # It is said when it is due, on the row, as for every broken template.
                lambda row, error: None,
            )

    def _note_template_date(self):
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant_communication AS row
                   SET words_template_date = template.write_date
                  FROM hr_recruitment_communication_step AS step
                  JOIN mail_template AS template ON template.id = step.mail_template_id
                 WHERE row.id = ANY(%s) AND step.id = row.step_id
                """,
                self.ids,
            )
        )
        self.invalidate_recordset(["words_template_date"], flush=False)

    def _fix_answer(self, template):
        ids = self.applicant_id.ids
        words = template.with_env(self.env)
        subjects, bodies = (
            words._render_field(field, ids, compute_lang=True)
            for field in ("subject", "body_html")
        )
        for row in self:
            row.write(
                {
                    "subject": subjects[row.applicant_id.id],
                    "body": bodies[row.applicant_id.id],
                }
            )
