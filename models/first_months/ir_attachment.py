from odoo import api, models
from odoo.exceptions import ValidationError

from .kinds import TASK


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.constrains("res_model", "res_id")
    def _check_no_extract(self):
        """Of a criminal-record extract nothing is kept but that it was seen, whichever way a
        file comes in."""
        mine = self.filtered(lambda file: file.res_model == TASK and file.res_id)
        tasks = mine and self.env[TASK].sudo().browse(set(mine.mapped("res_id"))).exists()
        if tasks and "extract" in tasks.mapped("kind"):
            raise ValidationError(
                self.env._(
                    "An extract from the criminal record is only looked at: no copy of it is kept."
                )
            )
