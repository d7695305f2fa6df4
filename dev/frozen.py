"""A plugin of pytest: freezing time does not read all names of all modules again.

freezegun looks through 2,500 modules each time for functions that tell the time, and
compares the sorted out names of each to see whether it has changed. Whether names were
added, their number says in a third of the time.
"""

import freezegun.api


def _count_names(module):
    return f"{id(module)}-{len(getattr(module, '__dict__', ()))}"


def pytest_sessionstart():
    freezegun.api._get_module_attributes_hash = _count_names
