from datetime import timedelta

from odoo import fields, models

from ..batch import get_now

# What has just been tried is not tried again because another one got through.
JUST_TRIED = timedelta(minutes=5)


class HrApplicantCommunicationServer(models.Model):
    """Messages wait in the outbox while the mail server is down or the SMS service takes
    nothing from us. That is no fault of an address or a number: one administrator of each
    company hears of it, no recruiter."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("no_server", "Waits: the mail server cannot be reached"),
            ("no_sms_service", "Waits: the SMS service cannot be used"),
        ]
    )

    def _get_outage(self):
        """:return: what the rows, all of one channel, say while nothing gets through"""
        return "no_sms_service" if self[:1].action == "sms" else "no_server"

    def _explain_unreachable(self):
        return {"reason": self._get_outage()}

    def _note_unreachable(self, reasons):
        res = super()._note_unreachable(reasons)
        self._find_companies()._note_outage(self._get_outage())
        return res

    def _note_delivered(self, reasons):
        res = super()._note_delivered(reasons)
        self._note_got_through()
        return res

    def _note_sms_sent(self, reasons):
        res = super()._note_sms_sent(reasons)
        self._note_got_through()
        return res

    def _note_got_through(self):
        outage = self._get_outage()
        down = self._find_companies()._filter_in_outage(outage)
        if down:
            down._note_outage_over(outage, self._release_for_server(outage, down))

    def _find_companies(self):
        """:return: ``res.company``, with rights to all of it"""
        companies = {row.company_id or self.env.company for row in self}
        return self.env["res.company"].union(*companies).sudo()

    def _release_for_server(self, outage, companies):
        """One has got through: the others need not wait any longer.

        :param str outage: their reason
        :param companies: ``res.company``
        :return: those companies that still have messages which wait
        """
        rows = self._find_in_outage(outage, companies)
        now = get_now(self.env)
        later = rows.filtered(lambda row: row.next_attempt > now + JUST_TRIED)
        if later:
            later.next_attempt = now
            self._wake_cron({now})
        return rows._find_companies()

    def _find_in_outage(self, outage, companies):
        """:return: rows of the companies that wait in the outbox for this reason"""
        return self.sudo().search(
            [
                ("state", "=", "queued"),
                ("reason", "=", outage),
                ("company_id", "in", [*companies.ids, False]),
            ]
        )
