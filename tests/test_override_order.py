import ast
import inspect
import logging
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from .cases.source import ROOT, get_imports, get_relative_imports

_logger = logging.getLogger(__name__)

ADDON = "odoo.addons.hr_recruitment_candidate_experience"
# What the applications and the ledger are made of.
ENGINE = ("hr.applicant", "hr.applicant.communication", "hr.recruitment.communication.step")


def has_model(path):
    tree = ast.parse(path.read_text())
    return any(
        ast.unparse(base).startswith("models.")
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for base in node.bases
    )


@tagged("post_install", "-at_install")
class TestOverrideOrder(TransactionCase):
    """Who is asked first: a file that is imported too early, for a constant, moves its
    class behind those that come before it, and one of its methods is off."""

    def get_classes(self, model):
        """:return: our classes of the model, the one that is asked first comes first"""
        return [
            cls
            for cls in type(self.env[model]).__mro__
            if cls.__module__.startswith(ADDON) and cls._name == model
        ]

    def test_the_classes_are_in_the_order_of_the_lists_of_files(self):
        files = [
            path for folder in ("models", "wizard", "report") for path in get_imports(ROOT / folder)
        ]
        for model in self.env.registry:
            loaded = [
                Path(inspect.getsourcefile(cls)).resolve()
                for cls in reversed(self.get_classes(model))
            ]
            for folder in ("models", "wizard", "report"):
                inside = [path for path in loaded if path.is_relative_to(ROOT / folder)]
                self.assertEqual(inside, sorted(inside, key=files.index), model)

    def test_no_file_of_models_is_imported_for_its_constants(self):
        for path in sorted((ROOT / "models").rglob("*.py")):
            if path.stem == "__init__":
                continue
            for imported in get_relative_imports(path):
                self.assertFalse(
                    has_model(imported),
                    f"{path.name} imports {imported.name}, which has a model: move what "
                    "it needs into a file without one",
                )

    def test_no_method_keeps_the_question_from_another_of_ours(self):
        for model in self.env.registry:
            names = {
                name
                for cls in self.get_classes(model)
                for name, value in vars(cls).items()
                if inspect.isfunction(value)
            }
            for name in sorted(names):
                self.assert_chain(model, name)

    def assert_chain(self, model, name):
        chain = [cls for cls in self.get_classes(model) if name in vars(cls)]
        order = " → ".join(cls.__module__.rpartition(".")[2] for cls in chain)
        if model in ENGINE and len(chain) > 1:
            _logger.info("%s.%s: %s", model, name, order)
        for cls in chain[:-1]:
            source = inspect.getsource(vars(cls)[name])
            self.assertIn("super(", source, f"{model}.{name} ends too early: {order}")
