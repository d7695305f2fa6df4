from odoo import Command, models
from odoo.exceptions import UserError

from ..batch import get_now


class HrApplicantTelling(models.Model):
    """The candidate knows how the application ended, or does not know it after all:
    what follows from it, and what colleagues do about it."""

    _inherit = "hr.applicant"

    def _note_told(self, moment):
        """The candidate knows: now surveys may be sent, and interviews cancelled.

        :param datetime moment: naive UTC
        """
        told = self.filtered("refuse_reason_id")
        if not told:
            return
        told.write({"answer_state": "told", "decision_told_date": moment})
        told._cancel_open_meetings(moment)
        told._plan(("refusal_sent",), {}, moment)

    def _note_not_told(self):
        """The refusal did not reach the candidate after all."""
        closed = self.filtered("refuse_reason_id")
        closed.write({"answer_state": "owed", "decision_told_date": False})
        self.env["hr.applicant.communication"].sudo().search(
            [
                ("applicant_id", "in", closed.ids),
                ("step_id.trigger", "=", "refusal_sent"),
                ("state", "=", "scheduled"),
            ]
        )._close("cancelled", "not_told")

    def _note_call_dropped(self):
        """The call was not made: an email that waits for it leaves by itself, else
        somebody still has to tell the candidate."""
        if not self:
            return
        messages = self._find_planned_messages()
        messages._wait_for_calls()
        told_by_call = self - messages.applicant_id - self._filter_to_be_called()
        told_by_call.filtered(lambda a: a.answer_state == "pending").answer_state = "owed"

    def _filter_to_be_called(self):
        """:return: those whom somebody is still to call"""
        rows = self._find_refusals(
            ("action", "=", "activity"), ("state", "in", ("scheduled", "sent"))
        )
        calls = rows.filtered(lambda r: r.state == "scheduled" or r._is_call_open())
        return self & calls.applicant_id.with_env(self.env)

    def _find_waiting_for_call(self):
        """:return: what is written and waits, or has waited, for a call, and has not
        left"""
        return self._find_planned_messages().filtered("waits_for_id")

    def _cancel_open_meetings(self, moment):
        """Cancel interviews that will not take place any more, without another mail. A
        change that waits for the recruiter's review does not count, and a meeting to
        which another candidate is invited, too, goes on."""
        meetings = self.filtered(lambda a: not a.keep_meetings)._find_meetings()
        coming = meetings.filtered(lambda m: m._confirmed("start") > moment)
        candidates = coming._find_candidates()
        off = coming.browse()
        for meeting in coming:
            others = candidates.get(meeting, self.browse()) - self
            if others:
                self._leave_meeting(meeting, others)
            else:
                off |= meeting
        off.unlink()

    def _find_meetings(self):
        """:return: what was booked with these candidates, also by somebody who is still
        to be asked, as superuser and without another mail"""
        meetings = (
            self.env["calendar.event"]
            .sudo()
            .with_context(no_mail_to_attendees=True, dont_notify=True)
        )
        told = self.communication_ids.meeting_id.with_env(meetings.env)
        found = told | meetings.search([("applicant_id", "in", self.ids)])
        return found.filtered(lambda m: m.active and m._confirmed("applicant_id") in self)

    def _leave_meeting(self, meeting, others):
        """:param others: ``hr.applicant`` whose interview it is from now on"""
        leaving = self.partner_id - others.partner_id
        meeting.write(
            {
                "applicant_id": others[0].id,
                "partner_ids": [Command.unlink(partner.id) for partner in leaving],
            }
        )

    def _check_may_tell(self):
        """Interviewers may write on their applications, but do not speak for us."""
        self.check_access("write")
        self.env["hr.applicant.communication"].check_access("write")

    def action_mark_told(self):
        """The candidate was told in another way, by telephone for instance."""
        self._check_may_tell()
        applicants = self.sudo()
        if applicants - applicants.filtered("answer_state"):
            raise UserError(self.env._("These applications are not closed."))
        applicants._cancel_refusals("told")
        now = get_now(self.env)
        applicants.filtered("refuse_reason_id")._note_told(now)
        applicants.write({"answer_state": "told", "decision_told_date": now})

    def action_nothing_owed(self):
        """A duplicate, a test: nobody waits to be told."""
        self._check_may_tell()
        unowed = self.sudo().filtered(lambda a: a.answer_state == "owed")
        unowed.answer_state = "not_owed"
        # What waits, for a call or for a request about data, does not leave after all.
        unowed._cancel_refusals("not_owed")

    def archive_applicant(self):
        """Odoo's dialog, under the name of what is done in it."""
        return super().archive_applicant() | {"name": self.env._("Refuse")}

    def action_take_back_refusal(self):
        """Undo the decision before the candidate has heard of it: the application goes
        on in its stage."""
        self._check_may_tell()
        applicants = self.sudo().with_context(active_test=False)
        left = applicants.filtered(lambda a: not a.refuse_reason_id or a.answer_state == "told")
        queued = applicants.communication_ids.filtered(
            lambda row: row.step_id.trigger == "refused" and row.state == "queued"
        )
        if left or queued:
            raise UserError(
                self.env._(
                    "The refusal has already been sent: %s",
                    ", ".join((left | queued.applicant_id).mapped("display_name")),
                )
            )
        applicants._undo_decision(
            {
                "refuse_reason_id": False,
                "refuse_date": False,
                "active": True,
                "refusal_channel": False,
                "keep_meetings": False,
                "near_miss": False,
            },
            self.env._("The decision was taken back."),
        )

    def action_open_refusal(self):
        self.ensure_one()
        self.check_access("read")
        return self.refusal_communication_id.action_open()

    def action_send_refusal_now(self):
        self.ensure_one()
        self._check_may_tell()
        return self.refusal_communication_id.action_send_soon()
