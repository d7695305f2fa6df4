"""What schema.org calls kinds of employment, and by which words of ours they are known."""

import re

# The first that fits. Odoo's own types, and usual Swedish ones. What is not here (a
# permanent contract says nothing of the hours) is not told to search engines.
EMPLOYMENT_TYPES = (
    ("INTERN", r"intern|trainee|praktik|student|apprentice|lärling|thesis|exjobb|examensarbete"),
    ("VOLUNTEER", r"volunt|ideell|frivillig"),
    ("PER_DIEM", r"per diem|on call|hourly|timanställ|behovsanställ|timvikari"),
    ("CONTRACTOR", r"contractor|freelanc|consult|konsult|frilans"),
    ("TEMPORARY", r"temp|interim|season|säsong|vikari|visstid|fixed.?term"),
    ("PART_TIME", r"part.?time|deltid"),
    ("FULL_TIME", r"full.?time|heltid"),
)


def find_employment_type(*names):
    """:param names: of a type of contract, in any language; may be empty
    :return: str, schema.org's word, or None"""
    text = " ".join(filter(None, names)).lower()
    for word, pattern in EMPLOYMENT_TYPES:
        if re.search(rf"\b(?:{pattern})", text):
            return word
    return None
