from odoo import api, models
from odoo.exceptions import ValidationError

from .kinds import TASK


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.constrains("attachment_ids", "model", "res_id")
    def _check_no_extract(self):
        """A file that hangs on the message alone is kept, too: see ``ir.attachment``."""
        mine = self.filtered(lambda message: message.model == TASK and message.attachment_ids)
        tasks = mine and self.env[TASK].sudo().browse(mine.mapped("res_id")).exists()
        if tasks and "extract" in tasks.mapped("kind"):
            raise ValidationError(self.env["ir.attachment"]._say_no_extract())
