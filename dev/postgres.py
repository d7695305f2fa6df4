"""PostgreSQL: the server in PGHOST, or a cluster of our own in `.dev/`."""

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

from . import place
from .console import Stop, last_lines, say
from .fetch.debian import Packages, library_path

ROLE = "odoo"
SOCKET = place.SHORT / "pg"
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
max_connections = 100
shared_buffers = 256MB
# The data can be made again, so a crash of the machine may destroy it.
# Measuring, or testing what survives a crash, wants CX_FSYNC=on.
fsync = {fsync}
synchronous_commit = {fsync}
full_page_writes = {fsync}
max_wal_size = 2GB
"""


def is_ours():
    return os.environ.get("PGHOST") in {None, "", str(SOCKET)}


def environment():
    """Start the server if it is not running; the variables that lead to it."""
    if not is_ours():
        return {key: value for key, value in os.environ.items() if key[:2] == "PG"}
    cluster = Cluster()
    cluster.start()
    return {"PGHOST": str(SOCKET), "PGPORT": "5432", "PGUSER": ROLE}


class Cluster:
    def __init__(self):
        self.user = _server_user()
        self.home = self._home()
        self.data = self.home / "data"

    def start(self):
        bindir, env = self.get_programs()
        if not (self.data / "PG_VERSION").exists():
            say("Creating the PostgreSQL cluster ...")
            shutil.rmtree(self.data, ignore_errors=True)
            options = f"-U {ROLE} -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
            self.call([bindir / "initdb", "-D", self.data, *options.split()], env)
            with (self.data / "postgresql.conf").open("a") as file:
                file.write("include 'cx.conf'\n")
        settings = SETTINGS.format(socket=SOCKET, fsync=os.environ.get("CX_FSYNC", "off"))
        changed = place.write(self.data / "cx.conf", settings)
        if self._running(bindir, env):
            if changed:
                self.call([bindir / "pg_ctl", "-D", self.data, "reload"], env)
            return
        place.private(SOCKET, self.user.pw_uid, 0o700)
        say("Starting PostgreSQL (make stop ends it) ...")
        log = ["-l", self.home / "server.log"]
        self.call([bindir / "pg_ctl", "-D", self.data, *log, "-w", "start"], env)

    def stop(self):
        if (self.data / "postmaster.pid").exists():
            bindir, env = self.get_programs()
            if self._running(bindir, env):
                say("Stopping PostgreSQL ...")
                self.call([bindir / "pg_ctl", "-D", self.data, "-m", "fast", "stop"], env)

    def remove(self):
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.rmtree(place.SHORT, ignore_errors=True)

    def _home(self):
        """A folder that the server's user may use: in the checkout if possible."""
        link = place.DEV / "postgres"
        elsewhere = Path("/var/tmp") / place.SHORT.name
        if link.is_symlink():
            place.private(elsewhere, self.user.pw_uid, 0o700)
            return elsewhere
        place.private(link, self.user.pw_uid, 0o700)
        # PostgreSQL's programs call each other through a shell, and quote badly.
        if re.search(r'[$`"\\]', str(link)) or (self._as_user(["test", "-w", link]).returncode):
            place.private(elsewhere, self.user.pw_uid, 0o700)
            shutil.rmtree(link)
            link.symlink_to(elsewhere, target_is_directory=True)
            return elsewhere
        return link

    def get_programs(self):
        """The folder of initdb and pg_ctl, and the environment they need."""
        folders = [Path(shutil.which("initdb") or "/").resolve().parent]
        folders += Path("/usr/lib/postgresql").glob("*/bin")
        folders = [each for each in folders if (each / "initdb").exists()]
        private = self.home / "debian"
        if not folders and not private.exists():
            debian = Packages("host")
            debian.update()
            debian.unpack("PostgreSQL", debian.missing(["postgresql"]), private)
            give(private, self.user)
        folders += private.glob("usr/lib/postgresql/*/bin")
        if not folders:
            raise Stop("Debian's package postgresql holds no initdb")
        best = max(folders, key=_version)
        env = {**os.environ, "HOME": "/", "LC_ALL": "C.UTF-8"}
        for name in [name for name in env if name.startswith("PG")]:
            del env[name]
        if private in best.parents:
            env["LD_LIBRARY_PATH"] = library_path(private)
        return best, env

    def _running(self, bindir, env):
        command = [bindir / "pg_ctl", "-D", self.data, "status"]
        return not self._as_user(command, env=env).returncode

    def call(self, command, env):
        done = self._as_user(command, env=env)
        if done.returncode:
            lines = done.stdout.strip().splitlines()[-3:]
            lines += last_lines(self.home / "server.log", 3)
            raise Stop(f"PostgreSQL: {command[0].name}: {'; '.join(lines)}")

    def _as_user(self, command, **options):
        """PostgreSQL refuses to run as root; root hands it to another user."""
        if os.getuid() == 0:
            options.update(user=self.user.pw_uid, group=self.user.pw_gid, extra_groups=[])
        # Output goes to a file: the server keeps it open, a pipe would not end.
        with open(place.LOGS / "postgresql.log", "w+") as output:
            done = subprocess.run(
                [str(part) for part in command],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )
            output.seek(0)
            done.stdout = output.read()
        return done


def _server_user():
    if os.getuid():
        return pwd.getpwuid(os.getuid())
    for name in ["postgres", "nobody"]:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Stop("PostgreSQL refuses to run as root and there is no ordinary user")


def _version(bindir):
    return [int(number) for number in re.findall(r"\d+", bindir.parent.name)]


def give(folder, user):
    """Where root has put files that the server's user runs."""
    if os.getuid() == 0:
        for path, _, files in os.walk(folder):
            for each in [path, *(os.path.join(path, name) for name in files)]:
                os.chown(each, user.pw_uid, user.pw_gid, follow_symlinks=False)
