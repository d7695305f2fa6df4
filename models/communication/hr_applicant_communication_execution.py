from collections import defaultdict
from datetime import timedelta

import psycopg2

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, html2plaintext

from ..batch import Batch, get_now
from ..in_halves import TEMPORARY, find_cause
from ..limits import DETAIL_LENGTH, LONGEST
from .named_dates import NamedDates

# Triggers that make no sense any more in a job position that is closed.
NOT_IN_CLOSED_JOB = ("stage_entered", "stage_idle", "silence")


class HrApplicantCommunicationExecution(models.Model):
    """From promise to outbox.

    Exactly once up to Odoo's outbox, whatever dies: the promise becomes *queued* in
    the transaction that creates the mail. SMTP beyond it is at least once, as
    everywhere.
    """

    _inherit = "hr.applicant.communication"

    def _do_message(self):
        self._execute()

    def _execute(self):
        """Bring claimed promises as far as they can go now.

        :return: their number
        """
        self._in_halves("_bring_forward")
        return len(self)

    def _bring_forward(self):
        batch = Batch(get_now(self.env))
        rows = batch.put_around(self)._stop_untrue()._postpone(batch)
        for group in rows._group_for_outbox():
            group.with_company(group.company_id)._hand_over(batch)

    # Check again -------------------------------------------------------------

    def _stop_untrue(self):
        """End what is no longer true or possible, keep the others."""
        stopped = self.grouped(lambda row: row._find_obstacle())
        true = stopped.pop(None, self.browse())
        for (state, reason), rows in stopped.items():
            if state == "hold":
                # One that waits in the outbox is looked at again at every run.
                rows.reason = reason
                rows.filtered(lambda row: row.state == "scheduled").next_attempt = False
            elif state == "failed":
                rows._fail(reason)
            else:
                rows._close(state, reason)
        return true

    def _find_obstacle(self):
        """:return: (state, reason) that ends the row, or None"""
        applicant, step = self.applicant_id, self.step_id
        # Filling the last vacancy closes the job, and with it the application of
        # the one who was hired: the welcome is still due.
        if applicant.refuse_reason_id or (not applicant.active and step.trigger != "hired"):
            return "cancelled", "closed"
        if self.stage_id and self.stage_id != applicant.stage_id:
            return "cancelled", "stage_left"
        if applicant.communication_paused:
            return "hold", "paused"
        if not step.active or not step.plan_id.active:
            return "cancelled", "step_archived"
        if self._is_too_late():
            return "expired", "too_late"
        if step.trigger in NOT_IN_CLOSED_JOB:
            if applicant.job_id and not applicant.job_id.active:
                return "skipped", "job_closed"
            if step.trigger == "silence" and applicant.date_closed:
                return "cancelled", "hired"
        return self._find_obstacle_of_content()

    def _find_obstacle_of_content(self):
        """:return: (state, reason) if there is nothing to send or nobody to send it
        to, or None"""
        step = self.step_id
        action = self._choose_action()
        if action != self.action:
            self.action = action
        if not step[step._content_field(self.action)]:
            return "failed", "no_content"
        return getattr(self, f"_find_obstacle_to_{self.action}")()

    def _choose_action(self):
        if self.is_edited:
            return self.action
        return self.step_id._action_for(self.applicant_id)

    def _is_too_late(self):
        days = min(self.step_id.expire_after, LONGEST.days)
        waited = get_now(self.env) - self.scheduled_date
        return days and waited > timedelta(days=days)

    def _find_obstacle_to_email(self):
        applicant = self.applicant_id
        if not applicant.email_from:
            return "failed", "no_address"
        if not email_normalize(applicant.email_from):
            return "failed", "invalid_address"
        if applicant.is_blacklisted:
            return "skipped", "blacklisted"
        if applicant.message_bounce:
            return "failed", "bounced"
        return None

    def _find_obstacle_to_sms(self):
        applicant = self.applicant_id
        if not applicant._phone_format(fname="partner_phone"):
            return "failed", "no_number"
        if applicant.phone_sanitized_blacklisted:
            return "skipped", "blacklisted"
        return None

    def _find_obstacle_to_activity(self):
        return None

    # Send window -------------------------------------------------------------

    def _postpone(self, batch):
        """Put off what may not leave yet; that is no attempt. Keep the others."""
        found = self.grouped(lambda row: row._earliest(batch))
        later = {key: rows for key, rows in found.items() if key[0] > batch.now}
        for (moment, reason), rows in later.items():
            rows.write({"next_attempt": moment, "scheduled_date": moment, "reason": reason})
        if later:
            self._wake_cron({moment for moment, _reason in later})
        return self - self.browse().concat(*later.values())

    def _earliest(self, batch):
        """:return: (naive UTC moment the row may leave, reason)"""
        step, applicant = self.step_id, self.applicant_id
        waits_for_silence = step.trigger == "silence"
        if self.exact_time or (step.send_window == "any" and not waits_for_silence):
            return batch.now, "due"
        calendar = step.plan_id._get_calendar(applicant.company_id)
        tz = applicant._get_candidate_tz()
        if waits_for_silence:
            told = applicant.last_contact_date or applicant.create_date
            due = step._scheduled_date(told, calendar, tz)
            if due > batch.now:
                return due, "heard_since"
        if step.send_window == "any":
            return batch.now, "due"
        key = calendar, tz
        if key not in batch.opens:
            batch.opens[key] = calendar._next_office_time(batch.now, tz)
        return batch.opens[key], "office_hours"

    # Outbox ------------------------------------------------------------------

    def _group_for_outbox(self):
        """Groups that can be rendered and created at once: same step, channel,
        language and company, first or reminder, and no applicant twice."""
        groups, seen = defaultdict(list), defaultdict(int)
        for row in self:
            applicant = row.applicant_id
            seen[row.step_id, applicant] += 1
            groups[
                row.step_id,
                row.action,
                applicant._get_candidate_lang(),
                applicant.company_id,
                row._is_reminder(),
                seen[row.step_id, applicant],
            ].append(row.id)
        return [self.browse(ids) for ids in groups.values()]

    def _hand_over(self, batch):
        """Create what the rows promised; if that fails, half by half, so that one bad
        record stops nobody else."""
        batch.begin(self, NamedDates())
        self._in_halves(f"_send_{self[0].action}", batch)

    def _describe_error(self, error):
        """:return: what went wrong in words for a person, in the recruiter's language:
        errors of code and of the renderer mean nothing to the reader"""
        reader = self._with_reader()
        passing = find_cause(error, TEMPORARY)
        if isinstance(passing, MemoryError):
            return reader.env._("The server was short of memory.")
        if isinstance(passing, psycopg2.OperationalError):
            return reader.env._("The database was busy.")
        if passing:
            return reader.env._("Something the message needs could not be reached.")
        if isinstance(error, UserError) and not (error.__cause__ or error.__context__):
            words = html2plaintext(str(error)).strip().splitlines()
            return words and words[0][:DETAIL_LENGTH]
        content = reader.step_id[reader.step_id._content_field(self.action)]
        return reader.env._(
            "“%s” cannot be made into a message for this candidate. Its preview on the "
            "step shows where it breaks.",
            content.display_name or reader.step_id.name,
        )

    def _with_reader(self):
        """:return: the row in the language of the recruiter, who reads its details"""
        user = self.step_id._find_users("recruiter", self.applicant_id)[:1]
        return self.with_context(lang=user.lang or self.env.lang)

    def _explain_retry(self, detail):
        return {"reason": "retry", "reason_detail": detail}

    def _fail(self, reason, detail=False):
        """End the rows as failed, and tell the recruiter once per candidate."""
        self._close("failed", reason, detail)
        self._alert_recruiters()

    def _alert_recruiters(self):
        first = {row.applicant_id: row for row in reversed(self)}
        todos = [
            row._prepare_alert(
                row.step_id._find_users("recruiter", row.applicant_id)[:1],
                lambda row: (row.env._("Not sent: %s", row.step_id.name), row._say_reason()),
            )
            for row in first.values()
        ]
        self.env["mail.activity"]._raise_todos(todos)

    def _prepare_alert(self, user, say):
        """:param user: ``res.users`` who can mend it
        :param say: function of the row in the user's language → (summary, note)
        :return: dict, see ``_raise_todos``"""
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type("activity_type_communication_failed")
        return kind and activities._prepare_todo(self, user, kind, say, on=self.applicant_id)

    def _alert_administrators(self, say):
        """One activity for each step, on the first application that it was for.

        :param say: see ``_prepare_alert``"""
        todos = [
            rows[0]._prepare_alert(step._find_administrator(company), say)
            for (step, company), rows in self.grouped(
                lambda row: (row.step_id, row.company_id)
            ).items()
        ]
        # Whatever application it is on, two of one step and person say the same.
        self.env["mail.activity"]._raise_todos(
            todos, same=("activity_type_id", "user_id", "summary")
        )

    def _say_reason(self):
        return dict(self._fields["reason"]._description_selection(self.env)).get(self.reason)
