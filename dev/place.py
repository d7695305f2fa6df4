"""Where things are."""

import ast
import hashlib
import os
import tempfile
from pathlib import Path

from .console import Stop

ADDON = "hr_recruitment_candidate_experience"
SERIES = "19.0"
ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / ".dev"
LOGS = DEV / "log"
BIN = DEV / "bin"
ADDONS = DEV / "addons"
ODOO = DEV / "odoo"
DATA = DEV / "data"
VENV = DEV / "venv"
PYTHON = VENV / "bin" / "python"

# Sockets have a path limit of about 100 bytes and a server may not be allowed
# into the checkout's folder, so there is also a short way to a private folder.
_KEY = hashlib.sha256(f"{ROOT}|{os.getuid()}".encode()).hexdigest()[:10]
SHORT = Path(tempfile.gettempdir()) / f"cx-{_KEY}"


def private(folder, uid, mode):
    """Make that a folder of that user; in a shared place somebody else's is refused."""
    folder.mkdir(mode=mode, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {uid, os.getuid()}:
        raise Stop(f"{folder} belongs to somebody else")
    if os.getuid() == 0:
        os.chown(folder, uid, -1)
    folder.chmod(mode)


def write(path, text):
    """Write the file unless it says so already; whether it was written."""
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.write_text(text, "utf-8")
    return True


def manifest():
    path = ROOT / "__manifest__.py"
    return ast.literal_eval(path.read_text("utf-8")) if path.exists() else {}


def link_addon():
    """The addon under its technical name, whatever the checkout's folder is called.

    A folder of links and not one link to the checkout: that holds `.dev/` as well,
    and Odoo, which follows links when it collects texts, would walk in a circle.
    """
    folder = ADDONS / ADDON
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {path.name: path for path in ROOT.iterdir() if path.name[0] != "."}
    wanted.pop("dev", None)
    for link in folder.iterdir():
        if link.is_symlink() and link.readlink() == wanted.get(link.name):
            del wanted[link.name]
        elif link.is_symlink():
            link.unlink()
    for name, path in wanted.items():
        (folder / name).symlink_to(path)
    return folder


def fingerprint():
    """Changes whenever a file does that Odoo loads."""
    digest = hashlib.sha256()
    for path in sorted(_loaded_files()):
        stat = path.stat()
        inside = path.relative_to(ROOT)
        digest.update(f"{inside}|{stat.st_size}|{stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _loaded_files():
    # Not all of the checkout and then a choice: .dev/ holds databases, whose files come
    # and go meanwhile.
    for top in ROOT.iterdir():
        if top.name.startswith(".") or top.name in {"tests", "dev"}:
            continue
        for path in [top] if top.is_file() else top.rglob("*"):
            if path.suffix in {".py", ".xml", ".csv", ".po", ".json"}:
                yield path
