from odoo import models

from ..models.batch import get_batch
from ..models.rendering.named_dates import remove_elements


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _render_field(self, field, res_ids, *args, **kwargs):
        """A text that was edited for one candidate is sent as it was edited."""
        rendered = super()._render_field(field, res_ids, *args, **kwargs)
        batch = get_batch(self.env)
        for res_id, texts in batch.edited.items() if batch else ():
            if res_id in rendered and texts.get(field):
                rendered[res_id] = remove_elements(texts[field])
        return rendered

    def _process_mail_values_state(self, mail_values_dict):
        """Two applications of one person are two promises: the same text to the same
        address is no duplicate here, the ledger already sees to that."""
        mail_values_dict = super()._process_mail_values_state(mail_values_dict)
        batch = get_batch(self.env)
        if batch and batch.rows:
            for values in mail_values_dict.values():
                if values.get("failure_type") == "mail_dup":
                    del values["state"], values["failure_type"]
        return mail_values_dict
