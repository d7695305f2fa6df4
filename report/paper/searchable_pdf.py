"""Text that can be found in a PDF.

Qt, which prints for wkhtmltopdf, says of a glyph which letter it is only where one
letter is one glyph. Arabic in its shapes, Devanagari with its conjuncts and emoji are
pictures then, and words of letters from two fonts fall apart. What they say is laid over
them as text that is not drawn, as programs do that read scanned pages.
"""

import io
import re

from lxml import html

from odoo.tools.pdf import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfReader,
    PdfWriter,
    createStringObject,
)

# Scripts whose letters join, stack or turn, that are beyond 16 bits, or that a server may
# have no font for: what nobody can see there can still be found.
TURNING = "\u0590-\u08ff"
OTHERS = (
    "\u01a0-\u01b0\u0530-\u058f\u0900-\u1fff\u2600-\u27bf\u2e80-\ud7ff\uf900-\ufaff"
    "\U00010000-\U0010ffff"
)
SHAPED = re.compile(f"[{TURNING}{OTHERS}]")
# Words that stand together, from right to left or from left to right.
TURNED = re.compile(f"[{TURNING}]+(?:[ ,.\u060c-]+[{TURNING}]+)*")
WORD = rf"[^\s{TURNING}]*[{OTHERS}][^\s{TURNING}]*"
# From the beginning of a word only: from each letter of a long one would take minutes.
STRAIGHT = re.compile(rf"(?<![^\s{TURNING}]){WORD}(?: {WORD})*")
FONT = "CandidateHiddenText"
CMAP = """\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Hidden def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{}
endcmap end end"""


def make_searchable(content, bodies):
    """:param bytes content: a PDF
    :param bodies: what was printed, HTML
    :return: bytes, the PDF in which the words of such scripts can be found"""
    texts = [_read_texts(body) for body in bodies]
    lines = [line for found in texts for line in found]
    if not any(SHAPED.search(line) for line in lines):
        return content
    reader = PdfReader(io.BytesIO(content), strict=False)
    hidden = _share_out(lines, [_measure(page.extract_text()) for page in reader.pages])
    writer = PdfWriter()
    # With its outlines, by which Odoo takes a document apart.
    writer.clone_reader_document_root(reader)
    for number, page in enumerate(writer.pages):
        if number in hidden:
            _lay_over(writer, page, hidden[number])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _read_texts(body):
    """:return: list of the texts of a document, in order"""
    tree = html.document_fromstring(body)
    for useless in tree.xpath("//style | //script | //head"):
        useless.drop_tree()
    return [" ".join(text.split()) for text in tree.itertext() if text.strip()]


def _measure(text):
    return len("".join(text.split()))


def _share_out(lines, lengths):
    """Text flows: what stands in the middle of the document is on the middle page.

    :return: dict number of a page → lines that were shaped there"""
    total = sum(map(_measure, lines)) or 1
    printed = sum(lengths) or 1
    shared, begun, page, end = {}, 0, 0, lengths[0] / printed if lengths else 1
    for line in lines:
        while begun / total >= end and page + 1 < len(lengths):
            page += 1
            end += lengths[page] / printed
        if SHAPED.search(line):
            shared.setdefault(page, []).append(line)
        begun += _measure(line)
    return shared


def _find_words(lines):
    """Each as it is seen, from left to right: readers of PDFs turn it back."""
    for line in lines:
        yield from (words[::-1] for words in TURNED.findall(line))
        yield from STRAIGHT.findall(line)


def _lay_over(writer, page, lines):
    codes = {}
    shown = []
    for words in dict.fromkeys(_find_words(lines)):
        numbers = [codes.setdefault(letter, len(codes) + 1) for letter in words]
        shown.append("<" + "".join(f"{n:04X}" for n in numbers) + "> Tj 0 -1 Td")
    # In the lower margin, away from what is seen; mode 3 draws nothing.
    text = "\n".join(shown)
    layer = _make_stream(f"q BT 3 Tr /{FONT} 1 Tf 20 42 Td\n{text}\nET Q")
    before = page["/Contents"].get_object() if "/Contents" in page else []
    parts = list(before) if isinstance(before, list) else [page.raw_get("/Contents")]
    # What the page has changed must not move the layer.
    begin, finish = _make_stream("q"), _make_stream("Q")
    page[NameObject("/Contents")] = ArrayObject(
        [_add(writer, begin), *parts, _add(writer, finish), _add(writer, layer)]
    )
    _name_font(page, _add(writer, _make_font(writer, codes)))


def _name_font(page, font):
    """Resources may be shared by pages: this page gets its own."""
    resources = DictionaryObject(page["/Resources"].get_object())
    fonts = DictionaryObject(resources["/Font"].get_object() if "/Font" in resources else {})
    fonts[NameObject(f"/{FONT}")] = font
    resources[NameObject("/Font")] = fonts
    page[NameObject("/Resources")] = resources


def _make_font(writer, codes):
    """:param dict codes: letter → number
    :return: a font without glyphs, that says which letter a number is"""
    lines = [f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    # No more than a hundred in one block.
    blocks = [lines[first : first + 100] for first in range(0, len(lines), 100)]
    mapped = "\n".join(
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks
    )
    name = NameObject(f"/{FONT}")
    descriptor = _make(
        Type="/FontDescriptor", FontName=name, Flags=4, Ascent=1000, Descent=-200, CapHeight=1000
    )
    descriptor[NameObject("/ItalicAngle")] = NumberObject(0)
    descriptor[NameObject("/StemV")] = NumberObject(80)
    box = ArrayObject([NumberObject(n) for n in (0, -200, 1000, 1000)])
    descriptor[NameObject("/FontBBox")] = box
    system = _make(Supplement=0)
    for key, value in (("Registry", "Adobe"), ("Ordering", "Identity")):
        system[NameObject(f"/{key}")] = createStringObject(value)
    below = _make(Type="/Font", Subtype="/CIDFontType2", BaseFont=name, DW=500)
    below[NameObject("/CIDSystemInfo")] = system
    below[NameObject("/FontDescriptor")] = _add(writer, descriptor)
    font = _make(Type="/Font", Subtype="/Type0", BaseFont=name, Encoding="/Identity-H")
    font[NameObject("/DescendantFonts")] = ArrayObject([_add(writer, below)])
    font[NameObject("/ToUnicode")] = _add(writer, _make_stream(CMAP.format(mapped)))
    return font


def _make(**values):
    return DictionaryObject(
        {
            NameObject(f"/{key}"): NumberObject(value)
            if isinstance(value, int)
            else NameObject(value)
            for key, value in values.items()
        }
    )


def _make_stream(text):
    stream = DecodedStreamObject()
    data = text.encode("ascii")
    # The name changed with the library's versions.
    (getattr(stream, "set_data", None) or stream.setData)(data)
    return stream


def _add(writer, thing):
    return writer._add_object(thing)
