"""A virtual environment with the pinned packages of dev/fetch/requirements.txt."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from .. import place
from ..console import Stop, run
from .debian import Packages

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
OPTIONS = "--no-deps --only-binary=:all: --no-input --disable-pip-version-check".split()
STAMP = place.VENV / "complete"


def check():
    if not (3, 10) <= sys.version_info[:2] <= (3, 13):
        raise Stop(
            f"Odoo {place.SERIES} needs Python 3.10 to 3.13, this is"
            f" {sys.version.split()[0]} (set PYTHON=...)"
        )


def prepare():
    wanted = hashlib.sha256(
        f"{sys.version}|{sys.base_prefix}|{place.VENV}".encode() + REQUIREMENTS.read_bytes()
    ).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted and place.PYTHON.exists():
        return
    shutil.rmtree(place.VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place.VENV], check=True)
    run(
        "Installing the Python packages",
        [place.PYTHON, *find_pip(), "install", *OPTIONS, "-r", REQUIREMENTS],
        place.LOGS / "pip.log",
    )
    folder = subprocess.check_output(
        [place.PYTHON, "-c", "import site; print(site.getsitepackages()[0])"],
        text=True,
    ).strip()
    Path(folder, "odoo.pth").write_text(f"{place.ODOO}\n", "utf-8")
    STAMP.write_text(wanted)


def find_pip():
    """How the environment's Python calls pip.

    Debian keeps ensurepip in a package of its own (python3-venv); a pip wheel
    can run from the archive as well.
    """
    done = subprocess.run([place.PYTHON, "-m", "ensurepip", "--default-pip"], capture_output=True)
    if not done.returncode:
        return ["-m", "pip"]
    folder = place.DEV / "debian" / "pip"
    if not folder.exists():
        debian = Packages("host")
        debian.update()
        debian.unpack("pip", ["python3-pip-whl"], folder)
    return [next((folder / "usr/share/python-wheels").glob("pip-*.whl")) / "pip"]
