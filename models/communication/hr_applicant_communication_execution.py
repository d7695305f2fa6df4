from collections import defaultdict
from datetime import timedelta

import psycopg2

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, html2plaintext

from ..batch import begin_batch, get_now
from ..in_halves import TEMPORARY, find_cause
from ..limits import DETAIL_LENGTH, LONGEST
from ..mail_outcomes import STUCK_MAILS, STUCK_SMS
from ..rendering.named_dates import NamedDates
from .guards import GUARDS, WAITS, Known
from .triggers import BY_NAME, CLOSING


class HrApplicantCommunicationExecution(models.Model):
    """From planned to outbox.

    Exactly once up to Odoo's outbox, whatever dies: the row becomes *queued* in
    the transaction that creates the mail. SMTP beyond it is at least once, as
    everywhere.
    """

    _inherit = "hr.applicant.communication"

    def _do_message(self):
        self._execute()

    def _execute(self):
        """Bring claimed rows as far as they can go now.

        :return: their number
        """
        self._in_halves("_bring_forward")
        return len(self)

    def _bring_forward(self):
        batch = begin_batch(self.env)
        rows = batch.put_around(self)._stop_untrue()._postpone(batch)
        for group in rows._group_for_outbox():
            group.with_company(group.company_id)._hand_over(batch)

    # Check again -------------------------------------------------------------

    def _stop_untrue(self):
        """End what is no longer true or possible, keep the others."""
        # What could not leave for so long that its date has passed is made anew, and what
        # the candidate would get by another channel by now.
        rows = self - self._make_stale_anew(STUCK_MAILS, STUCK_SMS)
        rows -= rows._make_anew_by_channel()
        known = Known(rows)
        stopped = rows.grouped(lambda row: row._find_obstacle(known))
        true = stopped.pop(None, self.browse())
        failed = [group for (state, _reason), group in stopped.items() if state == "failed"]
        true.union(*failed)._note_channels()
        for (state, reason), group in stopped.items():
            if state == "hold":
                group._hold(reason)
            elif state == "failed":
                group._fail(reason)
            else:
                group._close(state, reason)
        return true

    def _find_obstacle(self, known):
        """:param Known known: what the guards of the batch look up
        :return: (state, reason) that ends or holds the row, or None"""
        trigger = self.step_id.trigger
        for guard in GUARDS:
            if trigger not in guard.exempt:
                obstacle = getattr(self, f"_guard_{guard.name}")(known)
                if obstacle:
                    return obstacle
        return None

    def _guard_trigger(self, known):
        """What only rows of this trigger are checked for. An interview's row that was
        started by hand is about none in particular."""
        trigger = BY_NAME[self.step_id.trigger]
        find = getattr(self, f"_obstacle_{trigger.name}", None)
        if not find or (trigger.about == "meeting" and not self.meeting_start):
            return None
        return find(known)

    def _guard_closed(self, known):
        applicant = self.applicant_id
        closing = CLOSING in BY_NAME[self.step_id.trigger].ended_by
        if applicant.refuse_reason_id or (closing and not applicant.active):
            return "cancelled", "closed"
        return None

    def _guard_stage(self, known):
        if self.stage_id and self.stage_id != self.applicant_id.stage_id:
            return "cancelled", "stage_left"
        return None

    def _guard_paused(self, known):
        return ("hold", "paused") if self.applicant_id.communication_paused else None

    def _guard_call(self, known):
        return ("hold", "awaits_call") if self._is_awaiting_call() else None

    def _guard_archived(self, known):
        return None if self.step_id._is_in_use() else ("cancelled", "step_archived")

    def _guard_late(self, known):
        return ("expired", "too_late") if self._is_too_late(known) else None

    def _guard_job(self, known):
        job = self.applicant_id.job_id
        return ("skipped", "job_closed") if job and not job.active else None

    def _obstacle_silence(self, known):
        return ("cancelled", "hired") if self.applicant_id.date_closed else None

    def _is_too_late(self, known):
        days = min(self.step_id.expire_after, LONGEST.days)
        waited = get_now(self.env) - (known.leaves or self.scheduled_date)
        return days and waited > timedelta(days=days)

    def _find_obstacle_to_email(self):
        applicant = self.applicant_id
        if not applicant.email_from:
            return "failed", "no_address"
        if not email_normalize(applicant.email_from):
            return "failed", "invalid_address"
        if applicant.messages_stopped:
            return "skipped", "stopped"
        if not self._is_transactional() and applicant.is_blacklisted:
            return "skipped", "blacklisted"
        if applicant._is_address_dead():
            return "failed", "bounced"
        return None

    def _find_obstacle_to_activity(self):
        return None

    # Send window -------------------------------------------------------------

    def _postpone(self, batch):
        """Put off what may not leave yet; that is no attempt. Keep the others."""
        rows = self
        for name in WAITS:
            rows -= getattr(rows, f"_wait_for_{name}")(batch)
        return rows

    def _wait_for_window(self, batch):
        """:return: those that were put off"""
        known = Known(self)
        found = self.grouped(lambda row: row._earliest(batch, known))
        later = {key: rows for key, rows in found.items() if key[0] > batch.now}
        for (moment, reason), rows in later.items():
            rows.write({"next_attempt": moment, "scheduled_date": moment, "reason": reason})
        if later:
            self._wake_cron({moment for moment, _reason in later})
        return self.browse().concat(*later.values())

    def _earliest(self, batch, known):
        """:param Known known: what is looked up once for all rows
        :return: (naive UTC moment the row may leave, reason)"""
        moment, reason = self._find_window(batch)
        adjust = getattr(self, f"_earliest_{self.step_id.trigger}", None)
        return adjust(moment, reason, batch, known) if adjust else (moment, reason)

    def _find_window(self, batch):
        window = self.step_id.send_window
        if self.exact_time or window == "any":
            return batch.now, "due"
        calendar, tz = self._find_hours()
        key = window, calendar, calendar.env.company, tz
        if key not in batch.opens:
            batch.opens[key] = self.step_id._find_opening(batch.now, calendar, tz)
        return batch.opens[key], window

    def _find_hours(self):
        """:return: (``resource.calendar`` of office hours, the candidate's time zone)"""
        applicant = self.applicant_id
        calendar = self.step_id.plan_id._get_calendar(applicant.company_id)
        return calendar, applicant._get_candidate_tz()

    def _earliest_silence(self, moment, reason, batch, known):
        """Not before the candidate has heard nothing for so long."""
        if self.exact_time:
            return moment, reason
        told = self.applicant_id.last_contact_date or self.applicant_id.create_date
        due = self.step_id._scheduled_date(told, *self._find_hours())
        return (due, "heard_since") if due > batch.now else (moment, reason)

    # Outbox ------------------------------------------------------------------

    def _group_for_outbox(self):
        """Groups that can be rendered and created at once: same step, channel, email,
        language and company, first or reminder, and no applicant twice."""
        groups, seen = defaultdict(list), defaultdict(int)
        templates = self._get_mail_templates()
        for row in self:
            applicant = row.applicant_id
            seen[row.step_id, applicant] += 1
            groups[
                row.step_id,
                row.action,
                templates[row],
                row._get_words_lang() or applicant._get_candidate_lang(),
                applicant.company_id,
                row.is_reminder,
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
        if content._name == "mail.template":
            content = reader._get_mail_template()
        return reader.env._(
            "The message “%s” could not be prepared for this candidate. The preview on the step "
            "shows where the error is.",
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
        doubts = self.env["hr.applicant"]._get_doubts()
        self.env["mail.activity"]._raise_todos(todos, beside=doubts)

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
