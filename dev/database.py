"""Databases, and the filestores that belong to them.

Installing Odoo's modules takes minutes, cloning a database a second. So there
are templates: one with the modules that the addon depends on, one with the
addon as it is now. The comment of a template says what it was made from.
"""

import fcntl
import hashlib
import os
import shutil

import psycopg2
from psycopg2 import sql

from . import place, settings
from .console import Stop, last_lines, run
from .proofs import before as version_before

# The addon is glued to these where they are installed, and depends on neither.
SERVICES = ("google_calendar", "microsoft_calendar")
PREFIX = os.environ.get("CX_DB_PREFIX", "cx")
PURPOSES = (
    "base base_demo installed run test test_2 bench crash before upgrade lifecycle"
    " peers_base peers_addon peers_without peers_with"
    " services_base services test_services"
).split()


def name(purpose):
    return f"{PREFIX}_{purpose}"


def execute(statement, *names, values=None, database="postgres"):
    """Run one statement, with its {} replaced by names; the rows it returns."""
    try:
        connection = psycopg2.connect(dbname=database)
    except psycopg2.OperationalError as error:
        raise Stop(f"PostgreSQL: {str(error).strip().splitlines()[0]}") from None
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            parts = [sql.Identifier(each) for each in names]
            cursor.execute(sql.SQL(statement).format(*parts), values)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def comment(database):
    """What the database was made from, None if there is no such database."""
    rows = execute(
        "SELECT coalesce(shobj_description(oid, 'pg_database'), '')"
        " FROM pg_database WHERE datname = %s",
        values=[database],
    )
    return rows[0][0] if rows else None


def mark(database, text):
    execute("COMMENT ON DATABASE {} IS %s", database, values=[text])


def drop(database):
    execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)
    shutil.rmtree(_filestore(database), ignore_errors=True)


def clone(origin, database):
    drop(database)
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
        values=[origin],
    )
    execute("CREATE DATABASE {} TEMPLATE {}", database, origin)
    if _filestore(origin).exists():
        # Odoo names these files after their content and never writes to them.
        shutil.copytree(_filestore(origin), _filestore(database), copy_function=os.link)
    return database


def dependencies(demo=False):
    """The template with the modules that the addon depends on."""
    modules = sorted({*place.manifest().get("depends", ["base"]), "base_automation"})
    release = (place.ODOO / "odoo" / "release.py").read_bytes()
    key = hashlib.sha256(release + " ".join(modules).encode()).hexdigest()[:16]
    return _template(
        "base_demo" if demo else "base",
        key,
        "Installing what the addon depends on, once",
        f"--init={','.join(modules)}",
        _demo(demo),
    )


def installed():
    """The template with the addon as it is now, without demo data."""
    origin = dependencies()
    return _template(
        "installed",
        f"{comment(origin)}-{place.fingerprint()}",
        "Installing the addon",
        f"--init={place.ADDON}",
        _demo(False),
        origin=origin,
    )


def with_services():
    """The template with the addon and Odoo's glue to calendars of others."""
    origin = dependencies()
    key = f"{comment(origin)}-{','.join(SERVICES)}"
    modules = f"--init={','.join(SERVICES)}"
    label = "Installing the calendars of others, once"
    base = _template("services_base", key, label, modules, _demo(False), origin=origin)
    return _template(
        "services",
        f"{key}-{place.fingerprint()}",
        "Installing the addon beside them",
        f"--init={place.ADDON}",
        _demo(False),
        origin=base,
    )


def before():
    """The template with the version of the addon before this one, without demo data."""
    origin = dependencies()
    return _template(
        "before",
        f"{comment(origin)}-{version_before.VERSION}",
        f"Installing version {version_before.VERSION} of the addon",
        f"--init={place.ADDON}",
        f"--addons-path={version_before.addons_path()}",
        _demo(False),
        origin=origin,
    )


def peers(extra):
    """The templates for Odoo's own tests: the addon's dependencies and the modules
    ``extra``, without and with the addon.

    :return: list of the two names
    """
    origin = dependencies()
    key = f"{comment(origin)}-{','.join(extra)}"
    modules = f"--init={','.join(extra)}"
    label = "Installing what is tested beside the addon"
    without = _template("peers_base", key, label, modules, _demo(False), origin=origin)
    with_addon = _template(
        "peers_addon",
        f"{key}-{place.fingerprint()}",
        "Installing the addon beside them",
        f"--init={place.ADDON}",
        _demo(False),
        origin=without,
    )
    return [without, with_addon]


def update(database):
    """Bring the addon in that database up to date, if its files changed."""
    key = place.fingerprint()
    if comment(database) != key:
        odoo("Updating the addon", database, "-u", place.ADDON)
        mark(database, key)


def odoo(label, database, *options):
    """Run Odoo once; an error in its log is an error."""
    log = place.LOGS / f"{database}.log"
    once = ["--stop-after-init", "--no-http", "--max-cron-threads=0"]
    command = settings.odoo("-d", database, *once, *options)
    run(label, command, log, env=settings.environment())
    lines = last_lines(log, 100_000)
    for line in lines:
        if " WARNING " in line and place.ADDON in line:
            print(line)
    errors = [line for line in lines if " ERROR " in line or " CRITICAL " in line]
    if errors:
        print("\n".join(errors))
        raise Stop(f"{label}: Odoo logged errors; the whole output: {log}")


def _template(purpose, key, label, *options, origin=None):
    database = name(purpose)
    with open(place.DEV / f"{purpose}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if comment(database) != key:
            drop(database)
            if origin:
                clone(origin, database)
            odoo(label, database, *options)
            mark(database, key)
    return database


def _demo(demo):
    return "--with-demo" if demo else "--without-demo=true"


def _filestore(database):
    return place.DATA / "filestore" / database
