"""Upgrading from every version that CHANGELOG.md names, each on a database of its own.

`make history`, or `python -m dev.proofs.history [-c CONFIG] -d DATABASE [VERSION ...]`: a
database in which the addon is freshly installed. Takes four minutes for each version. What
a version was is read from the history of this repository: the clone has to have it. That
version is installed and used by its own code, then today's upgrades it. What people were
told, and each row of the ledger, have to be as they were; tables and records of the addon
those that a fresh installation has. Exits with 1 if one is not.
"""

import argparse
import ast
import io
import re
import shutil
import subprocess
import sys
import tarfile
from datetime import timedelta

from odoo.api import Environment
from odoo.modules.registry import Registry
from odoo.orm.utils import SUPERUSER_ID

from .. import database, place, process, settings
from ..console import Stop
from ..fetch import source
from ..place import ADDON
from .lifecycle import Checks
from .snapshot import schema, select

PARTS = "__init__.py __manifest__.py hooks.py controllers data demo i18n i18n_extra models"
PARTS += " report security static views wizard migrations"
# Records of these models are those that a table, not a file, makes.
MADE = ("ir.model.constraint", "ir.model.relation")


# Which versions there were --------------------------------------------------------------


def find_versions():
    """:return: dict of version → commit in which it was last so, oldest first"""
    log = _git("log", "--first-parent", "--format=%H", "--", "__manifest__.py").split()
    found = {}
    for commit in reversed(log):
        version = ast.literal_eval(_git("show", f"{commit}:__manifest__.py"))["version"]
        found.setdefault(version, commit)
    versions, firsts = list(found), list(found.values())
    lasts = [_git("rev-parse", f"{commit}^").strip() for commit in firsts[1:]]
    return dict(zip(versions, [*lasts, "HEAD"], strict=True))


def find_named():
    """:return: list of the versions of CHANGELOG.md before today's, newest first"""
    text = (place.ROOT / "CHANGELOG.md").read_text("utf-8")
    return re.findall(r"^## ([\d.]+)$", text, re.MULTILINE)[1:]


def unpack(version, commit):
    """:return: an addons folder that holds the addon of that version"""
    folder = place.DEV / "before" / f"history-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    there = _git("ls-tree", "--name-only", commit).split()
    command = ["git", "archive", commit, *[part for part in PARTS.split() if part in there]]
    packed = subprocess.run(command, cwd=place.ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder / ADDON)
    return folder


def _git(*arguments):
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=place.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"git {arguments[0]}: {done.stderr.strip()}\nA clone with its history?")
    return done.stdout


# With the code of that version, in a process of its own ----------------------------------


def use(env):
    """Applications that go on, that are refused, and that were met: by Odoo's own means, which
    are the same in every version."""
    job = env["hr.job"].create({"name": "Engineer", "user_id": env.uid})
    env.company.email = "jobs@company.example"
    applicants = env["hr.applicant"].create(
        [
            {
                "partner_name": f"Maja Ek {number}",
                "email_from": f"maja.{number}@candidate.example",
                "job_id": job.id,
            }
            for number in range(12)
        ]
    )
    stages = env["hr.recruitment.stage"].search([("hired_stage", "=", False)], limit=2)
    applicants[4:].stage_id = stages[-1]
    start = env.cr.now().replace(microsecond=0) + timedelta(days=9)
    for applicant in applicants[8:10]:
        env["calendar.event"].create(
            {
                "name": "Interview",
                "start": start,
                "stop": start + timedelta(hours=1),
                "applicant_id": applicant.id,
                "partner_ids": [(6, 0, applicant.partner_id.ids)],
            }
        )
    reason = env["hr.applicant.refuse.reason"].search([], limit=1)
    applicants[10:].write({"refuse_reason_id": reason.id, "active": False})
    while env["hr.applicant.communication"]._process_batch():
        env.flush_all()


def fill(options):
    process.configure(options, f"--addons-path={options.fill}")
    with Registry(options.database).cursor() as cr:
        use(Environment(cr, SUPERUSER_ID, {}))


# With the code of today -----------------------------------------------------------------


def look(own):
    """:return: dict of what has to stay, by what it is called"""
    told = "SELECT count(*) FROM {} WHERE model LIKE 'hr.applicant%%'"
    rows = "SELECT id, state, reason, scheduled_date FROM hr_applicant_communication ORDER BY id"
    return {
        "messages of candidates": select(own, told.format("mail_message")),
        "emails": select(own, "SELECT count(*) FROM mail_mail"),
        "SMS": select(own, "SELECT count(*) FROM sms_sms"),
        "the ledger": select(own, rows),
        "who was refused": select(own, "SELECT id FROM hr_applicant WHERE NOT active"),
    }


def find_records(own):
    """:return: set of names of the addon's records"""
    names = "SELECT model, name FROM ir_model_data WHERE module = %s"
    return {row for row in select(own, names, ADDON) if row[0] not in MADE}


def check_version(check, version, commit, fresh):
    folder = unpack(version, commit)
    paths = [str(each) for each in source.addons_path() if each != place.ADDONS]
    path = ",".join([*paths, str(folder)])
    name = database.clone(database.dependencies(), database.name("history"))
    own = argparse.Namespace(database=name)
    try:
        database.odoo(f"Installing {version}", name, f"--init={ADDON}", f"--addons-path={path}")
        command = [sys.executable, "-m", "dev.proofs.history", "--fill", path, "-d", name]
        subprocess.run(command, cwd=place.ROOT, env=settings.environment(), check=True)
        was = look(own)
        check(f"{version}: its ledger has rows", len(was["the ledger"]) > 12)
        database.odoo(f"Upgrading from {version}", name, "-u", ADDON)
        now = look(own)
        for what, before in was.items():
            check(f"{version}: {what}", now[what], before)
        compare(check, version, own, fresh)
    finally:
        database.drop(name)
        shutil.rmtree(folder, ignore_errors=True)


def compare(check, version, own, fresh):
    mine, theirs = set(schema(own)), set(schema(fresh))
    check(f"{version}: no table, column or index is missing", sorted(theirs - mine, key=str), [])
    check(f"{version}: and none is left", sorted(mine - theirs, key=str), [])
    mine, theirs = find_records(own), find_records(fresh)
    check(f"{version}: no record is missing", sorted(theirs - mine), [])
    check(f"{version}: and none is left", sorted(mine - theirs), [])


def main():
    parser = process.parser(__doc__)
    parser.add_argument("versions", nargs="*", metavar="VERSION", help="all, if none is named")
    parser.add_argument("--fill", metavar="PATH", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        return fill(options)
    process.configure(options)
    check, commits = Checks(), find_versions()
    named = options.versions or find_named()
    unknown = set(named) - set(commits)
    check("each version of CHANGELOG.md is in the history", sorted(unknown), [])
    for version in named:
        if version in commits:
            check_version(check, version, commits[version], options)
    print(f"{check.failed} failed")
    return bool(check.failed)


if __name__ == "__main__":
    sys.exit(main())
