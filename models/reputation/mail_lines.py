"""What one reads in a mail, line by line. Nothing is fetched. Needs no database."""

import re

from lxml import html
from lxml.etree import ParserError

# Longer mails are read up to here.
LONGEST = 200_000
MOST_LINES = 4_000
SKIPPED = {"head", "script", "style", "template", "title", "noscript"}
ENDS = {
    *("address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt"),
    *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p"),
    *("pre", "section", "table", "td", "th", "tr", "ul"),
}
# Stands before the address of a link, which nobody reads in the text.
LINK = "\ue000"
# Addresses in the text are links, too.
ADDRESS = re.compile(r"https?://[^\s<>\"']{4,2000}")


def read_lines(body):
    """:param str body: HTML, as Odoo's gateway hands it over
    :return: list of str, what stands in a line of its own; ``LINK`` and the address for
        each link. Of pictures only the words that stand for them are read."""
    body = str(body or "")[:LONGEST].replace("\xa0", " ").replace(LINK, " ")
    if not body.strip():
        return []
    try:
        root = html.fragment_fromstring(body, create_parent="div")
    except (ParserError, ValueError):
        return []
    parts = []
    _walk(root, parts)
    lines = []
    for line in "".join(parts).split("\n"):
        lines += _part(" ".join(line.split()))
    return lines[:MOST_LINES]


def _walk(root, parts):
    """Without recursion: mails are nested as deep as somebody likes.

    :param list parts: of text, which is added to"""
    todo = [(root, False, True)]
    while todo:
        node, kept, begins = todo.pop()
        if not begins:
            parts.append(node)
            continue
        if not isinstance(node.tag, str) or node.tag in SKIPPED:
            continue
        kept = kept or node.tag == "pre"
        edge = "\n" if node.tag in ENDS else ""
        parts += [edge, *_say_node(node), _say(node.text, kept)]
        inside = [(edge, kept, False)]
        for child in reversed(node):
            inside.append((_say(child.tail, kept), kept, False))
            inside.append((child, kept, True))
        todo += inside


def _say_node(node):
    if node.tag == "img":
        yield f" {' '.join((node.get('alt') or '').split())} "
    href = "".join((node.get("href") or "").split())
    if node.tag == "a" and ADDRESS.fullmatch(href):
        yield f"\n{LINK}{href}\n"


def _say(text, kept):
    """:param bool kept: whether ends of lines are ends of lines"""
    text = text or ""
    return text if kept else re.sub(r"\s+", " ", text)


def _part(line):
    """:return: list of lines: addresses in a text become links of their own"""
    if not line or line[0] == LINK or "://" not in line:
        return [line] if line else []
    found = ADDRESS.findall(line)
    rest = " ".join(ADDRESS.sub(" ", line).split())
    return [*([rest] if rest else []), *(f"{LINK}{address.rstrip('.,;)')}" for address in found)]
