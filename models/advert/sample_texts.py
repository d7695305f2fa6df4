"""Samples of Odoo in pages, and what stands in their place."""

import html
import re

TAG = re.compile(r"<[^>]*>")
PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.S)
WRAP = re.compile(r"""<div\b[^>]*\bid=["']wrap["'][^>]*>""")


def read_text(markup):
    """:return: str, what a person reads of HTML, with single spaces"""
    return " ".join(html.unescape(TAG.sub(" ", str(markup or ""))).split())


def put_into(page, samples, block):
    """:param str page: HTML
    :param samples: texts of paragraphs that nobody has changed
    :param str block: HTML
    :return: str, the page with the block in the place of the first such paragraph, and
        without the others; where all are gone, with the block at the beginning of what
        people write in the website editor"""
    parts, end = [], 0
    for found in PARAGRAPH.finditer(page):
        if read_text(found[0]) in samples:
            parts += [page[end : found.start()], "" if parts else block]
            end = found.end()
    if parts:
        return "".join([*parts, page[end:]])
    found = WRAP.search(page)
    return page[: found.end()] + block + page[found.end() :] if found else page
