"""Selectors of stylesheets: those that say something of how a page stands there before
anybody has touched it. What is not understood matches nothing."""

import re
from itertools import islice

NAME = r"(?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\.)+"
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
TOKEN = re.compile(
    rf"""(?P<combinator>\s*[>+~]\s*|\s+)
    |(?P<sign>[#.])(?P<word>{NAME})
    |\[\s*(?P<attribute>{NAME})\s*(?:(?P<operator>[~|^$*]?=)\s*
        (?P<value>"[^"]*"|'[^']*'|{NAME})\s*(?:\s[iIsS]\s*)?)?\]
    |:(?P<pseudo>[\w-]+)(?:\((?P<inside>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))?
    |(?P<tag>\*|{NAME})""",
    re.X,
)
BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
LISTS = {"not", "is", "where", "has", "matches"}
# Elements, no comments.
_ANY = "*"
ALWAYS = {"enabled", "link", "any-link"}
OPERATORS = {
    "=": lambda have, want: have == want,
    "~=": lambda have, want: want in have.split(),
    "|=": lambda have, want: have == want or have.startswith(f"{want}-"),
    "^=": lambda have, want: bool(want) and have.startswith(want),
    "$=": lambda have, want: bool(want) and have.endswith(want),
    "*=": lambda have, want: bool(want) and want in have,
}


class NotUnderstood(ValueError):
    """A selector of something that only happens later, or that is not known."""


class Selector:
    """One selector, read from its end."""

    def __init__(self, text):
        """:param str text: without commas outside of brackets
        :raise NotUnderstood:"""
        # [(how it is joined to the one before, tests)]
        self.parts = [("", [])]
        self.specificity = (0, 0, 0)
        # What an element needs to be asked at all: ("#" | "." | "tag", word).
        self.key = ("tag", "*")
        position, text, found = 0, text.strip(), None
        while position < len(text):
            found = TOKEN.match(text, position)
            if not found:
                raise NotUnderstood(text)
            position = found.end()
            self._add(found)
        if not found or found["combinator"]:
            raise NotUnderstood(text)

    def matches(self, element):
        """:param element: of ``lxml``
        :return: whether it is one of those that are meant"""
        return self._matches(element, len(self.parts) - 1)

    def _add(self, found):
        if combinator := found["combinator"]:
            self.parts.append((combinator.strip() or " ", []))
            self.key = ("tag", "*")
        elif found["sign"]:
            word = _unescape(found["word"])
            self._test(_has_number if found["sign"] == "#" else _has_class, word)
            self._weigh(*((1, 0, 0) if found["sign"] == "#" else (0, 1, 0)))
            if self.key[0] == "tag" or found["sign"] == "#":
                self.key = (found["sign"], word)
        elif found["attribute"]:
            value = (found["value"] or "").strip("\"'")
            self._test(_has_value, _unescape(found["attribute"]), found["operator"], value)
            self._weigh(0, 1, 0)
        elif found["pseudo"]:
            self._add_pseudo(found["pseudo"].lower(), found["inside"])
        elif (tag := found["tag"].lower()) != "*":
            self._test(_has_tag, tag)
            self._weigh(0, 0, 1)
            if self.key == ("tag", "*"):
                self.key = ("tag", tag)

    def _add_pseudo(self, name, inside):
        if name in LISTS and inside:
            inner = [Selector(each) for each in split_selectors(inside)]
            self._test({"not": _is_none, "has": _has_inside}.get(name, _is_any), inner)
            if name != "where":
                self._weigh(*max((each.specificity for each in inner), default=(0, 0, 0)))
        elif name in PSEUDO and not inside:
            self._test(PSEUDO[name])
            self._weigh(0, 1, 0)
        elif name in ALWAYS:
            self._weigh(0, 1, 0)
        else:
            raise NotUnderstood(name)

    def _test(self, test, *arguments):
        self.parts[-1][1].append((test, arguments))

    def _weigh(self, *more):
        self.specificity = tuple(a + b for a, b in zip(self.specificity, more, strict=True))

    def _matches(self, element, number):
        joined, tests = self.parts[number]
        if not all(test(element, *arguments) for test, arguments in tests):
            return False
        return number == 0 or any(
            self._matches(each, number - 1) for each in JOINED[joined](element)
        )


def split_selectors(text):
    """:param str text: selectors, with commas between them
    :return: list of str"""
    found, depth, start = [], 0, 0
    for position, sign in enumerate(text):
        depth += BRACKETS.get(sign, 0)
        if sign == "," and not depth:
            found.append(text[start:position])
            start = position + 1
    return [*found, text[start:]]


def _unescape(word):
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], word)


def _has_tag(element, tag):
    return element.tag == tag


def _has_number(element, number):
    return element.get("id") == number


def _has_class(element, word):
    return word in (element.get("class") or "").split()


def _has_value(element, name, operator, value):
    have = element.get(name)
    return have is not None and (not operator or OPERATORS[operator](have, value))


def _is_any(element, selectors):
    return any(each.matches(element) for each in selectors)


def _is_none(element, selectors):
    return not _is_any(element, selectors)


def _is_last(element, preceding):
    return next(element.itersiblings(_ANY, preceding=preceding), None) is None


def _has_inside(element, selectors):
    return any(_is_any(each, selectors) for each in element.iterdescendants(_ANY))


PSEUDO = {
    "first-child": lambda element: _is_last(element, preceding=True),
    "last-child": lambda element: _is_last(element, preceding=False),
    "root": lambda element: element.getparent() is None,
    "required": lambda element: element.get("required") is not None,
    "optional": lambda element: element.get("required") is None,
    "checked": lambda element: element.get("checked") is not None,
    "disabled": lambda element: element.get("disabled") is not None,
    "empty": lambda element: not len(element) and not (element.text or "").strip(),
}
JOINED = {
    " ": lambda element: element.iterancestors(),
    ">": lambda element: islice(element.iterancestors(), 1),
    "+": lambda element: islice(element.itersiblings(_ANY, preceding=True), 1),
    "~": lambda element: element.itersiblings(_ANY, preceding=True),
}
