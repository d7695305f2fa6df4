"""Chromium, for the tours, and wkhtmltopdf, for the reports.

The system's if it has them, otherwise Debian's packages, unpacked into `.dev/`
with what they need and started by small scripts in `.dev/bin/`.
"""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from . import place
from .console import Stop
from .debian import Packages

CHROMIUM = ["google-chrome", "chromium", "chromium-browser", "google-chrome-stable"]
WKHTMLTOPDF = ["wkhtmltopdf"]
FONTS = ["fonts-liberation", "fonts-dejavu-core"]
PRIVATE = place.DEV / "debian" / "browser"
# Debian 13 has no wkhtmltopdf any more; the one of Debian 12 still runs there.
OLDER = "bookworm"
# A machine without fonts has no fontconfig settings either.
FONT_SETTINGS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{private}/usr/share/fonts</dir>
  <cachedir>{dev}/cache/fontconfig</cachedir>
  {aliases}
</fontconfig>
"""
ALIAS = '<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>'
ALIASES = {
    "sans-serif": "Liberation Sans",
    "serif": "Liberation Serif",
    "monospace": "Liberation Mono",
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
}
SCRIPT = """\
#!/bin/sh
export LD_LIBRARY_PATH={libraries}
export FONTCONFIG_FILE={fonts}
export QT_PLUGIN_PATH={plugins}
exec {program} "$@"
"""


def find(names):
    """The program by the first of the names that the tests would find, or None."""
    path = f"{place.BIN}:{os.environ.get('PATH', os.defpath)}"
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)


def prepare():
    wanted = []
    if not find(CHROMIUM):
        wanted.append("chromium")
    if not find(WKHTMLTOPDF):
        wanted.append("wkhtmltopdf")
    if not wanted:
        return
    debian = Packages("host")
    debian.update()
    if "wkhtmltopdf" in wanted and not debian.has("wkhtmltopdf"):
        debian = Packages("older", also=OLDER)
        debian.update()
    names = debian.missing([*wanted, *FONTS])
    debian.unpack(" and ".join(wanted), names, PRIVATE)
    programs = {
        "chromium": PRIVATE / "usr/lib/chromium/chromium",
        "wkhtmltopdf": PRIVATE / "usr/bin/wkhtmltopdf",
    }
    fonts = place.DEV / "fonts.conf"
    aliases = "".join(ALIAS.format(*pair) for pair in ALIASES.items())
    fonts.write_text(
        FONT_SETTINGS.format(private=PRIVATE, dev=place.DEV, aliases=aliases), "utf-8"
    )
    libraries = library_path(PRIVATE)
    plugins = [str(path) for path in PRIVATE.glob("usr/lib/*/qt5/plugins")]
    place.BIN.mkdir(exist_ok=True)
    for name in wanted:
        script = place.BIN / name
        script.write_text(
            SCRIPT.format(
                libraries=shlex.quote(libraries),
                fonts=shlex.quote(str(fonts)),
                plugins=shlex.quote(":".join(plugins)),
                program=shlex.quote(str(programs[name])),
            ),
            "utf-8",
        )
        script.chmod(0o755)
        done = subprocess.run([script, "--version"], capture_output=True, text=True)
        if done.returncode:
            script.unlink()
            raise Stop(f"{name} does not start: {done.stderr.strip()[-300:]}")


def library_path(root):
    """Where the libraries are in an unpacked package tree."""
    folders = [*root.glob("usr/lib/*-linux-*"), *root.glob("lib/*-linux-*")]
    folders += {
        path.parent for folder in folders for path in folder.glob("*/lib*.so*")
    }
    return ":".join(str(folder) for folder in folders)


def check():
    """Odoo skips its tours when the browser does not start; that is no success."""
    page = "data:text/html,<p>started</p>"
    for attempt in range(2):
        # The first start of a large program on a busy machine can be slow.
        try:
            done = subprocess.run(
                [find(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu",
                 "--disable-dev-shm-usage", "--disable-background-networking",
                 "--dump-dom", page],
                capture_output=True, text=True, timeout=60,
            )
        except subprocess.TimeoutExpired:
            continue
        if "started" in done.stdout:
            return
    raise Stop(f"Chromium ({find(CHROMIUM)}) does not start, so no tour could run")
