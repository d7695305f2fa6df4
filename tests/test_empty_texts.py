import re

from odoo.tests import TransactionCase, tagged

MODULE = "hr_recruitment_candidate_experience"
TEXTS = ("char", "text", "html")
# What Python calls a record, or a list, that nobody turned into words.
NO_WORDS = re.compile(r"[a-z]\w*(\.\w+)+\(.*\)|\[.*\]|\(.*\)|\{.*\}|None|False|True", re.S)


@tagged("post_install", "-at_install")
class TestEmptyTexts(TransactionCase):
    """What is computed of a record on which nothing is filled in yet is words or nothing: a
    text that begins with what was missing shows it as Python writes it."""

    def test_texts_of_an_empty_record(self):
        seen, wrong = 0, {}
        for model in self.env.values():
            for name in self._find_computed_texts(model):
                seen += 1
                value = model.new({})[name]
                if not self._is_text(value):
                    wrong[f"{model._name}.{name}"] = value
        self.assertGreater(seen, 100)
        self.assertEqual(wrong, {})

    def _find_computed_texts(self, model):
        """:return: list of names of our fields; a table of SQL has no empty record"""
        if model._abstract or not model._auto:
            return []
        return [
            name
            for name, field in model._fields.items()
            if field._module == MODULE
            and field.type in TEXTS
            and field.compute
            and not field.related
        ]

    def _is_text(self, value):
        return value is False or (isinstance(value, str) and not NO_WORDS.fullmatch(value.strip()))
