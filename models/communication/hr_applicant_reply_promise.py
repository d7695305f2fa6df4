from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..batch import get_now, get_today
from ..past_orm import write_past_orm
from ..rendering.named_dates import NamedDate, get_named_dates

# How far back the working day before a date is looked for.
LONGEST_HOLIDAY = 14


class HrApplicantPromise(models.Model):
    """ "You will hear from us by Thursday": the promise is noted when the message that
    says so has left, followed up before it passes, and kept or broken."""

    _inherit = "hr.applicant"

    reply_due_date = NamedDate(
        "Reply Promised By",
        readonly=True,
        copy=False,
        help="The date by which we promised the candidate an answer.",
    )
    reply_promise_state = fields.Selection(
        [("open", "To Be Kept"), ("kept", "Kept"), ("broken", "Broken")],
        string="Reply Promise",
        readonly=True,
        copy=False,
    )
    reply_kept_count = fields.Integer("Reply Promises Kept", readonly=True, copy=False)
    reply_broken_count = fields.Integer("Reply Promises Broken", readonly=True, copy=False)

    def _note_contact(self, moment, answers=False, keeps_promise=True):
        """Whatever the candidate hears in time keeps the promise, other than that it
        still stands."""
        res = super()._note_contact(moment, answers=answers, keeps_promise=keeps_promise)
        told = self if keeps_promise else self.browse()
        for day, applicants in told.grouped(
            lambda applicant: applicant._get_candidate_day(moment)
        ).items():
            applicants._settle_reply_promises("kept", day)
        return res

    def _get_candidate_day(self, moment):
        """:param datetime moment: naive UTC
        :return: the date then, where the candidate is"""
        return pytz.utc.localize(moment).astimezone(self._get_candidate_tz()).date()

    def _get_candidate_today(self):
        return self._get_candidate_day(get_now(self.env))

    def _settle_reply_promises(self, state, today):
        """:param str state: ``kept`` or ``broken``
        :param date today: promises for an earlier day were broken already"""
        self.flush_recordset(["reply_promise_state", "company_id", "job_id", "user_id"])
        self.env.execute_query(
            SQL(
                """
                WITH settled AS (
                     UPDATE hr_applicant
                        SET reply_promise_state = %(state)s,
                            %(count)s = COALESCE(%(count)s, 0) + 1
                      WHERE id = ANY(%(ids)s) AND reply_promise_state = 'open'
                        AND (%(state)s = 'broken' OR reply_due_date >= %(today)s)
                  RETURNING company_id, job_id, user_id)
                INSERT INTO hr_applicant_reply_outcome (company_id, job_id, user_id, day, kept)
                SELECT company_id, job_id, user_id, %(day)s, %(state)s = 'kept' FROM settled
                 WHERE company_id IS NOT NULL
                """,
                state=state,
                count=SQL.identifier(f"reply_{state}_count"),
                ids=self.ids,
                today=today,
                day=get_today(self.env),
            )
        )
        self.invalidate_recordset(["reply_promise_state", f"reply_{state}_count"], flush=False)

    @api.model
    def _note_reply_promises(self, dates):
        """Messages that name a date have left: from now on it is a promise.

        :param dict dates: ``hr.applicant`` -> the date that the text names
        """
        dates = {a: day for a, day in dates.items() if a._is_open()}
        write_past_orm(
            {
                applicant: {"reply_due_date": day, "reply_promise_state": "open"}
                for applicant, day in dates.items()
            }
        )
        promised = self.browse(applicant.id for applicant in dates)
        promised._plan(("reply_due",), {}, get_now(self.env))

    def _notify_by_email_render_layout(
        self, message, recipients_group, msg_vals=False, render_values=None
    ):
        """A layout may name the date too."""
        rendered = super()._notify_by_email_render_layout(
            message, recipients_group, msg_vals, render_values
        )
        if named := get_named_dates(self.env):
            return named.take(self.id, "layout", rendered)
        return rendered

    def _occurrences_reply_due(self, step, visits, now):
        """On the working day before the promised one."""
        days = {}
        for applicant in self:
            due = applicant.reply_due_date
            shared = due, applicant.company_id, applicant._get_candidate_tz()
            if shared not in days:
                days[shared] = applicant._find_day_before(due)
            yield applicant, f"reply_due:{due}", days[shared]

    def _find_day_before(self, date):
        """:return: start (naive UTC) of the last working day before the date"""
        tz = self._get_candidate_tz()
        plan = self.sudo().communication_plan_id
        calendar = plan._get_calendar(self.sudo().company_id)
        for days in range(1, LONGEST_HOLIDAY):
            day = datetime.combine(date - timedelta(days=days), time.min)
            start = tz.localize(day).astimezone(pytz.utc).replace(tzinfo=None)
            opens = calendar._next_office_time(start, tz)
            if opens < start + timedelta(days=1):
                return opens
        return start

    @api.model
    def _cron_promises(self):
        """Say which promises were broken yesterday, where the candidates are."""
        self._find_late_promises(Domain.TRUE)._do_nightly("_break_reply_promises")

    @api.model
    def _find_late_promises(self, among):
        """:param Domain among: of which applications
        :return: those whose promised day is over, where the candidates are"""
        late = self.search(
            Domain(
                [
                    ("reply_promise_state", "=", "open"),
                    # The day is over in the east first, 14 hours before UTC.
                    ("reply_due_date", "<=", get_today(self.env)),
                    ("outcome", "=", "ongoing"),
                ]
            )
            & among
        )
        return late.filtered(lambda a: a.reply_due_date < a._get_candidate_today())

    def _break_reply_promises(self):
        self._settle_reply_promises("broken", get_today(self.env))
