"""What a visitor finds on the page of an application form."""

import ast
from dataclasses import dataclass, field

from lxml import html

from .stylesheets import SCREENS, Styles, climb

FORM = "//form[@id='hr_recruitment_form'] | //form[@data-model_name='hr.applicant']"
# Odoo shows it where something else is answered, and asks for it only then.
CONDITIONAL = "s_website_form_field_hidden_if"


@dataclass(frozen=True)
class FormField:
    """A question of the form."""

    name: str
    label: str
    kind: str
    required: bool
    # Widths of screens on which it cannot be seen.
    hidden: frozenset
    value: str = ""
    choices: tuple = ()
    most_megabytes: float | None = None


@dataclass(frozen=True)
class FormPage:
    """The form, and what else is on its page."""

    fields: tuple
    # Widths of screens on which no button can be seen.
    button_hidden: frozenset
    values: dict = field(default_factory=dict)

    def find(self, *names):
        return [each for each in self.fields if each.name in names]


def read_styles(page):
    """:param str page: HTML
    :return: list of (whether it is an address, text): stylesheets of screens, in the page or
        where they stand"""
    root = html.document_fromstring(page) if page.strip() else None
    found = []
    for each in root.iter("style", "link") if root is not None else ():
        if (each.get("media") or "all").lower() not in ("all", "screen"):
            continue
        if each.tag == "style":
            found.append((False, each.text or ""))
        elif "stylesheet" in (each.get("rel") or "").lower().split() and each.get("href"):
            found.append((True, each.get("href")))
    return found


def read_form(page, styles=None):
    """:param str page: HTML
    :param styles: texts of its stylesheets, in their order; those that stand in it if None
    :return: ``FormPage``, or None where there is no form"""
    root = html.document_fromstring(page) if page.strip() else None
    forms = [] if root is None else root.xpath(FORM)
    if not forms:
        return None
    form = forms[0]
    if styles is None:
        styles = [text for is_address, text in read_styles(page) if not is_address]
    rules = Styles(styles)
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
        _find_hiding([(each, None) for each in buttons], rules),
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
        hidden=_find_hiding(inputs, rules),
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


def _is_required(element):
    if element.get("required") is not None:
        return True
    field_of = next(
        (each for each in climb(element) if "s_website_form_field" in _get_classes(each)),
        None,
    )
    return field_of is not None and "s_website_form_model_required" in _get_classes(field_of)


def _find_hiding(elements, rules):
    """:return: frozenset of widths of screens on which none of them can be seen"""
    return frozenset(
        width
        for width in SCREENS
        if all(_is_hidden(each, top, rules, width) for each, top in elements)
    )


def _is_hidden(element, top, rules, width):
    if any(CONDITIONAL in _get_classes(each) for each in climb(element, top)):
        return False
    return element.get("type") == "hidden" or rules.hides(element, width, top)


def _find_label(root, element):
    for each in climb(element):
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
