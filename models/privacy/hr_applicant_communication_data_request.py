from odoo import api, fields, models

from ..batch import get_now


class HrApplicantCommunicationDataRequest(models.Model):
    """Nothing planned leaves for somebody who has asked to be erased: whatever the
    trigger and the action, started by whom ever, until the request is closed."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[
            ("held", "On hold: HR decides about it"),
            ("erased", "The candidate's data was erased"),
        ]
    )

    held_for = fields.Selection(selection_add=[("held", "HR has to decide")])

    def _guard_request(self, known):
        return ("hold", "held") if self.applicant_id in known.get("erasing") else None

    def _look_up_erasing(self):
        """:return: the applicants of these rows who ask to be erased"""
        return self.env["hr.applicant.data.request"]._filter_erasing(self.applicant_id)

    def _hold_held(self):
        self._note_refusals("pending", "owed")

    @api.model
    def _collect_outbox(self):
        res = super()._collect_outbox()
        self._release_forgotten()
        return res

    @api.model
    def _release_forgotten(self):
        """Held for a person whom nobody asks to erase any more: the address was another
        one when the request was closed, or the request is gone."""
        held = self.sudo().search(
            [
                ("state", "=", "scheduled"),
                ("held_for", "=", "held"),
            ]
        )
        applicants = held.applicant_id
        requests = self.env["hr.applicant.data.request"]
        (applicants - requests._filter_erasing(applicants))._release_everything()

    def _take_from_outbox(self):
        """What has not left comes back from the outbox, to leave later or never; what
        was stopped there and is to be sent again, too."""
        queued = self.filtered(lambda row: row.state == "queued")
        mails = self.env["mail.mail"].browse(queued.mapped("mail_mail_id_int")).exists()
        unsent = mails.filtered(lambda mail: mail.state in ("outgoing", "exception", "cancel"))
        unsent.cancel()
        messages = self.env["sms.sms"].browse(queued.mapped("sms_id_int")).exists()
        unsent_sms = messages.filtered(lambda sms: sms.state in ("outgoing", "error", "canceled"))
        unsent_sms.action_set_canceled()
        rows = queued.filtered(
            lambda row: row.mail_mail_id_int in unsent.ids or row.sms_id_int in unsent_sms.ids
        )
        rows.write(
            {
                "state": "scheduled",
                "next_attempt": get_now(self.env),
                "mail_mail_id_int": 0,
                "sms_id_int": 0,
                "message_id": False,
            }
        )
