from odoo import models
from odoo.exceptions import UserError


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _check_is_for(self, model):
        """A template of another model would be rendered on the record of that model
        which happens to have the same id.

        :param str model: name of the model whose records it is sent about
        :raise UserError: if the template is not for it
        """
        for template in self:
            if template.model != model:
                raise UserError(
                    self.env._("The email template “%s” is for other records.", template.name)
                )
