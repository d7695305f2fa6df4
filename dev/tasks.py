"""The verbs, inside the virtual environment: see __main__."""

import fcntl
import os
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from . import check, database, demo, place, settings, suite, translate
from .console import Stop, interruptible, say
from .fetch import browser
from .postgres import Cluster, is_ours
from .proofs.peers import EXTRA

# The longest first.
PROOFS = [
    ("proofs.lifecycle", database.dependencies),
    ("proofs.upgrade", database.before),
    ("proofs.crash", database.installed),
    ("proofs.booking", database.installed),
    ("proofs.exchange", database.installed),
    ("bench", database.installed, ["--smoke"]),
]
# What the accessibility statement says.
RECORD = "data/candidate_page/accessibility.json"
LOGINS = "admin/admin (administrator), demo/demo (recruiter)"


def run():
    """Odoo with demo data, the addon installed, and a mailbox"""
    with _alone("run"), demo.server() as (state, processes):
        print(
            f"\n  Odoo      {state['url']}/odoo\n  Jobs      {state['url']}/jobs\n"
            f"  Logins    {LOGINS}\n  Mailbox   {state['mailbox']}\n"
            f"  Log       {demo.LOG}\n\n  Ctrl+C or `make stop` ends it."
            " Warnings and errors follow.\n",
            flush=True,
        )
        demo.follow(processes)


def test():
    """Tests and tours on a fresh database, then the proofs (ARGS="-k name", KEEP=1)"""
    with _alone("test"):
        say("Starting Chromium once ...")
        browser.check(settings.environment())
        chosen = os.environ.get("ARGS")
        code = suite.run_chosen(shlex.split(chosen)) if chosen else suite.run_all()
        if not chosen:
            code = code or _prove()
    sys.exit(code)


def proof():
    """The stateful test on stories that are drawn anew, for so many minutes (ARGS=60)"""
    os.environ["CX_PROOF_MINUTES"] = os.environ.get("ARGS") or "10"
    with _alone("test"):
        sys.exit(suite.run_chosen(["tests/stateful/test_stateful.py"]))


def bench():
    """The benchmark dev/bench/ on a fresh database (ARGS=...)"""
    with _alone("bench"):
        sys.exit(_script("bench", database.installed))


def scale():
    """Several servers, a proxy and a replica under load, with some killed (ARGS=...)"""
    with _alone("scale"):
        sys.exit(_call("scale", {}))


def lifecycle():
    """Installing, upgrading, uninstalling on a database in use (ARGS=...)"""
    with _alone("lifecycle"):
        sys.exit(_script("proofs.lifecycle", database.dependencies))


def upgrade():
    """Upgrading from the version before on a database with rows in every state"""
    with _alone("upgrade"):
        sys.exit(_script("proofs.upgrade", database.before))


def history():
    """Upgrading from every version that CHANGELOG.md names (ARGS="19.0.1.5.0 ...")"""
    with _alone("history"):
        sys.exit(_script("proofs.history", database.installed))


def peers():
    """Odoo's own tests of the modules we touch, without and with the addon (ARGS=...)"""
    with _alone("peers"):
        sys.exit(_peers())


def screenshots():
    """Pictures of the demo server, by dev/screenshots.py (ARGS=...)"""
    with demo.server() as (state, _processes):
        variables = {
            "CX_URL": state["url"],
            "CX_MAILBOX_URL": state["mailbox"],
            "CX_DATABASE": state["database"],
        }
        sys.exit(_call("screenshots", variables))


def accessibility():
    """Look at the pages for candidates, and write what is found for their statement"""
    os.environ["CX_ACCESSIBILITY_RECORD"] = str(place.ROOT / RECORD)
    os.environ["CX_ACCESSIBILITY_RECORD_DATE"] = date.today().isoformat()
    with _alone("test"):
        browser.check(settings.environment())
        sys.exit(suite.run_chosen(["tests/test_accessibility.py"]))


def lint():
    """ruff, pylint-odoo and OCA's checks; prettier, oxlint and stylelint"""
    check.lint()
    say("Nothing found")


def format():
    """Let ruff, prettier and stylelint mend what they can"""
    check.mend()


def i18n():
    """Regenerate i18n/*.pot and merge it into the translations"""
    translate.regenerate(database.installed())


def shell():
    """Odoo's Python shell on the demo database"""
    command = settings.odoo("shell", "-d", demo.prepare(), "--no-http")
    sys.exit(subprocess.run(command, env=settings.environment()).returncode)


def env():
    """Print the variables for calling Odoo yourself: eval "$(make -s env)\""""
    for key, value in settings.environment().items():
        # A proxy that leads nowhere is for Odoo, not for a shell.
        if key.endswith("_proxy"):
            continue
        if os.environ.get(key) != value or key.startswith("PG"):
            print(f"export {key}={shlex.quote(value)}")


def stop():
    """End the demo server and PostgreSQL"""
    demo.stop()
    if is_ours() and (place.DEV / "postgres").exists():
        Cluster().stop()


def clean():
    """Stop everything and delete .dev/, databases included"""
    demo.stop()
    if not is_ours():
        for purpose in database.PURPOSES:
            database.drop(database.name(purpose))
    # Beside somebody else's server it holds what `make scale` needs.
    if (place.DEV / "postgres").exists():
        Cluster().remove()
    shutil.rmtree(place.DEV, ignore_errors=True)


def _peers():
    templates = database.peers(EXTRA)
    clones = [database.name("peers_without"), database.name("peers_with")]
    for template, clone in zip(templates, clones, strict=True):
        database.clone(template, clone)
    try:
        return _call("proofs.peers", {}, databases=clones)
    finally:
        for clone in clones:
            database.drop(clone)


def _prove():
    """Run all proofs, two at once, and print what each says when it has come to its end.

    :return: exit code
    """
    with _alone("lifecycle"), _alone("upgrade"), _alone("bench"):
        with ThreadPoolExecutor(suite.PARTS) as pool:
            codes = []
            for code, log in pool.map(_prove_one, PROOFS):
                print(log.read_text("utf-8", "replace"), flush=True)
                codes.append(code)
    return max(codes)


def _prove_one(proof):
    log = place.LOGS / f"{proof[0]}.log"
    with open(log, "w") as output:
        return _script(*proof, stdout=output, stderr=output), log


def _script(module, template, arguments=(), **output):
    """Run a proof on a database of its own, cloned from that template."""
    own = database.clone(template(), database.name(module.rpartition(".")[2]))
    try:
        return _call(module, {"CX_DATABASE": own}, arguments, **output)
    finally:
        database.drop(own)


def _call(module, variables, arguments=(), databases=(), **output):
    say(f"Running dev.{module} ...")
    arguments = arguments or shlex.split(os.environ.get("ARGS", ""))
    command = [place.PYTHON, "-m", f"dev.{module}", *arguments, *databases]
    environment = settings.environment(**variables)
    return subprocess.run(command, cwd=place.ROOT, env=environment, **output).returncode


class _alone:
    """Two at a time would use the same database."""

    def __init__(self, verb):
        self.verb = verb

    def __enter__(self):
        self.file = open(place.DEV / f"{self.verb}.lock", "w")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop(f"`make {self.verb}` is running already") from None

    def __exit__(self, *_error):
        self.file.close()


VERBS = (
    run,
    test,
    proof,
    bench,
    scale,
    lifecycle,
    upgrade,
    history,
    peers,
    lint,
    format,
    i18n,
    screenshots,
    accessibility,
    shell,
    env,
    stop,
    clean,
)


if __name__ == "__main__":
    with interruptible():
        {verb.__name__: verb for verb in VERBS}[sys.argv[1]]()
