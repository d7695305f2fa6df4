"""What browsers know of an answer while it is typed: which keyboard fits, what it is for, and the
form that it has. Check digits are for the server, which says what is wrong."""

from typing import NamedTuple


class Input(NamedTuple):
    type: str = "text"
    # As HTML has it (flag "v"): the whole answer; "-" is escaped in brackets, and only there.
    pattern: str | None = None
    inputmode: str | None = None
    autocomplete: str = "off"


KINDS_OF_FIELDS = [
    ("text", "Text"),
    ("date", "Date"),
    ("number", "Number"),
    ("choice", "Choice"),
    ("phone", "Telephone number"),
    ("email", "Email address"),
    ("postcode_se", "Swedish postcode"),
    ("personal_se", "Swedish personal number"),
    ("personal_no", "Norwegian personal number"),
    ("personal_dk", "Danish personal number"),
    ("personal_fi", "Finnish personal number"),
    ("personal_other", "Personal number of another country"),
    ("bank_se", "Swedish bank account"),
    ("bank_other", "Bank account of another country"),
    ("iban", "IBAN"),
]
INPUTS = {
    "date": Input("date"),
    "number": Input(pattern=r"-?\d{1,12}([.,]\d{1,6})?", inputmode="decimal"),
    "phone": Input("tel", r"[+\(]?\d[\d \(\).\/\-]{4,24}", autocomplete="tel"),
    "email": Input("email", autocomplete="email"),
    "postcode_se": Input(pattern=r"([Ss][Ee]?-?)?[1-9]\d\d ?\d\d", autocomplete="postal-code"),
    "personal_se": Input(pattern=r"(\d\d)?\d{6}[\-+ ]?\d{4}", inputmode="numeric"),
    "personal_no": Input(pattern=r"\d{6} ?\d{5}", inputmode="numeric"),
    "personal_dk": Input(pattern=r"\d{6}[\- ]?\d{4}", inputmode="numeric"),
    "personal_fi": Input(pattern=r"\d{6}[\-+A-Fa-fU-Yu-y]\d{3}[0-9A-Za-z]"),
    "bank_se": Input(pattern=r"\d{4}(-?\d)?[ ,.\-]*\d[\d .\-]*"),
    "iban": Input(pattern=r"[A-Za-z]{2}\d\d[A-Za-z0-9 ]{11,40}"),
}
# What an answer is taken over as → what browsers call it.
AUTOCOMPLETE = {
    "birthday": "bday",
    "private_street": "address-line1",
    "private_street2": "address-line2",
    "private_zip": "postal-code",
    "private_city": "address-level2",
    "private_phone": "tel",
    "private_email": "email",
}
