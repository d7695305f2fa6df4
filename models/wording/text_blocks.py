"""What a text is made of: headings, list items and paragraphs, their words and sentences.
Plain functions: they know no records."""

import re
from typing import NamedTuple

from lxml import html
from lxml.etree import ParserError

# Longer texts are read up to here.
LONGEST_TEXT = 60_000
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ITEMS = {"li", "dd"}
BOLD = {"b", "strong"}
SKIPPED = {"script", "style", "template", "noscript"}
ENDS = {
    *HEADINGS,
    *ITEMS,
    *("address", "article", "blockquote", "br", "div", "dl", "dt", "figure", "footer", "form"),
    *("header", "hr", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul"),
}
BULLET = re.compile(r"^\s*[-–—•·*▪‣●]\s+")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A new sentence begins with a capital letter, a digit or a quotation mark.
BREAK = re.compile(r"(?<=[.!?…])[\"'”»)]*\s+(?=[\"'“”«(]*[A-ZÅÄÖÉÜ\d])")
# What ends with a full stop and is no sentence: "t.ex. Python", "e.g. Java".
SHORTENED = re.compile(r"(?:^|[\s(])(?:\w{1,2}\.|\w+\.\w+\.|resp\.|etc\.|ca\.)$", re.IGNORECASE)
# What stands alone in a line, without a full stop, over other lines.
LONGEST_HEADING = 8


class Block(NamedTuple):
    kind: str  # "heading", "item" or "text"
    words: str


class _Reader:
    """Walks through HTML and notes where lines end."""

    def __init__(self):
        self.blocks = []
        self.parts = []
        self.bold = self.plain = False

    def walk(self, node, kind="text", bold=False):
        if not isinstance(node.tag, str) or node.tag in SKIPPED:
            return
        ends = node.tag in ENDS
        inside = kind
        if ends:
            self.end(kind)
            inside = _find_kind(node.tag, kind)
        bold = bold or node.tag in BOLD
        self.add(node.text, bold)
        for child in node:
            self.walk(child, inside, bold)
            self.add(child.tail, bold)
        if ends:
            self.end(inside)

    def add(self, text, bold):
        if not text:
            return
        self.parts.append(text)
        if text.strip():
            self.bold, self.plain = self.bold or bold, self.plain or not bold

    def end(self, kind):
        words = " ".join("".join(self.parts).split())
        if words:
            only_bold = self.bold and not self.plain
            self.blocks.append(_make_block(words, kind, only_bold))
        self.parts, self.bold, self.plain = [], False, False


def _find_kind(tag, around):
    if tag in HEADINGS:
        return "heading"
    if tag in ITEMS:
        return "item"
    return around


def _make_block(words, kind, only_bold=False):
    if kind == "text" and BULLET.match(words):
        return Block("item", BULLET.sub("", words))
    short = len(words.split()) <= LONGEST_HEADING and words[-1] not in ".!…"
    if kind == "text" and short and (only_bold or words[-1] == ":"):
        return Block("heading", words.rstrip(":").strip())
    return Block(kind, words)


def read_html(source):
    """:param source: HTML or nothing
    :return: list of ``Block``, in the order of the text"""
    source = str(source or "")[:LONGEST_TEXT].replace("\xa0", " ")
    if not source.strip():
        return []
    try:
        root = html.fragment_fromstring(source, create_parent="div")
    except (ParserError, ValueError):
        return read_lines(source)
    reader = _Reader()
    reader.walk(root)
    return reader.blocks


def read_lines(source):
    """:param source: plain text or nothing
    :return: list of ``Block``, one for each line"""
    lines = str(source or "")[:LONGEST_TEXT].replace("\xa0", " ").splitlines()
    return [_make_block(" ".join(line.split()), "text") for line in lines if line.strip()]


def get_words(text):
    """:return: list of the words of a text, as they are written"""
    return WORD.findall(text)


def get_sentences(blocks):
    """:param blocks: list of ``Block``
    :return: list of str; a heading and a list item are a sentence at least"""
    found = []
    for block in blocks:
        found.extend(_split(block.words))
    return found


def _split(text):
    parts, begin = [], 0
    for match in BREAK.finditer(text):
        part = text[begin : match.start()]
        if not SHORTENED.search(part):
            parts.append(part.strip())
            begin = match.end()
    parts.append(text[begin:].strip())
    return [part for part in parts if part]
