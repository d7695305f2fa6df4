"""The server of `make run`: Odoo with demo data, and a mailbox."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import database, place, settings
from .console import Stop, last_lines, say
from .ports import answers, free

MAILS = place.DEV / "mailbox"
STATE = place.DEV / "run.json"
LOG = place.LOGS / "odoo.log"


def prepare():
    """The demo database with the addon as it is now; `FRESH=1` makes it anew."""
    demo = database.name("run")
    # Without a comment an installation was broken off.
    if os.environ.get("FRESH") or not database.comment(demo):
        database.clone(database.dependencies(demo=True), demo)
        # What Odoo's own demo data would mail to its demo users.
        for queue in ["mail_mail", "sms_sms"]:
            database.execute("DELETE FROM {}", queue, database=demo)
        shutil.rmtree(MAILS, ignore_errors=True)
        database.odoo("Installing the addon", demo, "-i", place.ADDON, "--with-demo")
        database.mark(demo, place.fingerprint())
    database.update(demo)
    return demo


@contextlib.contextmanager
def server():
    """The demo server that runs already, or a new one: its state and processes."""
    if state := running():
        yield state, []
        return
    demo = prepare()
    http = free(int(os.environ.get("PORT") or 8069), "Odoo")
    web = free(int(os.environ.get("MAILBOX_PORT") or 8025), "the mailbox's web page")
    smtp = free(1025, "the mailbox's SMTP")
    state = {
        "url": f"http://127.0.0.1:{http}",
        "mailbox": f"http://127.0.0.1:{web}",
        "smtp_port": smtp,
        "database": demo,
    }
    commands = [
        [place.PYTHON, "-m", "dev.mailbox", MAILS, smtp, web],
        settings.odoo(
            f"--database={demo}",
            f"--http-port={http}",
            f"--smtp-port={smtp}",
            f"--logfile={LOG}",
        ),
    ]
    # Links in mails lead here, also when the port is another than last time.
    database.execute(
        "UPDATE ir_config_parameter SET value = %s WHERE key = 'web.base.url'",
        values=[state["url"]],
        database=demo,
    )
    LOG.unlink(missing_ok=True)
    processes = []
    try:
        for command in commands:
            with open(place.LOGS / "server.log", "a") as output:
                processes.append(
                    subprocess.Popen(
                        [str(part) for part in command],
                        cwd=place.ROOT,
                        env=settings.environment(),
                        stdin=subprocess.DEVNULL,
                        stdout=output,
                        stderr=subprocess.STDOUT,
                    )
                )
        say("Starting Odoo ...")
        _wait(state["url"], processes)
        ids = [os.getpid(), *(process.pid for process in processes)]
        STATE.write_text(json.dumps({**state, "processes": ids}))
        yield state, processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        STATE.unlink(missing_ok=True)


def running():
    """The state of the running demo server, None if there is none."""
    try:
        state = json.loads(STATE.read_text())
    except (OSError, ValueError):
        return None
    return state if answers(f"{state['url']}/web/health", timeout=10) else None


def stop():
    try:
        processes = json.loads(STATE.read_text())["processes"]
    except (OSError, ValueError):
        return
    say("Stopping Odoo and the mailbox ...")
    while running := [process for process in processes if _is_ours(process)]:
        os.kill(running[0], signal.SIGTERM)
        time.sleep(0.5)
    STATE.unlink(missing_ok=True)


def _is_ours(process):
    """The number may belong to another program by now."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
    return os.fsencode(place.PYTHON) in command


def follow(processes):
    """Show the warnings and errors of the server until it ends."""
    with LOG.open() as log:
        log.seek(0, os.SEEK_END)
        shown = False
        while all(process.poll() is None for process in processes):
            line = log.readline()
            if not line:
                time.sleep(0.5)
                continue
            if re.match(r"20\d\d-", line):
                shown = re.search(r" (WARNING|ERROR|CRITICAL) ", line)
            if shown:
                print(line, end="", flush=True)
    raise Stop(f"the server ended by itself; its log: {LOG}")


def _wait(url, processes):
    for _ in range(1200):
        for process in processes:
            if process.poll() is not None:
                print("\n".join(last_lines(LOG, 15)))
                print("\n".join(last_lines(place.LOGS / "server.log", 5)))
                raise Stop(f"the server ended (exit {process.returncode})")
        if answers(f"{url}/web/health", timeout=10):
            return
        time.sleep(0.25)
    raise Stop(f"Odoo does not answer at {url}; its log: {LOG}")
