"""The source of Odoo: the one in ODOO_HOME, an installed one, or Debian's package."""

import os
import re
import shutil
from pathlib import Path

from .. import place
from ..console import Stop, say
from .debian import Packages

PACKAGE = "odoo-19"
INSTALLED = Path("/usr/lib/python3/dist-packages")
# Left out of Debian's package for its licence, but named by the backend's
# bundle: without it every page logs an error and browser tests fail.
LEFT_OUT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def series(home):
    """The series of the Odoo in that folder, None if there is none."""
    try:
        text = (home / "odoo" / "release.py").read_text("utf-8")
    except OSError:
        return None
    major, minor = re.search(r"version_info = \((\d+), *(\d+)", text).groups()
    return f"{major}.{minor}"


def prepare():
    """Make `.dev/odoo` the folder that holds the package `odoo`."""
    if home := os.environ.get("ODOO_HOME"):
        home = Path(home).expanduser().resolve()
        if series(home) != place.SERIES:
            raise Stop(f"ODOO_HOME={home} holds no Odoo {place.SERIES}")
    else:
        home = place.DEV / "debian" / "odoo" / "usr/lib/python3/dist-packages"
        if not (home / LEFT_OUT).exists():
            _fetch(place.DEV / "debian" / "odoo")
            _complete(home)
    if not place.ODOO.is_symlink() or place.ODOO.resolve() != home.resolve():
        place.ODOO.unlink(missing_ok=True)
        place.ODOO.symlink_to(home, target_is_directory=True)


def addons_path():
    """Folders of addons: a source checkout has two, a package one."""
    folders = [place.ODOO / "odoo" / "addons", place.ADDONS]
    if (place.ODOO / "addons" / "web").exists():
        folders.insert(0, place.ODOO / "addons")
    return folders


def _fetch(target):
    if series(INSTALLED) == place.SERIES:
        # A copy, because it gets the file that Debian leaves out.
        say(f"Copying the installed Odoo {place.SERIES} ...")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(
            INSTALLED / "odoo",
            target / "usr/lib/python3/dist-packages/odoo",
            ignore=shutil.ignore_patterns("__pycache__"),
            ignore_dangling_symlinks=True,
        )
        return
    debian = Packages("unstable", "sid")
    debian.update()
    names = [PACKAGE]
    # Its fonts and some of its JavaScript are links into other packages.
    for name in names:
        for needed in debian.depends(name):
            if needed.startswith(("fonts-", "libjs-")) and needed not in names:
                names.append(needed)
    debian.unpack(f"Odoo {place.SERIES}", names, target)


def _complete(home):
    if series(home) != place.SERIES:
        raise Stop(f"Debian's package {PACKAGE} is not Odoo {place.SERIES}")
    # Nothing imports these copies of the addons, and they are many files.
    for extra in ["addons", "doc", "setup"]:
        shutil.rmtree(home / extra, ignore_errors=True)
    _mend_links(home / "odoo", home.parents[2] / "share")
    # The website asks another company's server for its fonts; here nothing
    # leaves the machine, not even from the browser.
    styles = home / "odoo/addons/website/static/src/scss/website.scss"
    text = styles.read_text("utf-8")
    styles.write_text(re.sub(r'@import url\("https:.*', "", text), "utf-8")
    left_out = home / LEFT_OUT
    left_out.parent.mkdir(parents=True, exist_ok=True)
    left_out.touch()


def _mend_links(odoo, share):
    """Point links whose file moved, or has another name, at the right one."""
    shared = {path.name: path for path in share.rglob("*.*") if path.is_file()}
    for folder, _, names in os.walk(odoo):
        for path in (Path(folder, name) for name in names):
            if not path.is_symlink() or (
                path.exists() and Path(os.readlink(path)).name == path.name
            ):
                continue
            regular = f"{path.stem}-Regular{path.suffix}"
            if target := shared.get(path.name) or shared.get(regular):
                path.unlink()
                path.symlink_to(os.path.relpath(target.resolve(), path.parent))
            elif not path.exists():
                raise Stop(f"{path} points at {os.readlink(path)}, which is missing")
