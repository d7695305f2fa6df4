from odoo import api, models

from ..gateway.incoming_mail import read_calendar_reply


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(self, message, message_dict, model=None, thread_id=None, custom_values=None):
        """A calendar's reply is no new application."""
        if not (message_dict.get("is_bounce") or message_dict.get("parent_id")):
            reply = read_calendar_reply(message)
            applicant = reply and self.env["hr.applicant"]._find_by_calendar_reply(
                reply, message_dict["email_from"]
            )
            if applicant:
                return [("hr.applicant", applicant.id, custom_values, self.env.uid, None)]
        return super().message_route(message, message_dict, model, thread_id, custom_values)
