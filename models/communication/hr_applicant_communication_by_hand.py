from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError

from ..batch import get_now
from ..rendering.preview_reader import Reader
from .guards import Known
from .triggers import BY_NAME

# What has come to an end without having been sent.
ENDED = ("failed", "expired", "skipped", "cancelled")


class HrApplicantCommunicationByHand(models.Model):
    """What colleagues do with what is planned, and with what has ended."""

    _inherit = "hr.applicant.communication"

    def _check_scheduled(self):
        if any(row.state != "scheduled" for row in self):
            raise UserError(self.env._("This has already been sent or stopped; plan it again."))

    def _check_writable(self):
        self.check_access("write")
        return self.sudo()

    def action_send_now(self):
        """Send at the next run of the cron, whatever the office hours say."""
        return self._send_now()

    def _send_now(self, reason=None, wait=timedelta()):
        """:param str reason: why it is sent, where that has to be said
        :param timedelta wait: how long it can still be undone
        :return: the dialog that asks for the reason where it is needed, else None"""
        rows = self._check_writable()
        if question := self._call_by_trigger("ask_before_sending", self, reason):
            return question
        rows._check_scheduled()
        leaves = get_now(self.env) + wait
        rows.write({"scheduled_date": leaves, "exact_time": True, "held_for": False})
        rows._set_next_attempt()
        return None

    def action_skip(self):
        rows = self._check_writable()
        if any(row._is_owed() for row in rows):
            raise UserError(
                self.env._(
                    "Take the decision back instead: the candidate is waiting for an answer."
                )
            )
        rows._check_scheduled()
        rows._close("skipped", "by_recruiter", detail=self.env.user.name)

    def action_skip_pending(self):
        """Skip those of the selection that are still planned."""
        self.check_access("write")
        self.filtered(lambda row: row.state == "scheduled" and not row._is_owed()).action_skip()

    def _is_owed(self):
        return BY_NAME[self.step_id.trigger].owed

    def action_retry(self):
        """Try again what failed, expired or was skipped or cancelled.

        A mail that is still in Odoo's outbox is sent again as it is: a new one
        could reach the candidate twice.
        """
        rows = self._check_writable()._filter_retriable()
        if not rows:
            why_not = self.sudo()._find_why_not_retried()
            nothing = self.env._("There is nothing here to try again.")
            raise UserError(next(filter(None, why_not.values()), nothing))
        rows._retry()

    def _filter_retriable(self):
        """:return: those that could leave now, by the guards that are asked when they do"""
        why_not = self.sudo()._find_why_not_retried()
        return self.filtered(lambda row: not why_not[row])

    def _find_why_not_retried(self, passing=("hold", "failed")):
        """:param passing: states in which a guard would put it and that a person mends:
            held until then, or without an address
        :return: dict row → why it is not tried again, in words; None if it may be"""
        known = Known(self, leaves=get_now(self.env))
        return {row: row._say_why_not_retried(known, passing) for row in self}

    def _say_why_not_retried(self, known, passing):
        if self.state not in ENDED:
            return self.env._("There is nothing here to try again.")
        if why := self._find_obstacle_to_retry():
            return why
        state, reason = self._find_obstacle(known) or (None, None)
        # Trying again forgets what has bounced.
        if not state or state in passing or reason == "bounced":
            return None
        return dict(self._fields["reason"]._description_selection(self.env))[reason]

    def _find_obstacle_to_retry(self):
        """:return: why this must not be tried again, in words; None if it may"""
        return self._call_by_trigger("obstacle_to_retry")

    def _retry(self):
        self.filtered(lambda row: row.reason == "bounced").applicant_id._forget_bounces()
        now = get_now(self.env)
        in_outbox = self._filter_in_outbox()
        in_outbox.write(
            {
                "state": "queued",
                "next_attempt": now,
                "attempts": 0,
                "reason": "retry",
            }
        )
        anew = self - in_outbox
        anew._plan_anew(now)
        in_outbox._wake_cron()
        self._call_by_trigger("retried")

    def _plan_anew(self, moment):
        """:param datetime moment: when it leaves, as another message, naive UTC"""
        self.write(
            {
                "state": "scheduled",
                "scheduled_date": moment,
                "attempts": 0,
                "reason_detail": False,
                "mail_mail_id_int": 0,
                "sms_id_int": 0,
                "message_id": False,
            }
        )
        self._set_next_attempt()

    def action_edit_text(self):
        """Open the text, filled from the template, to be reworded for this one."""
        self.ensure_one()
        self._check_writable()._check_scheduled()
        if self.action != "email":
            raise UserError(self.env._("Only the text of an email can be edited."))
        unedited = not self.is_edited
        if unedited:
            reader = Reader(self.env)
            subject, body = self._render_text(reader)
            reader.check_all_shown()
            self.write({"subject": subject, "body": body})
        action = self._open_form(
            "hr_recruitment_candidate_experience.hr_applicant_communication_edit_form"
        )
        return {**action, "context": {"discard_is_template": unedited}}

    def action_reset_text(self):
        self.write({"subject": False, "body": False})
        self.sudo().words_template_date = False

    def action_open(self):
        self.ensure_one()
        return self._open_form(
            "hr_recruitment_candidate_experience.hr_applicant_communication_view_form"
        )

    def action_open_applicant(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "hr.applicant",
            "res_id": self.applicant_id.id,
            "view_mode": "form",
        }

    def _open_form(self, view):
        return {
            "type": "ir.actions.act_window",
            "name": self.step_id.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref(view).id, "form")],
            "target": "new",
        }
