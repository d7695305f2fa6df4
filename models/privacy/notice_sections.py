"""What candidates are to be told about their data, in the order in which it is told."""

import re
from collections import namedtuple

# ``article``: of the General Data Protection Regulation, (EU) 2016/679.
Section = namedtuple("Section", "name article")

SECTIONS = (
    Section("controller", "13(1)(a)"),
    Section("contact", "13(1)(a), (b)"),
    Section("purposes", "13(1)(c)"),
    Section("legal_basis", "13(1)(c), (d)"),
    Section("needed", "13(2)(e)"),
    Section("source", "14(2)(f)"),
    Section("recipients", "13(1)(e)"),
    Section("transfers", "13(1)(f)"),
    Section("retention", "13(2)(a)"),
    Section("rights", "13(2)(b), (c)"),
    Section("complaint", "13(2)(d)"),
    Section("automatic", "13(2)(f)"),
)
NAMES = tuple(section.name for section in SECTIONS)
# What a proposal leaves open.
OPEN = re.compile(r"\[[^\]\n]*\]")
# Where a notice can be read by everybody.
PUBLIC_PATH = "/jobs/privacy"
