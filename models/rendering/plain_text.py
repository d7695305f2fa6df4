"""The text part of our mails, made from their HTML as a person would type it.

Odoo's ``html2plaintext`` puts asterisks around some bold words, numbers links whose
addresses stand at the end, keeps what is hidden and loses line breaks.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from lxml import html

# The body of a mail with our layout.
MARK = "cx-mail"
# How many line breaks are around an element.
AROUND = {
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"), 2),
    **dict.fromkeys(("blockquote", "pre", "hr"), 2),
    **dict.fromkeys(("div", "li", "tr", "section", "address", "dl", "dt", "dd"), 1),
}
SILENT = {"head", "style", "script", "title", "noscript", "template"}
# Parts of words in some scripts, and what keeps directions apart.
MEANT = set("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
BLANK = re.compile(r"[ \t\r\n\f]+")
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all")
KEEPS_LINES = re.compile(r"white-space:\s*pre")


def is_our_layout(source):
    return MARK in (source or "")


def write_plain_text(source):
    """:param str source: HTML of a whole mail
    :return: str, lines without blanks at their ends"""
    writer = _Writer()
    for body in html.document_fromstring(str(source)).iter("body"):
        writer.write_inside(body)
    return writer.get_text()


class _Writer:
    def __init__(self):
        self.pieces = []
        self.breaks = 0
        self.blank = False
        self.is_after_mark = False
        self.items = []
        self.keeps_lines = False

    def get_text(self):
        text = "".join(self.pieces)
        return "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"

    # What is put on the page ---------------------------------------------------------

    def put(self, text):
        """Words of a line; blanks count once, as in a browser."""
        text = "".join(char for char in text or "" if not _is_unseen(char))
        if self.keeps_lines:
            lines = text.splitlines() or [""]
            for number, line in enumerate(lines):
                if number:
                    self._write_br(None)
                self._put_words(line)
            return
        self._put_words(text)

    def _put_words(self, text):
        words = BLANK.sub(" ", text)
        if not words.strip(" "):
            self.blank |= bool(words)
            return
        if self.breaks:
            self.pieces.append("\n" * self.breaks if self.pieces else "")
        elif self.pieces and (self.blank or words[0] == " "):
            self.pieces.append(" ")
        self.pieces.append(words.strip(" "))
        self.breaks, self.blank, self.is_after_mark = 0, words[-1] == " ", False

    def end_line(self, count):
        if not self.is_after_mark:
            self.breaks = max(self.breaks, count)

    # Elements ------------------------------------------------------------------------

    def write_inside(self, element):
        self.put(element.text)
        for child in element:
            self.write_element(child)
            self.put(child.tail)

    def write_element(self, element):
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return
        style = element.get("style") or ""
        if HIDDEN.search(style):
            return
        before = self.keeps_lines
        self.keeps_lines |= element.tag == "pre" or bool(KEEPS_LINES.search(style))
        around = AROUND.get(element.tag, 0)
        self.end_line(around)
        getattr(self, f"_write_{element.tag}", self.write_inside)(element)
        self.end_line(around)
        self.keeps_lines = before

    def _write_br(self, element):
        # Two of them are an empty line.
        self.breaks = min(self.breaks + 1, 2)

    def _write_hr(self, element):
        self.put("--")

    def _write_img(self, element):
        self.put(element.get("alt"))

    def _write_a(self, element):
        words = BLANK.sub(" ", element.text_content()).strip()
        address = (element.get("href") or "").strip()
        shown = address.removeprefix("mailto:").removeprefix("tel:")
        if not words:
            # A picture that leads somewhere.
            self.write_inside(element)
            words = element.xpath("string(.//img/@alt)")
        else:
            self.put(words)
        if not address or address[0] == "#" or _is_same(words, shown):
            return
        self.put(f" ({shown})")

    def _write_td(self, element):
        self.blank = True
        self.write_inside(element)
        self.blank = True

    _write_th = _write_td

    def _write_tr(self, element):
        addresses = [link.get("href") or "" for link in element.iter("a")]
        if len(addresses) > 4 and len({address.split("?")[0] for address in addresses}) == 1:
            # One question, a link for each answer: its page has them, too.
            self.put(addresses[0].split("?")[0])
            return
        self.write_inside(element)

    def _write_ul(self, element):
        self._write_list(element, lambda number: "- ")

    def _write_ol(self, element):
        self._write_list(element, lambda number: f"{number}. ")

    def _write_list(self, element, mark):
        self.items.append([mark, 0])
        self.write_inside(element)
        self.items.pop()

    def _write_li(self, element):
        if self.items:
            self.items[-1][1] += 1
            mark, number = self.items[-1]
            self.put(mark(number))
            self.is_after_mark = True
        self.write_inside(element)


def _is_unseen(char):
    """Soft hyphens, zero widths and joiners that hold the preview apart."""
    return char == "\u034f" or (unicodedata.category(char) == "Cf" and char not in MEANT)


def _is_same(words, address):
    def bare(text):
        try:
            parts = urlsplit(text if "//" in text else f"//{text}")
        except ValueError:
            # No address: "https://[your page]".
            return text
        return f"{parts.netloc}{parts.path}".rstrip("/").casefold().replace(" ", "")

    return bare(words) == bare(address)
