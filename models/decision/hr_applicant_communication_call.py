from odoo import api, fields, models
from odoo.tools import SQL

from ..batch import get_now


class HrApplicantCommunicationCall(models.Model):
    """A refusal by telephone: what is written waits for the call that comes first, and
    leaves by itself if nobody makes it any more."""

    _inherit = "hr.applicant.communication"

    # The activity does not say it: one that was archived looks like one that is done.
    call_made = fields.Boolean(readonly=True, copy=False, help="The candidate was called.")

    # Waiting ---------------------------------------------------------------------------

    def _wait_for_calls(self):
        """Let what is written wait for the first call that somebody is still to make,
        of the same decision."""
        if not self:
            return
        calls = self.search(
            [
                ("applicant_id", "in", self.applicant_id.ids),
                ("step_id.trigger", "=", "refused"),
                ("action", "=", "activity"),
                ("state", "in", ("scheduled", "sent")),
            ],
            order="scheduled_date desc, id desc",
        )
        first = {
            (call.applicant_id, call.decision_number): call
            for call in calls
            if call.state == "scheduled" or call._is_call_open()
        }
        for row in self:
            call = first.get((row.applicant_id, row.decision_number))
            if call and not row._is_awaiting_call():
                row.waits_for_id = call
        self._set_next_attempt()

    # Made or dropped -------------------------------------------------------------------

    def _note_called(self):
        """The call was made: the email that waits for it may leave; if there is none,
        the candidate has been told."""
        if not self:
            return
        self.call_made = True
        # An email that came back has a call of its own, and can be tried again meanwhile.
        waiting = self.applicant_id._find_waiting_for_call() - self
        calls = {call.applicant_id: call for call in self}
        for row in waiting:
            row.waits_for_id = calls[row.applicant_id]
        waiting._set_next_attempt()
        told = self.applicant_id - waiting.applicant_id
        told._note_told(get_now(self.env))

    def _was_called(self):
        """:return: whether the call that came first was made"""
        return self.sudo().waits_for_id.call_made

    @api.model
    def _collect_outbox(self):
        res = super()._collect_outbox()
        self._settle_calls()
        return res

    @api.model
    def _settle_calls(self):
        """A call can end without a word, for instance with the user who was to make
        it: find those who wait for nobody."""
        self.env.flush_all()
        forgotten = self.env.execute_query(
            SQL(
                """
                SELECT applicant.id
                  FROM hr_applicant AS applicant
                 WHERE applicant.answer_state = 'pending'
                   AND NOT EXISTS (
                       SELECT FROM hr_applicant_communication AS row
                         JOIN hr_recruitment_communication_step AS step
                           ON step.id = row.step_id AND step.trigger = 'refused'
                         LEFT JOIN mail_activity AS activity
                           ON activity.id = row.activity_id AND activity.active
                         LEFT JOIN res_users AS caller
                           ON caller.id = activity.user_id AND caller.active
                        WHERE row.applicant_id = applicant.id
                          AND (row.state = 'queued' OR caller.id IS NOT NULL
                               OR row.state = 'scheduled'
                                  AND (row.next_attempt IS NOT NULL
                                       OR applicant.communication_paused)))
                """
            )
        )
        if forgotten:
            applicants = self.env["hr.applicant"].sudo()
            applicants.browse(row[0] for row in forgotten)._note_call_dropped()

    # The call itself -------------------------------------------------------------------

    def _is_refusal_call(self):
        return self.action == "activity" and self.step_id.trigger == "refused"

    def _find_assignees(self):
        """One person calls the candidate."""
        users = super()._find_assignees()
        return users[:1] if self._is_refusal_call() else users

    def _prepare_activity(self, user):
        values = super()._prepare_activity(user)
        if self._is_refusal_call() and not self.step_id.activity_type_id:
            values |= self._prepare_own_call(user)
        return values

    def _prepare_own_call(self, user):
        """A call that the plan has no step for, with the guide of the general plan."""
        row = self.with_context(lang=user.lang)
        guide = row.env.ref(
            "hr_recruitment_candidate_experience.communication_step_refused_call",
            raise_if_not_found=False,
        )
        return {
            "activity_type_id": row.env.ref("mail.mail_activity_data_call").id,
            "summary": row.env._("Call: tell the candidate about the decision"),
            "note": guide and guide.activity_note or row.applicant_id.refusal_explanation,
        }

    def _raise_calls(self):
        """What did not reach the candidate in writing is said by telephone."""
        rows = self.filtered(lambda row: not row.activity_id.active)
        todos = [row._prepare_call() for row in rows]
        calls = self.env["mail.activity"]._raise_todos(todos, same=())
        for row, call in zip(rows, calls, strict=True):
            row.activity_id = call

    def _prepare_call(self):
        return self.env["mail.activity"]._prepare_todo(
            self,
            self.step_id._find_users("recruiter", self.applicant_id)[:1],
            self.env.ref("mail.mail_activity_data_call"),
            lambda row: (
                row.env._("Call: the refusal did not arrive by email"),
                row.applicant_id.refusal_explanation,
            ),
            on=self.applicant_id,
        )

    def _drop_calls(self):
        """The calls are not needed any more."""
        calls = self.activity_id.filtered("active")
        self.filtered(lambda row: row.activity_id in calls).activity_id = False
        calls.unlink()
