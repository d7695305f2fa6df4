from odoo import api, models
from odoo.exceptions import ValidationError

from .kinds import TASK

# What holds files of a record → its field that names the model.
HOLDERS = {"mail.activity": "res_model", "mail.message": "model"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.constrains("res_model", "res_id")
    def _check_no_extract_file(self):
        """Of a criminal-record extract nothing is kept but that it was seen, whichever way a
        file comes in."""
        tasks = self.env[TASK].sudo().browse(self._find_first_task_ids()).exists()
        if tasks and "extract" in tasks.mapped("kind"):
            raise ValidationError(self._say_no_extract())

    def _say_no_extract(self):
        return self.env._(
            "An extract from the criminal record is only looked at: no copy of it is kept."
        )

    def _find_first_task_ids(self):
        """:return: set of ids of the tasks that these files belong to: with a to-do, or with a
        message, too"""
        found = set()
        for model, files in self.filtered("res_id").grouped("res_model").items():
            numbers = files.mapped("res_id")
            if model == TASK:
                found.update(numbers)
            elif holder := HOLDERS.get(model):
                records = self.env[model].sudo().browse(numbers).exists()
                found.update(r.res_id for r in records if r[holder] == TASK)
        return found
