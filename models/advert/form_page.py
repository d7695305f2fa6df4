"""What a visitor finds on the page of an application form."""

import ast
import re
from dataclasses import dataclass, field

from lxml import html

FORM = "//form[@id='hr_recruitment_form'] | //form[@data-model_name='hr.applicant']"
# Classes with which Odoo and Bootstrap hide something for good.
HIDING = {"d-none", "s_website_form_dnone", "o_hidden", "invisible"}
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Odoo shows it where something else is answered, and asks for it only then.
CONDITIONAL = "s_website_form_field_hidden_if"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
BLOCK = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# The end of a selector: tag, id, classes, name of the input.
PART = re.compile(
    r"(?P<tag>[a-z][\w-]*)?(?P<rest>(?:[.#][\w-]+|\[(?:name|for)=[\"']?[\w-]+[\"']?\])*)"
)
PIECE = re.compile(r"([.#])([\w-]+)|\[(name|for)=[\"']?([\w-]+)[\"']?\]")


@dataclass(frozen=True)
class FormField:
    """A question of the form."""

    name: str
    label: str
    kind: str
    required: bool
    hidden: bool
    value: str = ""
    choices: tuple = ()
    most_megabytes: float | None = None


@dataclass(frozen=True)
class FormPage:
    """The form, and what else is on its page."""

    fields: tuple
    has_button: bool
    button_hidden: bool
    values: dict = field(default_factory=dict)

    def find(self, *names):
        return [each for each in self.fields if each.name in names]


def read_form(page):
    """:param str page: HTML
    :return: ``FormPage``, or None where there is no form"""
    root = html.document_fromstring(page) if page.strip() else None
    forms = [] if root is None else root.xpath(FORM)
    if not forms:
        return None
    form = forms[0]
    rules = _read_rules(root)
    # Our questions stand beside the form; the script moves them into it.
    beside = root.xpath("//*[contains(concat(' ', @class, ' '), ' o_cx_applying ')]/*")
    found = {}
    for part, top in [(form, None), *((each, each.getparent()) for each in beside)]:
        for each in part.iter("input", "select", "textarea"):
            if (name := each.get("name")) and each.get("type") not in ("submit", "button"):
                found.setdefault(name, []).append((each, top))
    buttons = form.xpath(".//*[contains(concat(' ', @class, ' '), ' s_website_form_send ')]")
    buttons += form.xpath(".//button[@type='submit'] | .//input[@type='submit']")
    return FormPage(
        tuple(_read_field(root, name, inputs, rules) for name, inputs in found.items()),
        bool(buttons),
        bool(buttons) and all(_is_hidden(each, None, rules) for each in buttons),
        _read_values(root, form),
    )


def read_addresses(page):
    """:return: list of (what, address), without doubles: links and pictures of what is
    written on the page, not of its head and foot, which all pages have"""
    root = html.document_fromstring(page) if page.strip() else None
    if root is None:
        return []
    main = root.xpath("//*[@id='wrap']") or [root]
    found = [("link", each.get("href")) for part in main for each in part.iter("a")]
    found += [("picture", each.get("src")) for part in main for each in part.iter("img")]
    return list(dict.fromkeys((kind, url.strip()) for kind, url in found if _leads(url)))


def _leads(url):
    url = (url or "").strip()
    return bool(url) and not url.startswith(("#", "mailto:", "tel:", "javascript:", "data:"))


def _read_field(root, name, inputs, rules):
    first = inputs[0][0]
    kind = first.tag if first.tag != "input" else (first.get("type") or "text").lower()
    size = first.get("data-max-file-size")
    return FormField(
        name=name,
        label=_find_label(root, first) or name,
        kind=kind,
        required=any(_is_required(each) for each, _top in inputs),
        hidden=all(_is_hidden(each, top, rules) for each, top in inputs),
        value=first.get("value") or "",
        choices=_find_choices(inputs),
        most_megabytes=float(size) if size and size.replace(".", "", 1).isdigit() else None,
    )


def _find_choices(inputs):
    first = inputs[0][0]
    if first.tag == "select":
        return tuple(each.get("value") or "" for each in first.iter("option"))
    return tuple(each.get("value") or "" for each, _top in inputs)


def _get_classes(element):
    return set((element.get("class") or "").split())


def _climb(element, top):
    yield element
    for each in element.iterancestors():
        if each is top:
            return
        yield each


def _is_required(element):
    if element.get("required") is not None:
        return True
    field_of = next(
        (each for each in _climb(element, None) if "s_website_form_field" in _get_classes(each)),
        None,
    )
    return field_of is not None and "s_website_form_model_required" in _get_classes(field_of)


def _is_hidden(element, top, rules):
    if any(CONDITIONAL in _get_classes(each) for each in _climb(element, top)):
        return False
    if element.get("type") == "hidden":
        return True
    return any(_hides(each, rules) for each in _climb(element, top))


def _hides(element, rules):
    if element.get("hidden") is not None or HIDING & _get_classes(element):
        return True
    style = element.get("style")
    if style and HIDDEN_STYLE.search(style):
        return True
    return any(_matches(element, *rule) for rule in rules)


def _find_label(root, element):
    for each in _climb(element, None):
        if "s_website_form_field" in _get_classes(each):
            found = each.xpath(
                ".//*[contains(concat(' ', @class, ' '), ' s_website_form_label_content ')]"
            )
            if found and (text := " ".join(found[0].text_content().split())):
                return text
            break
    number = element.get("id")
    labels = root.xpath("//label[@for=$number]", number=number) if number else []
    return " ".join(labels[0].text_content().split()) if labels else ""


def _read_values(root, form):
    """:return: dict of what Odoo's script fills in, for whom the page is about"""
    for each in root.xpath("//*[@data-for=$number]", number=form.get("id") or ""):
        try:
            values = ast.literal_eval(each.get("data-values") or "{}")
        except (SyntaxError, ValueError):
            continue
        if isinstance(values, dict):
            return {name: str(value) for name, value in values.items() if value}
    return {}


def _read_rules(root):
    """:return: list of (tag, ids, classes, attributes) of what the styles that stand in the
    page hide, whatever the size of the screen"""
    rules = []
    for style in root.iter("style"):
        text = BLOCK.sub("", COMMENT.sub("", style.text or ""))
        for selectors, declarations in RULE.findall(text):
            if HIDDEN_STYLE.search(declarations):
                rules += filter(None, map(_read_selector, selectors.split(",")))
    return rules


def _read_selector(selector):
    """Only selectors of one part are read: others may not be meant for the form."""
    found = PART.fullmatch(selector.strip())
    if not found or not found["rest"]:
        return None
    ids, classes, attributes = set(), set(), set()
    for sign, word, name, value in PIECE.findall(found["rest"]):
        if name:
            attributes.add((name, value))
        else:
            (ids if sign == "#" else classes).add(word)
    return found["tag"], ids, classes, attributes


def _matches(element, tag, ids, classes, attributes):
    return (
        (not tag or element.tag == tag)
        and (not ids or element.get("id") in ids)
        and classes <= _get_classes(element)
        and all(element.get(name) == value for name, value in attributes)
    )
