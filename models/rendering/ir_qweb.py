from functools import partial

from lxml import etree

from odoo import models, tools

from ..batch import get_batch
from .preview_reader import MASK, Reader, Seen


class IrQweb(models.AbstractModel):
    _inherit = "ir.qweb"

    def _generate_code_uncached(self, template):
        """Compile a mail body once: Odoo does it again for every record."""
        if not get_batch(self.env) or not isinstance(template, etree._Element):
            return super()._generate_code_uncached(template)
        restricted_to = self.env.context.get("raise_on_forbidden_code_for_model")
        # Compiling uses up the template.
        source = etree.tostring(template)
        anew = partial(super()._generate_code_uncached, template)
        return self._compile_body(anew, source, restricted_to)

    @tools.ormcache(
        "source",
        "restricted_to",
        "tuple(self.env.context.get(name) or False for name in self._get_template_cache_keys())",
        cache="templates",
    )
    def _compile_body(self, anew, source, restricted_to):
        """The key is all that compilation depends on: the source, and the context keys
        that QWeb names.

        :param anew: function that compiles it
        :param bytes source: of the body
        :param restricted_to: see ``raise_on_forbidden_code_for_model`` of QWeb
        """
        return anew()

    def _prepare_environment(self, values):
        """A preview has no more than what its reader may have."""
        prepared = super()._prepare_environment(values)
        reader = values.get("preview_reader")
        if isinstance(reader, Reader):
            values.update(reader.show_context(values), request=None)
        return prepared

    def _get_template_cache_keys(self):
        return [*super()._get_template_cache_keys(), "shown_to_reader"]

    def _compile_expr(self, expr, raise_on_missing=False):
        """In a preview each expression is evaluated by its ``Reader``, so that what
        may not be shown is masked, and all else is."""
        code = super()._compile_expr(expr, raise_on_missing)
        if not self.env.context.get("shown_to_reader"):
            return code
        return f"(self._reveal(values, {expr!r}, lambda: {code}))"

    def _reveal(self, values, expression, evaluate):
        reader = values.get("preview_reader")
        if not isinstance(reader, Reader):
            return evaluate()
        return reader.reveal(expression, evaluate)

    def _get_field(self, record, field_name, expression, *args):
        if record is MASK:
            return {}, MASK, False
        if isinstance(record, Seen):
            reader = args[-1]["preview_reader"]
            if reader.reveal(expression, lambda: record[field_name]) is MASK:
                return {}, MASK, False
            record = reader.take(record, superuser=True)
        return super()._get_field(record, field_name, expression, *args)

    def _get_widget(self, value, expression, tag_name, field_options, values):
        if value is MASK:
            return {}, MASK, False
        if isinstance(value, Seen):
            value = values["preview_reader"].take(value)
        return super()._get_widget(value, expression, tag_name, field_options, values)
