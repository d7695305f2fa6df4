import ast
import inspect
import textwrap

from odoo.http import Controller
from odoo.tests import TransactionCase, tagged

ADDON = "odoo.addons.hr_recruitment_candidate_experience.controllers."


def find_classes():
    """:return: list of the classes of our controllers, and what they are made of"""
    found, waiting = [], [Controller]
    while waiting:
        for cls in waiting.pop().__subclasses__():
            waiting.append(cls)
            for each in cls.__mro__:
                if each.__module__.startswith(ADDON) and each not in found:
                    found.append(each)
    return found


def find_methods(cls):
    """:return: dict name → function, of what the class itself says"""
    return {
        name: inspect.unwrap(getattr(value, "original_endpoint", value))
        for name, value in vars(cls).items()
        if inspect.isfunction(value)
    }


def calls_super(function):
    """:return: whether it asks those that say the same before it"""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == function.__name__
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "super"
        for node in ast.walk(tree)
    )


def find_hidden(classes, base=Controller):
    """Odoo makes one class of a controller and of all that inherit from it: what two of them
    call the same, without asking each other, is one of the two, by the order of imports.

    :return: list of (name, classes) that hide one another"""
    known = {}
    for cls in classes:
        for name, function in find_methods(cls).items():
            known.setdefault(name, []).append((cls, function))
    hidden = []
    for name, said in known.items():
        for cls, function in said:
            others = [
                other
                for other, _function in said
                if other is not cls
                and not issubclass(other, cls)
                and (issubclass(cls, other) or _meet(classes, cls, other, base))
            ]
            if others and not calls_super(function):
                hidden.append((name, cls.__name__, sorted(each.__name__ for each in others)))
    return hidden


def _meet(classes, one, other, base):
    """:return: whether both become part of one controller"""
    roots = [cls for cls in classes if base in cls.__bases__]
    return any(
        root in one.__mro__ and root in other.__mro__ for root in roots if root not in (one, other)
    )


# A page of many files, as Odoo does not see it: it would take a real one for a page.
class Base:
    pass


class Page:
    def show(self):
        return "page"


class Root(Page, Base):
    def draw(self):
        return [self.show()]


class Offer(Root):
    def draw(self):
        return [*super().draw(), "offer"]

    def find(self):
        return "offer"


class Months(Root):
    def draw(self):
        return ["months"]

    def find(self):
        return "months"


@tagged("post_install", "-at_install")
class TestControllers(TransactionCase):
    """Pages for candidates are made of many files: none of them takes a word of another."""

    def test_a_helper_is_defined_once_or_asks_those_before(self):
        classes = find_classes()
        self.assertGreater(len(classes), 20)
        self.assertFalse(find_hidden(classes))

    def test_two_of_the_same_name_are_found(self):
        hidden = find_hidden([Page, Root, Offer, Months], Base)
        self.assertEqual(
            hidden,
            [
                ("draw", "Months", ["Offer", "Root"]),
                ("find", "Offer", ["Months"]),
                ("find", "Months", ["Offer"]),
            ],
        )
