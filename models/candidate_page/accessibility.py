"""What the tests have found on the pages for candidates, as everybody can read it."""

import json

from odoo.tools import file_open

ACCESSIBILITY_PATH = "/jobs/accessibility"
# Written by ``make accessibility``.
RECORD = "hr_recruitment_candidate_experience/data/candidate_page/accessibility.json"


def read_record():
    """:return: dict of ``version`` (of the addon), ``date`` (ISO, on which it was written),
    ``tool`` (with its version), ``rules`` (how many), ``tags`` (of WCAG), ``pages`` (list of
    names), ``looks`` (how many pages and states), ``routes`` and ``templates`` (lists of what
    was opened)"""
    with file_open(RECORD) as file:
        return json.load(file)
