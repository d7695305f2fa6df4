"""A plugin of pytest: QWeb compiles a template once, not again for every test.

Odoo empties its caches after each test, and with them what QWeb has made of templates
that no test has changed. The key is all that compilation depends on: the source, and what
`ir.qweb` itself makes part of its cache's key. A quarter of the time of a test that opens
a page went there.
"""

from lxml import etree

from odoo.exceptions import UserError

CONTEXT = ("raise_on_forbidden_code_for_model", "raise_if_not_found")
KEPT = {}


def pytest_sessionstart():
    # Odoo has read its configuration by now, as its addons want it.
    from odoo.addons.base.models.ir_qweb import IrQweb

    compile_anew = IrQweb._generate_code_uncached

    def compile_once(self, template):
        try:
            source, _document, ref = self._get_template(template)
        except (ValueError, UserError):
            # There is none: Odoo says so in its own way.
            return compile_anew(self, template)
        context = self.env.context
        names = (*self._get_template_cache_keys(), *CONTEXT)
        key = (
            self.env.registry.db_name,
            etree.tostring(source),
            ref,
            str(template) if isinstance(template, (int, str)) else "",
            *(repr(context.get(name)) for name in names),
        )
        if key not in KEPT:
            KEPT[key] = compile_anew(self, template)
        return KEPT[key]

    IrQweb._generate_code_uncached = compile_once
