import re

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

MODULE = "hr_recruitment_candidate_experience"
TEXTS = ("char", "text", "html")
# What Python calls a record, or a list, that nobody turned into words.
NO_WORDS = re.compile(r"[a-z]\w*(\.\w+)+\(.*\)|\[.*\]|\(.*\)|\{.*\}|None|False|True", re.S)


@tagged("post_install", "-at_install")
class TestEmptyTexts(TransactionCase):
    """What a new form says before anything is filled in is words or nothing: a text that
    begins with what was missing shows it as Python writes it."""

    def test_texts_of_a_new_form(self):
        seen = 0
        for model in self.env.values():
            names = self._find_computed_texts(model)
            record = names and self._open_form(model)
            for name in names if record else ():
                seen += 1
                with self.subTest(model=model._name, field=name):
                    value = self._read_text(record, name)
                    self.assertTrue(self._is_text(value), value)
        self.assertGreater(seen, 60)

    def _find_computed_texts(self, model):
        """:return: list of names of our fields, of what somebody can make"""
        maker = model.with_user(self.env.ref("base.user_admin"))
        if model._abstract or not model._auto or not maker.has_access("create"):
            return []
        return [
            name
            for name, field in model._fields.items()
            if field._module == MODULE
            and field.type in TEXTS
            and field.compute
            and not field.related
        ]

    def _open_form(self, model):
        """:return: a record with its defaults, None where the form needs to know of what"""
        try:
            return model.new(model.default_get(list(model._fields)))
        except UserError:
            return None

    def _read_text(self, record, name):
        try:
            return record[name]
        except UserError:
            # It is said in words what has to be there first.
            return False

    def _is_text(self, value):
        return value is False or (isinstance(value, str) and not NO_WORDS.fullmatch(value.strip()))
