from lxml import etree

from odoo.tests import TransactionCase, tagged

MODULE = "hr_recruitment_candidate_experience"


@tagged("post_install", "-at_install")
class TestOpenedLines(TransactionCase):
    """What a press on a line of a form opens is a form that somebody has made: where there
    is none, Odoo draws one of all fields."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = cls.env["ir.model.data"].search(
            [("module", "=", MODULE), ("model", "=", "ir.ui.view")]
        )
        views = cls.env["ir.ui.view"].browse(data.mapped("res_id"))
        cls.views = views.filtered(lambda view: view.model in cls.env)
        forms = cls.env["ir.ui.view"].search([("type", "=", "form"), ("mode", "=", "primary")])
        cls.models_with_form = set(forms.mapped("model"))

    def find_lists(self):
        """Yield (view, element, name of the model of its records)."""
        for view in self.views:
            fields = self.env[view.model]._fields
            for element in etree.fromstring(view.arch).xpath("//field/list | //field/kanban"):
                name = element.getparent().get("name")
                if name in fields:
                    yield view, element, fields[name].comodel_name

    def is_closed(self, element):
        """:return: whether nothing opens, or what opens is named"""
        if element.tag == "kanban":
            return element.get("can_open") in ("0", "false") or bool(element.get("action"))
        return element.get("no_open") == "1" or bool(
            element.get("editable") or element.get("action")
        )

    def test_what_opens_was_made(self):
        seen = 0
        for view, element, model in self.find_lists():
            seen += 1
            inline = element.getparent().find("form") is not None
            with self.subTest(view=view.xml_id, model=model, line=element.sourceline):
                self.assertTrue(inline or model in self.models_with_form or self.is_closed(element))
        self.assertGreater(seen, 50)

    def test_years_are_no_quantities(self):
        """2026, and neither "2,026" nor, in Swedish, "2 026"."""
        seen = 0
        for view in self.views:
            for element in etree.fromstring(view.arch).iter("field"):
                name = element.get("name") or ""
                if name != "year" and not name.endswith("_year"):
                    continue
                field = self._find_field(view, element)
                if not field or field.type != "integer":
                    continue
                seen += 1
                with self.subTest(view=view.xml_id):
                    self.assertIn("'enable_formatting': false", element.get("options") or "")
                    if next(element.iterancestors("kanban"), None) is not None:
                        # Without a widget, a card looks at no options.
                        self.assertEqual(element.get("widget"), "integer")
        self.assertGreater(seen, 7)

    def _find_field(self, view, element):
        model = self.env[view.model]
        for outer in [*element.iterancestors("field")][::-1]:
            field = model._fields.get(outer.get("name"))
            if field and field.comodel_name:
                model = self.env[field.comodel_name]
        return model._fields.get(element.get("name"))
