"""What the stylesheets of a page hide, as its visitors' browsers would find it before
anybody has touched it. Odoo brings no reader of stylesheets, and an addon that wants a
library more cannot be updated on a running database."""

import re
from functools import lru_cache
from operator import itemgetter

from .selectors import NotUnderstood, Selector, split_selectors

# Widths of two screens, in pixels: what is hidden on one of them is missed there.
PHONE, DESK = 390, 1280
SCREENS = frozenset((PHONE, DESK))

# Classes with which Odoo and Bootstrap hide something, for pages whose stylesheets are not
# there to be read. What is read weighs more.
USUAL = """
.d-none, .s_website_form_dnone, .o_hidden, .visually-hidden { display: none }
.invisible { visibility: hidden }
"""
NOTHING = r"0(?:\.0+)?(?:px|r?em|%)?"
FAR_AWAY = r"-\d{3,}(?:\.\d+)?(?:px|r?em|v[wh])"
# Values that take something out of sight.
HIDDEN = {
    name: re.compile(values)
    for name, values in {
        "display": r"none",
        "visibility": r"hidden|collapse",
        "opacity": NOTHING,
        "clip": r"rect\(.*",
        "clip-path": r"inset\((?:50|100)%.*|circle\(0.*",
        "transform": rf"scale\(0(?:\s*,.*)?\)|translate[XY]?\(.*{FAR_AWAY}.*",
        **dict.fromkeys(("left", "right", "top", "bottom"), FAR_AWAY),
        **dict.fromkeys(("height", "max-height", "width", "max-width"), NOTHING),
    }.items()
}
# … where another property has a value with which they do.
ONLY_WITH = {
    **dict.fromkeys(("left", "right", "top", "bottom"), ("position", r"absolute|fixed|relative")),
    **dict.fromkeys(
        ("height", "max-height", "width", "max-width"), ("overflow", r"(?:hidden|clip)\b.*")
    ),
    "clip": ("position", r"absolute|fixed"),
}
NAMES = "|".join(sorted({*HIDDEN, "position", "overflow"}, key=len, reverse=True))
DECLARATION = re.compile(
    rf"(?:^|[;{{\s])(?P<name>{NAMES})\s*:\s*(?P<value>[^;!]+?)\s*(?P<most>!\s*important)?\s*(?=;|$)",
    re.I,
)
# A place in a stylesheet where something begins or ends; braces in the others are none.
PLACE = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)|[{};]""", re.S)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
WIDTH = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|r?em)?\s*\)")
# Rules in them count as if they stood alone.
TRANSPARENT = ("@supports", "@layer")
# What always counts: what is around a form may be opened by a script as it moves.
DISPLAY = {"display"}
# What a script of Odoo's shows as soon as it is scrolled to.
SHOWN_LATER = re.compile(r"\bo_anim")
# Boxes to tick and files may be drawn by something else that can be seen.
DRAWN = ("checkbox", "radio", "file")


def climb(element, top=None):
    """:return: iterator of the element and what is around it, as far as ``top``"""
    while element is not None and element is not top:
        yield element
        element = element.getparent()


class Styles:
    """The stylesheets of a page, as they weigh against each other."""

    def __init__(self, texts):
        """:param texts: iterable of str, in the order of the page"""
        self.rules = {}
        for number, text in enumerate((USUAL, *texts)):
            for key, rules in read_sheet(text).items():
                self.rules.setdefault(key, []).extend((number, *rule) for rule in rules)
        self._found = {}

    def hides(self, element, width, top=None):
        """:param element: of ``lxml``
        :param int width: of the screen, in pixels
        :param top: ancestor that does not count any more, nor what is around it
        :return: whether it cannot be seen"""
        visibility, counting = None, HIDDEN.keys()
        for around in climb(element, top):
            if around.tag == "form":
                counting = DISPLAY
            is_drawn = around is element and element.get("type") in DRAWN
            values = self._get_values(around, width)
            names = (DISPLAY if is_drawn else counting) & values.keys()
            if any(self._is_out_of_sight(values, name) for name in names):
                return True
            visibility = visibility or values.get("visibility")
        return bool(visibility and HIDDEN["visibility"].fullmatch(visibility))

    def _is_out_of_sight(self, values, name):
        # What is around may be invisible, and this not.
        if name == "visibility" or not HIDDEN[name].fullmatch(values[name]):
            return False
        return self._counts(values, name)

    def _counts(self, values, name):
        if name not in ONLY_WITH:
            return True
        other, wanted = ONLY_WITH[name]
        return bool(re.fullmatch(wanted, values.get(other, "")))

    def _get_values(self, element, width):
        """:return: dict of property → value that wins"""
        key = (element, width)
        if key not in self._found:
            found = sorted(self._find_declarations(element, width), key=itemgetter(0))
            values = {name: value for _weight, name, value in found}
            if SHOWN_LATER.search(element.get("class") or ""):
                values = {name: values[name] for name in DISPLAY & values.keys()}
            self._found[key] = values
        return self._found[key]

    def _find_declarations(self, element, width):
        """:return: iterator of (what it weighs, property, value)"""
        if element.get("hidden") is not None:
            yield (False, False, (-1, 0, 0), 0, 0), "display", "none"
        for found in DECLARATION.finditer(element.get("style") or ""):
            yield (bool(found["most"]), True, (0, 0, 0), 0, found.start()), *_say(found)
        for number, widths, selector, order, declarations in self._find_rules(element):
            if width in widths and selector.matches(element):
                for most, name, value in declarations:
                    yield (most, False, selector.specificity, number, order), name, value

    def _find_rules(self, element):
        keys = [("tag", "*"), ("tag", element.tag), ("#", element.get("id"))]
        keys += [(".", word) for word in dict.fromkeys((element.get("class") or "").split())]
        for key in keys:
            yield from self.rules.get(key, ())


# All pages of a website have the same ones.
@lru_cache(maxsize=4)
def read_sheet(text):
    """:param str text: a stylesheet
    :return: dict of key of ``Selector`` → list of (widths for which it holds, selector, place,
        list of (whether it is important, property, value)): what can hide or show something"""
    rules, around = {}, []
    start = 0
    for place in PLACE.finditer(text):
        sign = place.group()
        if sign == "{":
            around.append(COMMENT.sub("", text[start : place.start()]).strip())
        elif sign == "}" and around:
            prelude = around.pop()
            if prelude and not prelude.startswith("@") and (widths := _find_widths(around)):
                _add_rule(rules, widths, prelude, place.start(), text[start : place.start()])
        if sign in ("{", "}", ";") and (sign != ";" or not around or around[-1][:1] == "@"):
            start = place.end()
    return rules


def _add_rule(rules, widths, prelude, order, body):
    declarations = [
        (bool(found["most"]), *_say(found)) for found in DECLARATION.finditer(COMMENT.sub("", body))
    ]
    if not declarations:
        return
    for each in split_selectors(prelude):
        try:
            selector = Selector(each)
        except NotUnderstood:
            continue
        rules.setdefault(selector.key, []).append((widths, selector, order, declarations))


def _say(found):
    return found["name"].lower(), found["value"].strip().lower()


def _find_widths(around):
    """:param list around: what the rule stands in, such as ``@media (min-width: 768px)``
    :return: the screens for which it holds"""
    widths = SCREENS
    for prelude in around:
        if prelude.startswith("@media"):
            widths &= _read_media(prelude.removeprefix("@media").lower())
        elif not prelude.startswith(TRANSPARENT):
            return frozenset()
    return widths


def _read_media(queries):
    found = set()
    for query in queries.split(","):
        limits = WIDTH.findall(query)
        rest = WIDTH.sub("", query).split()
        if set(rest) <= {"and", "only", "screen", "all"}:
            found |= {width for width in SCREENS if _fits(width, limits)}
    return frozenset(found)


def _fits(width, limits):
    for side, number, unit in limits:
        limit = float(number) * (1 if unit in ("", "px") else 16)
        if width < limit if side == "min" else width > limit:
            return False
    return True
