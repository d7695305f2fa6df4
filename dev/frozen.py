"""A plugin of pytest: freezing time does not read all names of all modules again.

freezegun looks through 2,500 modules each time for functions that tell the time. Here it
looks only through those that have one. Which they are is found out anew when modules were
added, or names in them, as their number says.
"""

import sys

import freezegun.api


class Modules:
    """``sys.modules`` as freezegun sees it."""

    count = None
    telling = ()

    def keys(self):
        return sys.modules.keys()

    def get(self, name, default=None):
        return sys.modules.get(name, default)

    def items(self):
        """:return: list of names and modules, when time begins to be frozen"""
        modules = sys.modules.copy()
        count = len(modules), sum(map(_count_names, modules.values()))
        if count != self.count:
            self.count = count
            self.telling = [item for item in modules.items() if _tells_time(*item)]
        return self.telling


class System:
    """``sys`` as freezegun sees it."""

    modules = Modules()


def _count_names(module):
    return len(getattr(module, "__dict__", ()))


def _hash_names(module):
    return f"{id(module)}-{_count_names(module)}"


def _tells_time(name, module):
    # These load what they are asked for.
    if name.endswith(".six.moves") or not hasattr(module, "__name__"):
        return False
    return bool(freezegun.api._get_cached_module_attributes(module))


def pytest_sessionstart():
    freezegun.api._get_module_attributes_hash = _hash_names
    freezegun.api.sys = System
