from odoo import api, models

from ..inside import Inside

AUTOMATIC_PRECEDENCE = ("bulk", "auto_reply", "list", "junk")


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        return super(
            MailThread,
            self.with_context(incoming_is_automatic=Inside(self._is_automatic_mail(message))),
        )._message_route_process(message, message_dict, routes)

    @api.model
    def _is_automatic_mail(self, message):
        """Tell an out-of-office reply from a person's: RFC 3834, and the headers that
        older systems use.

        :param email.message.EmailMessage message: as it came in
        """
        submitted = (message.get("Auto-Submitted") or "no").strip().lower()
        precedence = (message.get("Precedence") or "").strip().lower()
        return (
            not submitted.startswith("no")
            or precedence in AUTOMATIC_PRECEDENCE
            or "X-Autoreply" in message
            or "X-Autorespond" in message
        )

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        message = message_dict.get("bounced_message")
        to_candidate = message and message.model == "hr.applicant"
        if to_candidate and self._is_delay_notice(email_message):
            return None
        res = super()._routing_handle_bounce(email_message, message_dict)
        if to_candidate:
            self.env["hr.applicant.communication"]._note_bounce(
                message, message_dict.get("subject")
            )
        return res

    @api.model
    def _is_delay_notice(self, message):
        """Tell "not delivered yet, still trying" from a bounce: RFC 3464, 2.3.3. Odoo
        would count it as one.

        :param email.message.EmailMessage message: as it came in
        """
        return any(
            (recipient.get("Action") or "").strip().lower() == "delayed"
            for part in message.walk()
            if part.get_content_type() == "message/delivery-status"
            for recipient in part.get_payload()
        )
