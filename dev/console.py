"""What the scripts tell the person in front of them."""

import contextlib
import errno
import os
import re
import signal
import subprocess
import sys
import threading
import time

# Handed on to the process that continues in the virtual environment.
START = float(os.environ.setdefault("CX_START", str(time.monotonic())))


class Stop(Exception):
    """Something is missing; the message says in one line what."""


@contextlib.contextmanager
def interruptible():
    """Problems as one line, and a request to end as an ordinary exit."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    except Stop as stop:
        sys.exit(f"dev: {stop}")
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.exit(f"dev: no disk space left ({error.filename or error})")


def say(text):
    print(f"[{time.monotonic() - START:6.1f} s] {text}", file=sys.stderr)


def last_lines(path, count):
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [line.strip() for line in lines if line.strip()][-count:]


def _position(log):
    """Where a program is by its log: Odoo counts its modules, pip names files."""
    for line in reversed(last_lines(log, 200)):
        if found := re.search(r"Loading module (\S+) \((\d+)/(\d+)\)", line):
            return "module {1} of {2}, {0}".format(*found.groups())
    return "".join(last_lines(log, 1))[:70]


def run(label, command, log, position=_position, **options):
    """Run a command with its output in `log`, and tell how far it is.

    Raises Stop with the last lines of the log when the command fails.
    """
    say(f"{label} ...")
    log.parent.mkdir(parents=True, exist_ok=True)
    done = threading.Event()

    def tell():
        while not done.wait(10):
            say(f"{label} ... {position(log)}")

    threading.Thread(target=tell, daemon=True).start()
    try:
        with log.open("w") as output:
            code = subprocess.run(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                **options,
            ).returncode
    except FileNotFoundError:
        raise Stop(f"{command[0]} is not installed, needed for: {label}") from None
    finally:
        done.set()
    if code:
        print("\n".join(last_lines(log, 15)), file=sys.stderr)
        raise Stop(f"{label} failed (exit {code}); the whole output: {log}")
