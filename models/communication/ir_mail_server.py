from odoo import api, models

from .mail_headers import Addresses, keep_addresses


class IrMailServer(models.Model):
    """Who writes to candidates, and the candidates, are called by their whole name."""

    _inherit = "ir.mail_server"

    @api.model
    def _build_email__(self, *args, object_id=False, **kwargs):
        message = super()._build_email__(*args, object_id=object_id, **kwargs)
        if str(object_id).endswith("-hr.applicant"):
            keep_addresses(message)
        return message

    @api.model
    def _alter_message__(self, message, *args, **kwargs):
        is_kept = isinstance(message["From"], Addresses)
        res = super()._alter_message__(message, *args, **kwargs)
        if is_kept:
            # A server that sends in its own name has written another sender.
            keep_addresses(message)
        return res
