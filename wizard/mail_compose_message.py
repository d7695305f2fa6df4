from odoo import models

from ..models.communication.named_dates import remove_elements
from ..models.inside import get_inside


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _render_field(self, field, res_ids, *args, **kwargs):
        """A text that was edited for one candidate is sent as it was edited."""
        rendered = super()._render_field(field, res_ids, *args, **kwargs)
        for res_id, texts in get_inside(self.env, "candidate_texts", {}).items():
            if res_id in rendered and texts.get(field):
                rendered[res_id] = remove_elements(texts[field])
        return rendered

    def _process_mail_values_state(self, mail_values_dict):
        """Two applications of one person are two promises: the same text to the same
        address is no duplicate here, the ledger already sees to that."""
        mail_values_dict = super()._process_mail_values_state(mail_values_dict)
        if get_inside(self.env, "candidate_texts") is not None:
            for values in mail_values_dict.values():
                if values.get("failure_type") == "mail_dup":
                    del values["state"], values["failure_type"]
        return mail_values_dict
