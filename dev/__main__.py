"""`python3 -m dev VERB`: what the Makefile calls."""

import fcntl
import sys

from . import odoo, place, venv
from .console import Stop


def prepare():
    place.DEV.mkdir(exist_ok=True)
    with open(place.DEV / "lock", "w") as lock:
        # Two at a time would unpack over each other.
        fcntl.flock(lock, fcntl.LOCK_EX)
        place.link_addon()
        odoo.prepare()
        venv.prepare()


def main():
    try:
        prepare()
    except Stop as stop:
        sys.exit(f"dev: {stop}")
    except KeyboardInterrupt:
        sys.exit(130)


main()
