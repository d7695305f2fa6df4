"""The version before, as it was released: what an upgrade is tested from."""

import shutil
import tarfile
from pathlib import Path

from .. import place
from ..fetch import source

VERSION = "19.0.1.19.0"
ARCHIVE = Path(__file__).parent / "archive" / f"{VERSION}.tar.xz"


def unpack():
    """:return: an addons folder that holds the addon of that version"""
    folder = place.DEV / "before" / VERSION
    addon = folder / place.ADDON
    if not addon.exists():
        unfinished = folder / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        with tarfile.open(ARCHIVE) as archive:
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(unfinished)
        unfinished.rename(addon)
    return folder


def addons_path():
    """:return: Odoo's ``addons_path`` with that version instead of today's"""
    folders = [each for each in source.addons_path() if each != place.ADDONS]
    return ",".join(str(each) for each in [*folders, unpack()])
