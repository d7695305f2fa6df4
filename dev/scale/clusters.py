"""PostgreSQL: a primary that survives a crash, a replica that follows it, a pooler."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import closing

import psycopg2

from .. import place
from ..console import Stop, last_lines, say
from ..postgres import ROLE, Cluster
from . import programs
from .family import Program

DATABASE = "cx_scale"
PRIMARY, REPLICA, POOLER = 5433, 5434, 6432  # parts of names of sockets, no ports
SOCKET = place.SHORT / "scale"
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
port = {port}
max_connections = 150
shared_buffers = 256MB
fsync = {fsync}
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_level = replica
max_wal_senders = 5
wal_keep_size = 512MB
hot_standby = on
hot_standby_feedback = on
"""
# Odoo keeps LISTEN open in the database postgres.
POOLER_SETTINGS = """\
[databases]
postgres = host={socket} port={primary} user={role} pool_mode=session
* = host={socket} port={primary} user={role}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {socket}
auth_type = any
admin_users = {role}
pool_mode = transaction
max_client_conn = 300
default_pool_size = 40
server_login_retry = 0.2
ignore_startup_parameters = extra_float_digits
"""


class Server:
    """A PostgreSQL server of its own."""

    def __init__(self, name, port):
        self.cluster = Cluster()
        self.port = port
        self.home = self.cluster.home / "scale"
        self.data = self.home / name
        self.bindir, self.env = self.cluster.get_programs()
        command = [self.bindir / "postgres", "-D", self.data]
        # SIGINT: it ends the transactions that are under way, and itself.
        self.program = Program(name, command, self.env, self.cluster.user, end=signal.SIGINT)

    def configure(self, fsync="on"):
        text = SETTINGS.format(socket=SOCKET, port=self.port, fsync=fsync)
        place.write(self.data / "cx.conf", text)

    def start(self):
        _start(self.program, lambda: self.ask("SELECT 1"))

    def stop(self):
        self.program.stop()

    def ask(self, query, values=None, database="postgres"):
        connection = psycopg2.connect(
            host=str(SOCKET), port=self.port, user=ROLE, dbname=database, application_name="scale"
        )
        with closing(connection):
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(query, values)
                return cursor.fetchall() if cursor.description else []

    def call(self, program, *arguments):
        self.cluster.call([self.bindir / program, *arguments], self.env)


class Primary(Server):
    def __init__(self):
        super().__init__("primary", PRIMARY)

    def create(self, origin):
        """:param str origin: the database to copy, of the server that everything else uses"""
        self.remove()
        place.private(self.home, self.cluster.user.pw_uid, 0o700)
        place.private(SOCKET, self.cluster.user.pw_uid, 0o700)
        options = f"-U {ROLE} -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
        self.call("initdb", "-D", self.data, *options.split())
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("include 'cx.conf'\n")
        self.configure(fsync="off")
        self.start()
        self.ask(f"CREATE DATABASE {DATABASE}")
        self._copy(origin)

    def _copy(self, origin):
        say("Copying the database ...")
        with open(place.LOGS / "scale-copy.log", "w") as log:
            dump = subprocess.Popen(
                [self.bindir / "pg_dump", "--no-owner", origin],
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, "LD_LIBRARY_PATH": self.env.get("LD_LIBRARY_PATH", "")},
            )
            target = ["-h", SOCKET, "-p", str(self.port), "-U", ROLE, "-d", DATABASE]
            code = subprocess.run(
                [self.bindir / "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", *target],
                stdin=dump.stdout,
                stdout=log,
                stderr=log,
                env=self.env,
            ).returncode
            if dump.wait() or code:
                raise Stop(f"the database could not be copied; see {log.name}")

    def remove(self):
        """The replica as well."""
        shutil.rmtree(self.home, ignore_errors=True)

    def harden(self):
        """What was filled in is on the disk, and so is from here on all that is promised."""
        self.stop()
        self.configure()
        self.start()


class Replica(Server):
    def __init__(self, primary):
        super().__init__("replica", REPLICA)
        self.primary = primary

    def create(self):
        say("Making the replica ...")
        source = ["-h", SOCKET, "-p", self.primary.port, "-U", ROLE]
        options = ["-X", "stream", "-c", "fast", "-R", "--no-sync"]
        self.call("pg_basebackup", "-D", self.data, *source, *options)
        self.configure()
        self.start()

    def pause(self):
        self.ask("SELECT pg_wal_replay_pause()")

    def get_lag(self):
        """:return: bytes of what the primary has written and it has not read"""
        ((written,),) = self.primary.ask("SELECT pg_current_wal_lsn()")
        ((lag,),) = self.ask("SELECT pg_wal_lsn_diff(%s, pg_last_wal_replay_lsn())", [written])
        return int(lag)


class Pooler:
    """Who connects through it waits while PostgreSQL is started again."""

    def __init__(self, primary):
        self.home = primary.home
        settings = self.home / "pgbouncer.ini"
        path, variables = programs.find(programs.POOLER)
        text = POOLER_SETTINGS.format(socket=SOCKET, primary=PRIMARY, port=POOLER, role=ROLE)
        place.write(settings, text)
        env = {**primary.env, **variables}
        self.program = Program("pooler", [path, settings], env, primary.cluster.user)

    def start(self):
        _start(self.program, lambda: self.tell("SHOW VERSION"))

    def stop(self):
        self.program.stop()

    def tell(self, command):
        connection = psycopg2.connect(host=str(SOCKET), port=POOLER, user=ROLE, dbname="pgbouncer")
        with closing(connection):
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(command)


def _start(program, ask):
    """Until it answers.

    :param ask: function that raises ``psycopg2.OperationalError`` before that"""
    program.start()
    for _ in range(1200):
        try:
            ask()
            return
        except psycopg2.OperationalError:
            program.check()
            time.sleep(0.05)
    raise Stop(f"{program.name} does not answer: {last_lines(program.log, 3)}")
