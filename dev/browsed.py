"""A plugin of pytest: what a browser has fetched and compiled, the next one knows.

Each test has a browser of its own, as Odoo starts it, that knows nobody and remembers
nothing. But Odoo's scripts are the same under the same address, and a new browser spent
three seconds on them, a third of a short tour. Its cache is a folder that stays: of what
servers say may be kept, never of cookies, storage or workers.
"""

import shutil
import tempfile
from pathlib import Path

KEPT = ("Cache", "Code Cache")


class Cache:
    """The folder, lent to one browser at a time: two would spoil it."""

    folder = None
    reader = None

    def lend(self, browser):
        if self.reader:
            return
        self.reader = browser
        profile = Path(browser.user_data_dir, "Default")
        profile.mkdir()
        for name in KEPT:
            kept = self.folder / name
            kept.mkdir(exist_ok=True)
            # A link, since what is removed with the profile is the link alone.
            (profile / name).symlink_to(kept)

    def take_back(self, browser):
        if self.reader is browser:
            self.reader = None


CACHE = Cache()


def pytest_sessionstart():
    # Odoo has read its configuration by now, as its addons want it.
    from odoo.tests.common import ChromeBrowser

    CACHE.folder = Path(tempfile.mkdtemp(suffix="_browsed"))
    start, stop = ChromeBrowser._spawn_chrome, ChromeBrowser.stop

    def start_knowing(self, cmd):
        CACHE.lend(self)
        return start(self, cmd)

    def stop_and_keep(self):
        try:
            stop(self)
        finally:
            CACHE.take_back(self)

    ChromeBrowser._spawn_chrome = start_knowing
    ChromeBrowser.stop = stop_and_keep


def pytest_sessionfinish():
    shutil.rmtree(CACHE.folder, ignore_errors=True)
