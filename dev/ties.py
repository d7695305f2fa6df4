"""A plugin of pytest: records that are equal by their order come newest first.

PostgreSQL gives them in any order, nearly always in that in which they were written, and
in another one when somebody has vacuumed meanwhile. A test, or what it tests, that counts
on one of them would fail once in a hundred runs; here it fails in each.
"""


def pytest_sessionstart():
    # Odoo has read its configuration by now, as its addons want it.
    from odoo.models import BaseModel

    search = BaseModel._search

    def search_in_order(self, domain, offset=0, limit=None, order=None, **kwargs):
        if order and "id" not in {term.split()[0] for term in order.split(",")}:
            order += ", id desc"
        return search(self, domain, offset, limit, order, **kwargs)

    BaseModel._search = search_in_order
