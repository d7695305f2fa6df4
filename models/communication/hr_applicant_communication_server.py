from datetime import timedelta

from odoo import fields, models

from ..batch import get_now

# What has just been tried is not tried again because another one got through.
JUST_TRIED = timedelta(minutes=5)


class HrApplicantCommunicationServer(models.Model):
    """Emails wait in the outbox while the mail server is down. That is no fault of an
    address: one administrator of each company hears of it, no recruiter."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[("no_server", "Waits: the mail server cannot be reached")]
    )

    def _explain_unreachable(self):
        return {"reason": "no_server"}

    def _note_unreachable(self, reasons):
        res = super()._note_unreachable(reasons)
        self._find_companies()._note_mail_server_down()
        return res

    def _note_delivered(self, reasons):
        res = super()._note_delivered(reasons)
        down = self._find_companies().filtered("candidate_mail_down_since")
        if down:
            down._note_mail_server_up(self._release_for_server(down))
        return res

    def _find_companies(self):
        """:return: ``res.company``, with rights to all of it"""
        companies = {row.company_id or self.env.company for row in self}
        return self.env["res.company"].union(*companies).sudo()

    def _release_for_server(self, companies):
        """One has got through: the others need not wait any longer.

        :param companies: ``res.company``
        :return: those companies that still have emails which wait
        """
        rows = self.sudo().search(
            [
                ("state", "=", "queued"),
                ("reason", "=", "no_server"),
                ("company_id", "in", [*companies.ids, False]),
            ]
        )
        now = get_now(self.env)
        later = rows.filtered(lambda row: row.next_attempt > now + JUST_TRIED)
        if later:
            later.next_attempt = now
            self._wake_cron({now})
        return rows._find_companies()
