from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.tools import SQL

from .inside import get_inside

# How far back the working day before a date is looked for.
LONGEST_HOLIDAY = 14


class HrApplicantPromise(models.Model):
    """ "You will hear from us by Thursday": the promise is noted when the email that
    says so has left, followed up before it passes, and kept or broken."""

    _inherit = "hr.applicant"

    reply_due_date = fields.Date(
        "Promised Answer",
        readonly=True,
        copy=False,
        help="The date by which the candidate was told to hear from us.",
    )
    reply_promise_state = fields.Selection(
        [("open", "Open"), ("kept", "Kept"), ("broken", "Broken")],
        string="Promise",
        readonly=True,
        copy=False,
    )
    reply_kept_count = fields.Integer("Promises Kept", readonly=True, copy=False)
    reply_broken_count = fields.Integer("Promises Broken", readonly=True, copy=False)

    def _note_contact(self, moment, answers=False):
        """Whatever the candidate hears in time keeps the promise, other than that it
        still stands."""
        res = super()._note_contact(moment, answers=answers)
        waiting = get_inside(self.env, "promise_stays_open", ())
        heard = self.filtered(lambda applicant: applicant.id not in waiting)
        heard._settle_promises("kept", moment.date())
        return res

    def _settle_promises(self, state, today):
        """:param str state: ``kept`` or ``broken``
        :param date today: promises for an earlier day were broken already"""
        self.flush_recordset(["reply_promise_state"])
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant
                   SET reply_promise_state = %(state)s,
                       %(count)s = COALESCE(%(count)s, 0) + 1
                 WHERE id = ANY(%(ids)s) AND reply_promise_state = 'open'
                   AND (%(state)s = 'broken' OR reply_due_date >= %(today)s)
                """,
                state=state,
                count=SQL.identifier(f"reply_{state}_count"),
                ids=self.ids,
                today=today,
            )
        )
        self.invalidate_recordset(
            ["reply_promise_state", f"reply_{state}_count"], flush=False
        )

    def _promise_reply(self):
        """An email that names a date has left: from now on it is a promise."""
        self.invalidate_recordset(["answer_expected_date"], flush=False)
        promised = self.filtered(lambda a: a._is_open() and a.answer_expected_date)
        for date, applicants in promised.grouped("answer_expected_date").items():
            self.env.execute_query(
                SQL(
                    """
                    UPDATE hr_applicant
                       SET reply_due_date = %s, reply_promise_state = 'open'
                     WHERE id = ANY(%s)
                    """,
                    date,
                    applicants.ids,
                )
            )
        self.invalidate_recordset(
            ["reply_due_date", "reply_promise_state"], flush=False
        )
        promised._plan(("reply_due",), {}, fields.Datetime.now())

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
        """Say which promises were broken yesterday."""
        late = self.search(
            [
                ("reply_promise_state", "=", "open"),
                ("reply_due_date", "<", fields.Date.today()),
                ("outcome", "=", "ongoing"),
            ]
        )
        late._do_nightly("_break_promises")

    def _break_promises(self):
        self._settle_promises("broken", fields.Date.today())
