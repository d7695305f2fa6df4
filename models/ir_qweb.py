from lxml import etree

from odoo import models

from .inside import get_inside


class IrQweb(models.AbstractModel):
    _inherit = "ir.qweb"

    def _generate_code_uncached(self, template):
        """Compile a mail body once per batch: Odoo does it again for every record.

        The compiled functions live as long as the transaction. The key is all that
        compilation depends on: the source, and the context keys that QWeb names.
        """
        if not get_inside(self.env, "compile_once") or not isinstance(
            template, etree._Element
        ):
            return super()._generate_code_uncached(template)
        context = self.env.context
        key = (
            etree.tostring(template),
            context.get("raise_on_forbidden_code_for_model"),
            *(context.get(name) for name in self._get_template_cache_keys()),
        )
        compiled = self.env.cr.cache.setdefault("compiled_mail_bodies", {})
        if key not in compiled:
            compiled[key] = super()._generate_code_uncached(template)
        return compiled[key]
