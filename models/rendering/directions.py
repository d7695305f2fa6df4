"""Numbers and addresses in a text that is read from the right."""

import re

from lxml import etree, html
from lxml.builder import E

# An address of the web or of mail; a telephone number, a time, a span of either, a date
# in digits: what would be read backwards, part by part, between words from the right.
NUMBERS = re.compile(
    r"https?://[^\s<]+|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|(?<![\w/@])(?:\+|\()*\d[\d\s().:/–-]{2,}\d(?:\s?[AP]M\b)?(?![\w/@])"
)
UNBROKEN = "white-space: nowrap;"
# What people do not read, or what says its direction already.
SKIPPED = ("style", "script", "title", "bdi", "bdo", etree.Comment, etree.ProcessingInstruction)


def isolate_numbers(markup):
    """:param str markup: HTML, of a mail or of a part of one
    :return: str, the same with numbers that keep their order in whichever direction the
        text around them is read"""
    if not markup or not NUMBERS.search(markup):
        return markup
    whole = "<html" in markup[:500].lower()
    try:
        root = (
            html.document_fromstring(markup) if whole else html.fragment_fromstring(markup, "div")
        )
    except (etree.ParserError, ValueError):
        return markup
    for element in list(root.iter()):
        if element.tag not in SKIPPED and element.get("dir") != "ltr":
            _isolate(element, element.text, None)
        if element.getparent() is not None and element.getparent().tag not in SKIPPED:
            _isolate(element.getparent(), element.tail, element)
    if whole:
        return etree.tostring(root, encoding="unicode", method="html", doctype="<!DOCTYPE html>")
    return html.tostring(root, encoding="unicode")[len("<div>") : -len("</div>")]


def _mark(number):
    """What can be long may be broken into two lines, a time or a number not."""
    long = "@" in number or "://" in number
    return E.span(number, {"dir": "ltr"} if long else {"dir": "ltr", "style": UNBROKEN})


def _isolate(parent, text, after):
    """:param str text: of the parent, or the tail of ``after``, one of its children"""
    if not text or not NUMBERS.search(text):
        return
    first, *rest = NUMBERS.split(text)
    numbers = [_mark(number) for number in NUMBERS.findall(text)]
    for number, tail in zip(numbers, rest, strict=True):
        number.tail = tail
    if after is None:
        parent.text = first
    else:
        after.tail = first
    place = 0 if after is None else parent.index(after) + 1
    parent[place:place] = numbers
