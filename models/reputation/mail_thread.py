from odoo import api, models

from ..inside import Inside


class MailThreadReputation(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """An alert is read with its headers: they say what mail servers have proved."""
        if any(route[0] == "hr.employer.review" for route in routes or ()):
            self = self.with_context(alert_mail=Inside(message))
        return super()._message_route_process(message, message_dict, routes)
