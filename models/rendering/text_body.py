"""The body of an email as somebody without rights to templates may change it.

The words are theirs. The code between them stays ours: each element with code in it is
one that the template has already, and may be moved or left out; what is new is one of
the named placeholders, ``{job}``.
"""

import re

from lxml import html

from .placeholders import BY_NAME
from .text_markup import CODE, NotAllowed

TOKEN = re.compile(r"\{([a-z0-9_]*)\}")
# Nothing is loaded, sent or run in an email.
FOREIGN = set(
    "audio base button canvas embed form frame iframe input link math meta object picture"
    " script select source style svg template textarea track video".split()
)
LINKS = re.compile(r"\s*(https?:|mailto:|tel:|#|/(?!/))", re.I)


def parse_body(text):
    """:return: lxml element around the HTML"""
    return html.fragment_fromstring(str(text or ""), create_parent="div")


def write_body(text, stored):
    """:param str text: HTML, what somebody wrote
    :param stored: list of str, what the template has now, in any language
    :return: str, HTML with the code of the placeholders
    :raise NotAllowed: for code, forms, scripts, pictures and links that are none"""
    return write_known_body(text, *find_known(stored))


def find_known(stored):
    """:return: (the code and the pictures that these texts have), see ``write_body``"""
    bodies = [parse_body(one) for one in stored]
    known = set().union(*map(_get_code, bodies))
    return known, {img.get("src") for body in bodies for img in body.iter("img")}


def write_known_body(text, known, pictures):
    """As ``write_body``, for many texts.

    :param known, pictures: what ``find_known`` has found"""
    body = _parse_without_comments(text)
    for element in body.iter():
        if element is not body:
            _check_element(element, known, pictures)
    for element in [body, *body.iterdescendants()]:
        _fill_in(element)
    return _write(body)


def tidy_body(text):
    """:return: str, the same HTML as ``write_body`` lays it out, whatever is in it"""
    return _write(_parse_without_comments(text))


def _parse_without_comments(text):
    body = parse_body(text)
    for element in body.xpath(".//comment()|.//processing-instruction()"):
        element.drop_tree()
    return body


def _write(body):
    inside = "".join(html.tostring(child, encoding="unicode", method="xml") for child in body)
    return _escape(body.text) + inside


def _get_code(body):
    return {_read_code(element) for element in body.iter() if isinstance(element.tag, str)}


def _read_code(element):
    """:return: what of the element is code, to be compared"""
    code = sorted((k, v) for k, v in element.attrib.items() if _is_code(k))
    return (element.tag, *code) if code else ()


def _is_code(name):
    return name.startswith("t-") or ":" in name


def _check_element(element, known, pictures):
    code = _read_code(element)
    if code and code not in known:
        raise NotAllowed("code", " ".join(f'{name}="{value}"' for name, value in code[1:]))
    if {"t-else", "t-elif"} & set(element.attrib) and not _follows_condition(element):
        raise NotAllowed("else", html.tostring(element, encoding="unicode", method="text").strip())
    if element.tag in FOREIGN:
        raise NotAllowed("foreign", f"<{element.tag}>")
    if element.tag == "img" and element.get("src") not in pictures:
        raise NotAllowed("picture", element.get("src") or "")
    for name, value in element.attrib.items():
        _check_attribute(name, value)


def _check_attribute(name, value):
    if _is_code(name):
        return
    if name.startswith("on") or CODE.search(value):
        raise NotAllowed("code", f'{name}="{value}"')
    if name == "href" and value and not LINKS.match(value):
        raise NotAllowed("link", value)


def _follows_condition(element):
    before = element.getprevious()
    apart = before is not None and (before.tail or "").strip()
    return before is not None and not apart and bool({"t-if", "t-elif"} & set(before.attrib))


def _fill_in(element):
    """Put the code of the placeholders in the place of their names."""
    if not {"t-out", "t-esc"} & set(element.attrib):
        texts = [(element, "text", element.text)]
        texts += [(child, "tail", child.tail) for child in list(element)]
        for owner, where, words in texts:
            if words and ("{" in words or CODE.search(words)):
                _fill_in_words(element, owner, where, words)


def _fill_in_words(element, owner, where, words):
    pieces = TOKEN.split(words)
    for plain in pieces[::2]:
        if found := CODE.search(plain):
            raise NotAllowed("code", found[0])
    setattr(owner, where, pieces[0])
    position = 0 if where == "text" else element.index(owner) + 1
    for name, after in zip(pieces[1::2], pieces[2::2], strict=True):
        made = _make_element(name)
        made.tail = after
        element.insert(position, made)
        position += 1


def _make_element(name):
    known = BY_NAME.get(name)
    if not known:
        raise NotAllowed("unknown", f"{{{name}}}")
    if known.is_condition:
        raise NotAllowed("condition", known.token)
    made = html.Element("t", {"t-out": f"{known.code} or ''"})
    made.text = known.name.replace("_", " ")
    if not known.is_link:
        return made
    link = html.Element("a", {"t-att-href": known.code, "style": "color: inherit;"})
    if known.given:
        link.set("t-if", known.given)
    link.append(made)
    return link


def _escape(text):
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
