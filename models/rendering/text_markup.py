"""Subjects and SMS as people write them, and as Odoo renders them.

``Hi[ {first_name}], you will hear from us[ by {reply_by}| when we know more]`` says:
what is in braces is filled in; what is in brackets stands there only if its first
placeholder has something to say, and what follows the bar stands there otherwise. A
condition (``{if_reminder}``) at its beginning decides instead.

What a template has beyond that, written by somebody who may write code, is
``{part_1}``, ``{part_2}``… (or ``{if_1}``, a condition): it can be kept, moved and
left out, and is never made of what people write.
"""

import ast
import re

from odoo.tools.rendering_tools import INLINE_TEMPLATE_REGEX

from .placeholders import BY_CODE, BY_NAME, TESTS, Placeholder

SIGNS = re.compile(r"\\([\\\[\]|])|\{([a-z0-9_]*)\}|([\[\]|{}])")
# What code begins with, in one of the languages of templates.
CODE = re.compile(r"[{}]|\$\{|<%|%>|<\s*/?\s*t\b|\bt-[a-z]+\s*=", re.I)


class NotAllowed(ValueError):
    """What somebody wrote cannot stay: ``kind`` says why, ``what`` what it is."""

    def __init__(self, kind, what=""):
        super().__init__(kind, what)
        self.kind = kind
        self.what = what


class Markup:
    """One text of a template, in both ways of writing.

    :param str source: as Odoo renders it, ``{{ expression }}`` included
    """

    def __init__(self, source):
        self.parts = {}
        self.text = self._read(source or "")

    # From the template ---------------------------------------------------------------

    def _read(self, source):
        said, begin = [], 0
        for found in INLINE_TEMPLATE_REGEX.finditer(source):
            said.append(self._read_words(source[begin : found.start()]))
            said.append(self._read_expression(found[1], found[3]))
            begin = found.end()
        return "".join(said) + self._read_words(source[begin:])

    def _read_words(self, words):
        if "{" in words or "}" in words:
            return self._keep(repr(words))
        return re.sub(r"([\\\[\]|])", r"\\\1", words)

    def _read_expression(self, code, default):
        try:
            tree = ast.parse(code.strip(), mode="eval").body
        except SyntaxError:
            return self._keep(code)
        if default:
            return self._keep(f"({code.strip()}) or {default!r}")
        return self._say(tree)

    def _keep(self, code, name="part"):
        name = f"{name}_{len(self.parts) + 1}"
        self.parts[name] = Placeholder(name, "", code.strip(), is_condition=name[:2] == "if")
        return self.parts[name].token

    def _say(self, tree):
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            return self._read_words(tree.value)
        if known := BY_CODE.get(ast.dump(_without_default(tree))):
            return known.token
        if isinstance(tree, ast.IfExp):
            return self._say_choice(tree)
        if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add):
            return self._say(tree.left) + self._say(tree.right)
        return self._keep(ast.unparse(tree))

    def _say_choice(self, tree):
        test, body, other = tree.test, tree.body, tree.orelse
        if isinstance(body, ast.Constant) and body.value == "":
            body, other = other, body
            negated = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
            test = test.operand if negated else ast.UnaryOp(ast.Not(), test)
        said, otherwise = self._say(body), self._say(other)
        if self._find_test(said) != ast.dump(test):
            said = self._say_test(test) + said
        return f"[{said}|{otherwise}]" if otherwise else f"[{said}]"

    def _say_test(self, test):
        dumped = ast.dump(test)
        for known in BY_NAME.values():
            if known.is_condition and TESTS[known.name] == dumped:
                return known.token
        return self._keep(ast.unparse(test), "if")

    def _find_test(self, said):
        before = None
        while before != said:
            before, said = said, re.sub(r"\[[^\[\]]*\]", "", said)
        found = re.search(r"\{([a-z0-9_]+)\}", said)
        known = found and self._find(found[1])
        return known and ast.dump(ast.parse(known.test, mode="eval").body)

    # To the template -----------------------------------------------------------------

    def _find(self, name):
        """:raise NotAllowed: for a placeholder that there is not"""
        known = BY_NAME.get(name) or self.parts.get(name)
        if not known:
            raise NotAllowed("unknown", f"{{{name}}}")
        return known

    def put(self, text):
        """:param str text: what somebody wrote in the place of ``text``
        :return: str, as Odoo renders it
        :raise NotAllowed: for anything but words, placeholders and brackets"""
        items, position = self._parse(text or "", 0, inside=False)
        assert position == len(text or "")
        return "".join(_write_outside(item) for item in items)

    def _parse(self, text, position, inside):
        """:return: (list of str, ``Placeholder`` and tuples (items, other items), the
        position behind them)"""
        items, others = [], []
        now = items
        while found := SIGNS.search(text, position):
            _add_words(now, text[position : found.start()])
            position = found.end()
            if found[1]:
                _add_words(now, found[1])
            elif found[2] is not None:
                now.append(self._find(found[2]))
            elif found[3] == "[":
                choice, position = self._parse(text, position, inside=True)
                now.append(choice)
            elif found[3] == "]" and inside:
                return (_check_choice(items), others), position
            elif found[3] == "|" and inside and now is items:
                now = others
            else:
                raise NotAllowed("code" if found[3] in "{}" else "sign", found[3])
        if inside:
            raise NotAllowed("open")
        _add_words(now, text[position:])
        return items, len(text)


def _add_words(items, words):
    if found := CODE.search(words):
        raise NotAllowed("code", found[0])
    if words:
        items.append(words)


def _check_choice(items):
    if not any(isinstance(item, Placeholder) for item in items):
        raise NotAllowed("empty")
    return items


def _write_outside(item):
    if isinstance(item, str):
        return item
    if isinstance(item, Placeholder) and item.is_condition:
        raise NotAllowed("condition", item.token)
    code = _write_choice(item) if isinstance(item, tuple) else item.code
    return f"{{{{ {code} }}}}"


def _write_choice(choice):
    items, others = choice
    placeholders = [item for item in items if isinstance(item, Placeholder)]
    test = placeholders[0].test
    said = _write_sum(items, sure=placeholders[0])
    return f"{said} if {test} else {_write_sum(others)}"


def _write_sum(items, sure=None):
    """:param sure: the placeholder that has something to say here"""
    said = []
    for item in items:
        if isinstance(item, str):
            said.append(repr(item))
        elif isinstance(item, tuple):
            said.append(f"({_write_choice(item)})")
        elif not item.is_condition:
            said.append(_write_value(item, item is sure))
        elif item is not sure:
            raise NotAllowed("condition", item.token)
    return " + ".join(said) or "''"


def _write_value(item, is_sure):
    tree = ast.parse(item.code, mode="eval").body
    alone = isinstance(tree, ast.Call | ast.Attribute | ast.Constant | ast.Name)
    code = item.code if alone else f"({item.code})"
    return code if is_sure or isinstance(tree, ast.Constant) else f"({item.code} or '')"


def _without_default(tree):
    """``x or ''`` says the same as ``x``."""
    if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.Or):
        last = tree.values[-1]
        if isinstance(last, ast.Constant) and last.value == "":
            if len(tree.values) == 2:
                return tree.values[0]
            return ast.BoolOp(ast.Or(), tree.values[:-1])
    return tree
