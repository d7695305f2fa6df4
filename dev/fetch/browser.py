"""Chromium, for the tours, wkhtmltopdf, for the reports, and tools that look into PDFs.

The system's if it has them, otherwise Debian's packages, unpacked into `.dev/`
with what they need and started by small scripts in `.dev/bin/`.
"""

import os
import shlex
import shutil
import subprocess

from .. import place
from ..console import Stop
from .debian import Packages, library_path

CHROMIUM = ["google-chrome", "chromium", "chromium-browser", "google-chrome-stable"]
WKHTMLTOPDF = ["wkhtmltopdf"]
PDF_TOOLS = ["pdfsig", "pdftoppm"]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage"
    " --disable-background-networking --no-first-run"
).split()
FONTS = ["fonts-liberation", "fonts-dejavu-core"]
# What reports are printed with that have names in other scripts.
SCRIPT_FONTS = ["fonts-dejavu-core", "fonts-lohit-deva", "fonts-symbola", "fonts-wqy-microhei"]
SCRIPTS = place.DEV / "debian" / "fonts"
# Where programs of the system find them.
SYSTEM_SETTINGS = place.DEV / "fonts.conf"
# Debian 13 has no wkhtmltopdf any more; the one of Debian 12 still runs there.
OLDER = "bookworm"
# A machine without fonts has no fontconfig settings either.
FONT_SETTINGS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{private}/usr/share/fonts</dir>
  <dir>{scripts}/usr/share/fonts</dir>
  <cachedir>{dev}/cache/fontconfig</cachedir>
  {aliases}
</fontconfig>
"""
BESIDE_SYSTEM = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>{scripts}/usr/share/fonts</dir>
  <cachedir>{dev}/cache/fontconfig</cachedir>
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
export LD_LIBRARY_PATH={}
export FONTCONFIG_FILE={}
export QT_PLUGIN_PATH={}
exec {} "$@"
"""


def find(names, path=None):
    """The program by the first of its names that there is, or None."""
    path = path or f"{place.BIN}:{os.environ.get('PATH', os.defpath)}"
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)


def prepare():
    system = os.environ.get("PATH", os.defpath)
    _fetch_fonts()
    if not find(CHROMIUM, system):
        _private("chromium", "usr/lib/chromium/chromium")
    if not find(WKHTMLTOPDF, system):
        _private("wkhtmltopdf", "usr/bin/wkhtmltopdf")
    for program in PDF_TOOLS:
        if not find([program], system):
            _private("poppler-utils", f"usr/bin/{program}")


def _fetch_fonts():
    if not SCRIPTS.exists():
        debian = Packages("host")
        debian.update()
        missing = debian.missing(SCRIPT_FONTS)
        if missing:
            debian.unpack("fonts", missing, SCRIPTS)
        else:
            SCRIPTS.mkdir(parents=True)
    place.write(SYSTEM_SETTINGS, BESIDE_SYSTEM.format(scripts=SCRIPTS, dev=place.DEV))


def _private(name, program):
    root = place.DEV / "debian" / name
    if not root.exists():
        debian = Packages("host")
        debian.update()
        if not debian.has(name):
            debian = Packages("older", OLDER)
            debian.update()
        debian.unpack(name, debian.missing([name, *FONTS]), root)
    # Written each time: the paths in them change when the checkout is moved.
    aliases = "".join(ALIAS.format(*pair) for pair in ALIASES.items())
    fonts = root / "fonts.conf"
    settings = FONT_SETTINGS.format(private=root, scripts=SCRIPTS, dev=place.DEV, aliases=aliases)
    fonts.write_text(settings, "utf-8")
    plugins = ":".join(str(path) for path in root.glob("usr/lib/*/qt5/plugins"))
    quoted = [
        shlex.quote(str(value)) for value in [library_path(root), fonts, plugins, root / program]
    ]
    place.BIN.mkdir(exist_ok=True)
    script = place.BIN / root.joinpath(program).name
    script.write_text(SCRIPT.format(*quoted), "utf-8")
    script.chmod(0o755)


def check(environment):
    """Odoo skips its tours when the browser does not start; that is no success."""
    if subprocess.run([find(WKHTMLTOPDF), "--version"], capture_output=True).returncode:
        raise Stop("wkhtmltopdf does not start, so no PDF could be tested")
    page = "data:text/html,<p>started</p>"
    for _attempt in range(2):
        # The first start of a large program on a busy machine can be slow.
        try:
            done = subprocess.run(
                [find(CHROMIUM), *FLAGS, "--dump-dom", page],
                capture_output=True,
                text=True,
                timeout=60,
                env=environment,
            )
        except subprocess.TimeoutExpired:
            continue
        if "started" in done.stdout:
            return
    raise Stop(f"Chromium ({find(CHROMIUM)}) does not start, so no tour could run")
