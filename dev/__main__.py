"""`python3 -m dev VERB`: get what is missing, then do it in the environment.

This half runs in any Python and needs nothing; `dev.tasks` runs in the virtual
environment that it makes.
"""

import fcntl
import os
import sys

from . import browser, place, postgres, source, venv
from .console import Stop, interruptible


def prepare(verb):
    place.DEV.mkdir(exist_ok=True)
    with open(place.DEV / "lock", "w") as lock:
        # Two at a time would unpack over each other.
        fcntl.flock(lock, fcntl.LOCK_EX)
        place.LOGS.mkdir(exist_ok=True)
        place.link_addon()
        source.prepare()
        venv.prepare()
        if verb == "lint":
            return {}
        browser.prepare()
        return postgres.environment()


def main(arguments):
    verb = arguments[0]
    if verb in {"stop", "clean"} and not place.PYTHON.exists():
        sys.exit("dev: nothing is there yet" if verb == "stop" else 0)
    variables = {} if verb in {"stop", "clean"} else prepare(verb)
    os.environ.update(variables)
    os.chdir(place.ROOT)
    os.execv(place.PYTHON, [str(place.PYTHON), "-m", "dev.tasks", *arguments])


if __name__ == "__main__":
    with interruptible():
        main(sys.argv[1:] or ["help"])
