"""`python3 -m dev VERB`: get what is missing, then do it in the environment.

This half runs in any Python and needs nothing; `dev.tasks` runs in the virtual
environment that it makes.
"""

import fcntl
import os
import sys

from . import place, postgres
from .console import interruptible
from .fetch import browser, node, source, venv
from .scale import programs


def prepare(verb):
    venv.check()
    place.DEV.mkdir(exist_ok=True)
    with open(place.DEV / "lock", "w") as lock:
        # Two at a time would unpack over each other.
        fcntl.flock(lock, fcntl.LOCK_EX)
        place.LOGS.mkdir(exist_ok=True)
        place.private(place.SHORT, os.getuid(), 0o755)
        place.link_addon()
        source.prepare()
        venv.prepare()
        if verb in {"lint", "format"}:
            node.prepare()
            return {}
        browser.prepare()
        if verb == "scale":
            programs.prepare()
        return postgres.environment()


def main(arguments):
    verb = arguments[0]
    if verb not in {"stop", "clean"}:
        os.environ.update(prepare(verb))
    elif not place.PYTHON.exists():
        sys.exit("dev: nothing is there that could be stopped or deleted")
    os.chdir(place.ROOT)
    os.execv(place.PYTHON, [str(place.PYTHON), "-m", "dev.tasks", *arguments])


if __name__ == "__main__":
    with interruptible():
        main(sys.argv[1:] or ["help"])
