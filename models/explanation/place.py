"""Where an explanation stands in a text that is made before it is approved. The place is
filled when it is, emptied when it is not any more, and gone when the text leaves. Plain
functions: they know no records."""

from lxml import html
from markupsafe import Markup

PLACE = "cx-explanation"
FIND = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {PLACE} ')]"


def wrap(words):
    """:return: Markup of a place with these words in it"""
    return Markup('<div class="%s" contenteditable="false">%s</div>') % (PLACE, Markup(words))


def has_place(text):
    return PLACE in (text or "")


def fill_place(text, words):
    """:param text: HTML
    :param Markup words: may be empty
    :return: Markup, the same text with these words in its place; a text without one stays
        as it is"""
    return _put(text, words, lambda place: None)


def put_in_place(text, words):
    """:return: Markup of a text as it leaves: nothing tells that there was a place. Words
    that find none stand at the end."""
    if words and not has_place(text):
        return Markup("%s<div>%s</div>") % (Markup(text or ""), Markup(words))
    return _put(text, words, _clean)


def show_in_place(text, words):
    """:return: Markup of a text that can still be edited, with these words where they will
    stand; the place stays"""
    if words and not has_place(text):
        return Markup("%s%s") % (Markup(text or ""), wrap(words))
    return fill_place(text, words)


def _put(text, words, finish):
    if not has_place(text):
        return text
    root = html.fragment_fromstring(str(text), create_parent="div")
    for number, place in enumerate(root.xpath(FIND)):
        _empty(place)
        # A place that was copied is filled once.
        if words and not number:
            _fill(place, words)
        finish(place)
    return Markup(html.tostring(root, encoding="unicode")[5:-6])


def _empty(place):
    place.text = None
    for child in list(place):
        place.remove(child)


def _fill(place, words):
    inside = html.fragment_fromstring(str(words), create_parent="div")
    place.text = inside.text
    place.extend(list(inside))


def _clean(place):
    if place.text or len(place):
        for name in ("class", "contenteditable"):
            place.attrib.pop(name, None)
    else:
        place.drop_tree()
