from datetime import datetime, time, timedelta

from odoo import models
from odoo.exceptions import AccessError, UserError

from ..batch import get_now
from ..booking.free_times import Wish
from ..booking.rules import Rules
from ..company.hours import to_utc
from .kinds import COLLEAGUE, OFFICERS, TO_UNDO, WITHDRAWN

# Of a meeting that is proposed, and how long somebody waits for it.
LENGTH, LOOKS_AHEAD = timedelta(hours=1), timedelta(days=7)


class HrFirstMonthsTaskDoing(models.Model):
    """Done, not done after all, no longer to be done."""

    _inherit = "hr.first.months.task"

    def _check_mine(self):
        """:raise AccessError: for tasks of somebody else, unless one recruits"""
        self.check_access("read")
        if self.env.user.has_group(OFFICERS):
            return
        if self.sudo().user_id - self.env.user or any(not task.user_id for task in self.sudo()):
            raise AccessError(self.env._("This is somebody else's task."))

    # By colleagues ---------------------------------------------------------------------

    def action_done(self):
        """:raise UserError: for a background check that nobody has agreed to"""
        self._check_mine()
        self.sudo()._check_consent()
        self.sudo()._finish(self.env.user)
        return True

    def action_reopen(self):
        """It was not done after all."""
        self._check_mine()
        self.sudo().filtered(lambda task: task.state == "done")._reopen_for_who_begins()
        return True

    def action_cancel(self):
        """It need not be done, for this new colleague."""
        self._check_mine()
        self.sudo()._cancel("hand")
        return True

    def action_restore(self):
        self._check_mine()
        self.sudo().filtered(lambda task: task.reason == "hand")._reopen_for_who_begins()
        return True

    def _reopen_for_who_begins(self):
        """:raise UserError: for somebody who does not begin after all"""
        applicants = self.applicant_id.with_context(active_test=False)
        if given_up := applicants._filter_given_up():
            raise UserError(
                self.env._(
                    "%s does not begin: there is nothing to prepare.",
                    given_up[0].partner_name or given_up[0].display_name,
                )
            )
        self._reopen()

    def action_run(self):
        """What an administrator has put behind the task. It runs as superuser, as Odoo's
        automation rules do: who may press is decided here.

        :return: action, if it returns one"""
        self.ensure_one()
        self._check_mine()
        # Two presses at once: what is made outside of Odoo is made once.
        task = self.sudo().try_lock_for_update(allow_referencing=True)
        action = task.template_id.server_action_id
        if not action or task.state != "open":
            raise UserError(self.env._("There is nothing to run."))
        record = task if action.model_name == self._name else task.applicant_id
        result = action.with_context(
            active_model=record._name, active_id=record.id, active_ids=record.ids
        ).run()
        task._finish(self.env.user)
        return result or True

    def action_open_link(self):
        """:return: action that opens the page of a provider
        :raise UserError: for a background check that nobody has agreed to"""
        self.ensure_one()
        self._check_mine()
        self.sudo()._check_consent()
        url = self.check_url or ""
        if not url.startswith(("https://", "http://")):
            raise UserError(self.env._("There is no link to open."))
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def action_plan_meeting(self):
        """:return: action of a new meeting, with what is known of it"""
        self.ensure_one()
        self._check_mine()
        task = self.sudo()
        people = task.user_id.partner_id | self.env.user.partner_id
        start = task._propose_time(task.user_id | self.env.user)
        return {
            "type": "ir.actions.act_window",
            "res_model": "calendar.event",
            "views": [(False, "form")],
            "target": "current",
            "context": {
                "default_name": self.display_name,
                "default_start": str(start),
                "default_stop": str(start + LENGTH),
                "default_partner_ids": people.ids,
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_res_model_id": self.env["ir.model"]._get_id(self._name),
            },
        }

    def _propose_time(self, users):
        """:return: naive UTC, when all of them are free, on the day of the task or soon after;
        in the morning of that day where they never are"""
        tz = self.company_id._get_holiday_tz()
        day = max(self.date_deadline, self._get_today())
        since = to_utc(datetime.combine(day, time()), tz)
        wish = Wish(
            company_id=self.company_id.id,
            panel=tuple(sorted(users.ids)),
            seats=(),
            minutes=int(LENGTH.total_seconds() / 60),
            rules=Rules(),
            since=max(since, get_now(self.env)),
            until=since + LOOKS_AHEAD,
            partner_id=self.applicant_id.partner_id.id or 0,
        )
        times = self.env["hr.interview.free.times"].sudo()._find_times(wish)
        return times[0][0] if times else to_utc(datetime.combine(day, time(10)), tz)

    def _check_consent(self):
        if self.filtered(lambda t: t.kind == "check" and t.state == "open" and not t.consent_date):
            raise UserError(
                self.env._(
                    "A background check needs the new colleague's consent: they give it on their "
                    "page."
                )
            )

    # Doing it --------------------------------------------------------------------------

    def _finish(self, user=None):
        """:param user: ``res.users`` who has done it; None: the new colleague"""
        tasks = self.filtered(lambda task: task.state == "open")
        if not tasks:
            return
        tasks.write(
            {
                "state": "done",
                "done_date": get_now(self.env),
                "done_by_id": user.id if user else False,
            }
        )
        tasks._close_todos()
        followers = self.search([("depends_ids", "in", tasks.ids), ("state", "=", "open")])
        followers._raise_due()

    def _reopen(self):
        self.write({"state": "open", "done_date": False, "done_by_id": False, "reason": False})
        self._raise_due()

    def _cancel(self, reason):
        """:param str reason: of ``REASONS``"""
        tasks = self.filtered(lambda task: task.state == "open")
        tasks.write({"state": "cancelled", "reason": reason})
        tasks._drop_todos()

    def _withdraw(self):
        """They do not begin after all: what is open is not done, what was made is taken
        back."""
        made = self.filtered(
            lambda task: task.state == "done" and task.kind in TO_UNDO and not task.undo_of_id
        )
        self._cancel(WITHDRAWN)
        undone = self.search([("undo_of_id", "in", made.ids), ("state", "!=", "cancelled")])
        tasks = self.create(
            [task._prepare_undo() for task in made - undone.undo_of_id if task.owner != COLLEAGUE]
        )
        tasks._raise_due()

    def _prepare_undo(self):
        user = self.user_id
        mine = self.with_context(lang=user.lang or self.env.lang)
        return {
            "applicant_id": self.applicant_id.id,
            "name": mine.env._("Take back: %s", mine.name),
            "kind": "task",
            "owner": self.owner,
            "user_id": user.id,
            "date_deadline": self._get_today(),
            "is_fixed": True,
            "activity_kind_id": self.activity_kind_id.id,
            "undo_of_id": self.id,
        }

    def _resume(self):
        """They begin after all."""
        undoing = self.filtered("undo_of_id")
        # What was taken back has to be made again.
        undoing.filtered(lambda task: task.state == "done").undo_of_id._reopen()
        undoing._drop_todos()
        undoing.unlink()
        mine = (self - undoing).filtered(lambda task: task.reason == WITHDRAWN)
        # What they have done on their page, while they did not know.
        done = mine.filtered("done_date")
        done.write({"state": "done", "reason": False})
        (mine - done)._reopen()
