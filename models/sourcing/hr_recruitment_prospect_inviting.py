from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..batch import get_now, get_today
from ..communication.states import GRACE
from ..communication.undo import offer_undo
from ..company.hours import find_tz
from ..rendering.dates_in_words import say_moment


class HrRecruitmentProspectInviting(models.Model):
    """What a recruiter does: invite, take it back, call, ask again."""

    _inherit = "hr.recruitment.prospect"

    may_ask_again = fields.Boolean(compute="_compute_may_ask_again")

    @api.depends("state", "ask_again_on")
    def _compute_may_ask_again(self):
        for prospect in self:
            prospect.may_ask_again = prospect._may_be_asked_again()

    def action_invite(self):
        """Invite by email, within office hours, or have a to-do to call.

        :return: action: the note that offers to undo it"""
        self.check_access("write")
        drafts = self.filtered(lambda p: p.state in ("draft", "failed"))
        if not drafts:
            raise UserError(self.env._("All of these have been invited already."))
        drafts._check_no_obstacle()
        drafts = drafts.sudo()
        by_call = drafts.filtered(lambda p: p.way == "call")
        by_call._plan_calls()
        (drafts - by_call)._plan_mails()
        drafts._drop_todos()
        by_call._raise_call_todos()
        return offer_undo(self.browse(drafts.ids), drafts._say_invited())

    def _say_invited(self):
        if len(self) > 1:
            return self.env._("Invitations that will be sent soon, or calls to make: %s", len(self))
        if self.state == "call":
            return self.env._("A to-do to call: %s", self.name)
        moment = say_moment(self.env, self.next_attempt)
        return self.env._("Will be sent %(moment)s: %(name)s", moment=moment, name=self.name)

    def _plan_calls(self):
        self.write({"state": "call", "stopped_reason": False})

    def _plan_mails(self):
        now = get_now(self.env) + GRACE
        for company, prospects in self.grouped("company_id").items():
            prospects.write(
                {
                    "state": "planned",
                    "stopped_reason": False,
                    "attempts": 0,
                    "next_attempt": company._find_invitation_time(now),
                }
            )
        if self:
            self._wake_cron(set(self.mapped("next_attempt")))

    def action_undo(self):
        """Take back what has not left, and calls that nobody has made.

        :raise UserError: where all of it has left"""
        self.check_access("write")
        waiting = self.sudo().filtered(
            lambda p: p.state in ("planned", "call") and not p.claimed_by and not p.answer
        )
        if not waiting:
            raise UserError(self.env._("This has already been sent, or has been changed since."))
        waiting.write({"state": "draft", "next_attempt": False})
        waiting._drop_todos()

    def action_ask_again(self):
        """The day has come that the person has named: it is a draft again.

        :raise UserError: before that day"""
        self.check_access("write")
        people = self.sudo().filtered(lambda p: p._may_be_asked_again())
        if not people:
            raise UserError(self.env._("The person has not agreed to be asked again yet."))
        people.write({"state": "draft", "answer": False, "ask_again_on": False})

    def _may_be_asked_again(self):
        due = self.ask_again_on and self.ask_again_on <= get_today(self.env)
        return self.state == "later" and bool(due)

    def action_forget(self):
        """Forget these people now, as the day would."""
        self.check_access("unlink")
        self.sudo()._forget()
        return self._leave_form()

    @api.model
    def _leave_form(self):
        """:return: action: the form is of nobody any more"""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "name": self.env._("Invitations to Apply"),
            "view_mode": "kanban,list,form",
            "views": [[False, "kanban"], [False, "list"], [False, "form"]],
            "target": "main",
        }

    # The call --------------------------------------------------------------------------

    def action_called_more(self):
        """Called: the person wants to know more."""
        self._note_called("more")

    def action_called_later(self):
        """Called: not now."""
        self._note_called("later")

    def action_called_never(self):
        """Called: never again.

        :return: action that leaves the form, which is of nobody any more"""
        self._check_called()
        self.sudo()._note_told()
        self.sudo()._never()
        return self._leave_form()

    def _check_called(self):
        self.ensure_one()
        self.check_access("write")
        if self.state != "call":
            raise UserError(self.env._("There is no call to be made."))

    def _note_called(self, answer):
        """What was told by telephone is written down for the person, too."""
        self._check_called()
        person = self.sudo()
        person._drop_todos()
        if person.email_normalized and person._get_sender():
            person._plan_mails()
        person._note_told()
        person._note_answer(answer)

    # To-dos ----------------------------------------------------------------------------

    def _raise_call_todos(self):
        kind = self.env["mail.activity"]._get_todo_type("activity_type_invitation_call")
        self._raise_invitation_todos(
            kind,
            lambda p: (p.env._("Call %s", p.name), p._render_call_guide()),
        )

    def _raise_invitation_todos(self, kind, say, **values):
        activities = self.env["mail.activity"]
        kind = kind or activities._get_todo_type()
        todos = [activities._prepare_todo(p, p.user_id, kind, say, **values) for p in self]
        activities._raise_todos(todos, renew=True)

    def _drop_todos(self):
        """What there was to do about them is done."""
        self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("automated", "=", True),
            ]
        ).unlink()


class ResCompany(models.Model):
    _inherit = "res.company"

    def _find_invitation_time(self, moment):
        """:param datetime moment: naive UTC
        :return: naive UTC, the first moment within office hours from then on"""
        calendar = self.sudo().resource_calendar_id
        tz = find_tz(calendar.tz or self.partner_id.tz)
        return calendar._next_office_time(moment, tz)

    def _get_days_kept(self):
        return timedelta(days=self.sudo().prospect_keep_days)
