import secrets

from odoo import api, models
from odoo.tools import formataddr

from ..batch import get_now, get_today
from .prospect_states import PAGE_PREVIEW


class HrRecruitmentProspectDelivery(models.Model):
    """From due to delivered: by Odoo's outbox, on nothing, so that the key to the page stays
    behind in no chatter."""

    _inherit = "hr.recruitment.prospect"

    @api.model
    def _cron_invite(self):
        """Send what is due."""
        if self.env["hr.candidate.settings"]._is_used("uses_sourcing") or self._is_under_way():
            self._cron_process()

    @api.model
    def _is_under_way(self):
        """:return: whether something is left from before it was switched off"""
        return bool(self.search_count([("state", "in", ("planned", "queued"))], limit=1))

    def _do_message(self):
        self._in_halves("_process")

    def _process(self):
        open_now = self._stop_untrue()._stop_at_night()
        open_now._send()

    def _stop_untrue(self):
        """:return: those that are still to be invited; who invites hears of the others"""
        # What was told by telephone has to be told in writing.
        told = self.filtered("answer")
        obstacles = (self - told)._find_obstacles() | told._find_obstacle_bound()
        for prospect, why in obstacles.items():
            prospect.write({"state": "draft", "next_attempt": False, "stopped_reason": why})
        stopped = self.browse(prospect.id for prospect in obstacles)
        stopped._raise_invitation_todos(
            None,
            lambda p: (
                p.env._("Not invited: %(name)s. %(why)s", name=p.name, why=p.stopped_reason),
                False,
            ),
        )
        return self - stopped

    def _stop_at_night(self):
        """:return: those of companies that are at work now; the others wait until they are"""
        now = get_now(self.env)
        waiting = self.browse()
        for company, prospects in self.grouped("company_id").items():
            opens = company._find_invitation_time(now)
            if opens > now:
                prospects.next_attempt = opens
                waiting |= prospects
        if waiting:
            self._wake_cron(set(waiting.mapped("next_attempt")))
        return self - waiting

    def _send(self):
        if not self:
            return
        for prospect in self.filtered(lambda p: not p.page_token):
            prospect.page_token = secrets.token_urlsafe(24)
        # The date in the text is the one that counts.
        self.filtered(lambda p: not p.answer)._note_told()
        mails = self.env["mail.mail"].sudo().create([p._prepare_mail() for p in self])
        for prospect, mail in zip(self, mails, strict=True):
            prospect.mail_mail_id_int = mail.id
        self.write({"state": "queued", "next_attempt": False})
        # Odoo's queue looks by itself only once an hour.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _prepare_mail(self):
        """:return: dict of a ``mail.mail``; what was sent is kept without the key"""
        spoken = self._in_own_words()
        body = self._render_invitation()
        subject = spoken._get_subject()
        self.write({"sent_subject": subject, "sent_body": body})
        sender = self._get_sender()
        url = self.get_base_url() + self._get_page_path()
        return {
            "subject": subject,
            "body_html": self._render_in_frame(body).replace(
                self.get_base_url() + PAGE_PREVIEW, url
            ),
            "email_to": formataddr((self.name, self.email_normalized)),
            "email_from": sender,
            "reply_to": sender,
            "author_id": self._get_speaker().partner_id.id,
            "headers": repr({"List-Unsubscribe": f"<{url}>"}),
            "auto_delete": True,
        }

    def _note_told(self):
        """The person hears of us today, and is kept from today on as long as is said."""
        today = get_today(self.env)
        fresh = self.filtered(lambda p: not p.month)
        for company, prospects in self.grouped("company_id").items():
            prospects.write({"told_date": today, "forget_on": today + company._get_days_kept()})
        fresh.month = today.replace(day=1)
        self.env["hr.recruitment.prospect.count"]._count(fresh, "invited")

    # What became of it -----------------------------------------------------------------

    def _judge_mail(self, outcome):
        """A mail that has left is deleted, with all that was said of it."""
        return super()._judge_mail(outcome) if outcome["mail_id"] else ("delivered", None)

    def _note_delivered(self, _reasons):
        for answer, prospects in self.grouped("answer").items():
            prospects.write({"state": answer or "invited", "mail_mail_id_int": 0})

    def _note_dropped(self, _reasons):
        self._fail("outbox_cancelled")

    def _fail(self, reason, detail=False):
        """Nothing has been told: the days count from when the details were collected."""
        mails = self.env["mail.mail"].sudo().browse(self.mapped("mail_mail_id_int"))
        mails.exists().unlink()
        self.write({"state": "failed", "next_attempt": False, "mail_mail_id_int": 0})
        untold = self.filtered(lambda p: not p.answer)
        self.env["hr.recruitment.prospect.count"]._count(untold.filtered("month"), "invited", -1)
        untold.write({"told_date": False, "month": False})
        untold._compute_forget_on()
        self._raise_invitation_todos(
            None,
            lambda p: (p.env._("The invitation to %s could not be delivered", p.name), False),
        )
