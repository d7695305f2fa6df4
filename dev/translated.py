"""A plugin of pytest: a file with translations is read once, not for each class that
speaks Swedish.

What is done with its lines is done each time.
"""

KEPT = {}


def pytest_sessionstart():
    from odoo.tools import translate

    read = translate.translation_file_reader

    def read_once(source, fileformat="po", module=None):
        if fileformat != "po" or not isinstance(getattr(source, "name", None), str):
            return read(source, fileformat, module)
        if source.name not in KEPT:
            KEPT[source.name] = list(read(source, fileformat, module))
        return [dict(line) for line in KEPT[source.name]]

    translate.translation_file_reader = read_once
