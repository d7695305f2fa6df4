from odoo import api, models
from odoo.tools.rendering_tools import parse_inline_template
from odoo.tools.safe_eval import safe_eval

from .inside import get_inside


class MailRenderMixin(models.AbstractModel):
    _inherit = "mail.render.mixin"

    @api.model
    def _render_template_inline_template(
        self, template_txt, model, res_ids, add_context=None, options=None
    ):
        """Compile subject, addresses and language once per batch: Odoo compiles and
        checks each expression again for every record.

        The first record goes Odoo's way, with its access rights and errors. For the
        others each expression, checked by ``safe_eval`` too, is a function of the
        record.
        """
        once = get_inside(self.env, "compile_once") and template_txt
        results = super()._render_template_inline_template(
            template_txt, model, res_ids[:1] if once else res_ids, add_context, options
        )
        others = self.env[model].browse(res_ids[1:] if once else [])
        if not others:
            return results
        variables = {**self._render_eval_context(), **(add_context or {})}
        parts = [
            (text, code and safe_eval(f"lambda object: ({code}\n)", variables), default)
            for text, code, default in parse_inline_template(str(template_txt))
        ]
        for record in others:
            results[record.id] = "".join(
                text + str((value and value(record)) or default)
                for text, value, default in parts
            )
        return results
