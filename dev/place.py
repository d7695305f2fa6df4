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


def manifest():
    path = ROOT / "__manifest__.py"
    return ast.literal_eval(path.read_text("utf-8")) if path.exists() else {}


def link_addon():
    """The folder of the checkout may have any name, the addon has only one."""
    link = ADDONS / ADDON
    ADDONS.mkdir(parents=True, exist_ok=True)
    if not link.is_symlink() or link.resolve() != ROOT:
        link.unlink(missing_ok=True)
        link.symlink_to(ROOT, target_is_directory=True)
    return link


def fingerprint():
    """Changes whenever a file does that Odoo loads."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        if inside.parts[0] in {"tests", "dev"} or inside.parts[0].startswith("."):
            continue
        if path.suffix in {".py", ".xml", ".csv", ".po", ".json"}:
            stat = path.stat()
            digest.update(f"{inside}|{stat.st_size}|{stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
