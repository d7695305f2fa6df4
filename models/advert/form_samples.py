"""What a candidate who does not exist types into a form."""

import io
import secrets

from .applying import QUESTIONS, SEEN

NAME = "Test Candidate"
# From the numbers that the Swedish regulator keeps free for films and examples.
PHONE = "+46 70 174 06 05"
LINKEDIN = "https://www.linkedin.com/in/test"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
FILE_NAME = "cv.pdf"
TEXT = "This is a test of the application form."
BY_NAME = {
    "partner_name": NAME,
    "partner_phone": PHONE,
    "linkedin_profile": LINKEDIN,
}
BY_KIND = {
    "tel": PHONE,
    "number": "1",
    "url": "https://www.example.com",
    "textarea": TEXT,
    "text": TEXT,
}
# Ours: the server takes them apart from Odoo's fields.
OWN = (*QUESTIONS, SEEN)


def make_address():
    """:return: str, an email address that nobody has"""
    return f"form-test-{secrets.token_hex(8)}@example.com"


def fill_in(page, address):
    """:param page: ``FormPage``
    :return: dict names → values of the inputs; files as werkzeug takes them"""
    filled = {}
    for each in page.fields:
        value = page.values.get(each.name) or _fill_in_field(each, address)
        if value:
            filled[each.name] = value
    return filled


def _fill_in_field(each, address):
    if each.kind == "file":
        return (io.BytesIO(PDF), FILE_NAME, "application/pdf")
    if each.kind == "hidden":
        return each.value
    if each.kind == "email" or each.name == "email_from":
        return address
    if each.name in BY_NAME:
        return BY_NAME[each.name]
    if each.kind in ("select", "radio", "checkbox"):
        chosen = next(filter(None, each.choices), "")
        return chosen if each.required else ""
    # What nobody has to answer may be of any kind: dates, for one.
    return BY_KIND.get(each.kind, "") if each.required or each.kind == "textarea" else ""
