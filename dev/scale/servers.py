"""Odoo: servers for people, one that runs the cron, and the proxy in front."""

import os
import shutil
import socket
import time

from .. import place, settings
from ..console import Stop
from ..ports import answers, free
from . import programs
from .clusters import DATABASE, POOLER, PRIMARY, REPLICA, SOCKET
from .family import Program

DATA = place.DEV / "scale"
FILES = settings.plain(DATA / "files")
MAILS = DATA / "mails"
WORKERS = 2
# HAProxy asks each server every half a second. What could not be handed to one is handed to
# the other; what one has begun is asked again only where that cannot do anything twice.
PROXY_SETTINGS = """\
global
    maxconn 500
    stats socket {stats} mode 600 level admin
defaults
    mode http
    timeout connect 5s
    timeout client 120s
    timeout server 120s
    timeout queue 60s
    # A worker answers when it has done what it is at.
    timeout check 60s
    option redispatch 1
    # What is sent on a connection whose end is gone would be an error.
    option http-server-close
    http-reuse never
    retries 5
    retry-on conn-failure empty-response
    option forwardfor
frontend people
    bind 127.0.0.1:{port}
    http-request set-header X-Forwarded-Proto http
    http-request set-header X-Forwarded-Host %[req.hdr(Host)]
    default_backend odoo
backend odoo
    balance leastconn
    option httpchk
    http-check send meth GET uri /web/health ver HTTP/1.1 hdr Host localhost
    http-request disable-l7-retry unless {{ method GET HEAD }}
    default-server check inter 500ms fall 1 rise 1
{servers}
"""


def share_files(origin):
    """What all servers share: attachments and sessions."""
    shutil.rmtree(DATA, ignore_errors=True)
    filestore = DATA / "files" / "filestore" / DATABASE
    filestore.parent.mkdir(parents=True)
    stored = place.DATA / "filestore" / origin
    if stored.exists():
        # Odoo names these files after their content and never writes to them.
        shutil.copytree(stored, filestore, copy_function=os.link)


class Odoo:
    """One Odoo server in prefork mode."""

    def __init__(self, name, *, workers, cron=0, pooler=True, smtp=9):
        self.name = name
        self.port = free(0, name)
        # Without a filter Odoo need not ask PostgreSQL which databases there are, each time
        # that somebody comes who has no session: every candidate.
        options = [
            f"--database={DATABASE}",
            f"--data-dir={FILES}",
            f"--db_host={SOCKET}",
            f"--db_port={POOLER if pooler else PRIMARY}",
            "--db_user=odoo",
            f"--workers={max(workers, 1)}",
            f"--max-cron-threads={cron}",
            f"--logfile={self.log}",
            f"--smtp-port={smtp}",
            "--proxy-mode",
        ]
        if workers:
            # What reads only may be asked of the replica. The cron needs to see what is.
            options += [f"--db_replica_host={SOCKET}", f"--db_replica_port={REPLICA}"]
            options += [f"--http-port={self.port}", f"--gevent-port={free(0, name)}"]
        else:
            options += ["--no-http"]
        self.log.unlink(missing_ok=True)
        variables = settings.environment()
        for name in [name for name in variables if name.startswith("PG")]:
            del variables[name]
        self.program = Program(self.name, settings.odoo(*options), variables)

    @property
    def log(self):
        return place.LOGS / f"scale-{self.name}-odoo.log"

    def start(self):
        self.program.start()

    def stop(self):
        self.program.stop()

    def wait(self):
        """Until it has its registry."""
        _wait(self.program, self.port, "/web/health?db_server_status=1")


class Proxy:
    def __init__(self, servers):
        self.port = free(0, "the proxy")
        lines = "\n".join(f"    server {each.name} 127.0.0.1:{each.port}" for each in servers)
        text = PROXY_SETTINGS.format(
            port=self.port, servers=lines, stats=place.SHORT / "scale-proxy"
        )
        settings_file = DATA / "haproxy.cfg"
        place.write(settings_file, text)
        path, variables = programs.find(programs.PROXY)
        command = [path, "-db", "-f", settings_file]
        self.program = Program("proxy", command, {**os.environ, **variables})

    def start(self):
        self.program.start()
        _wait(self.program, self.port, "/web/health")

    def stop(self):
        self.program.stop()

    def switch(self, server, on):
        """Hand requests to this server, or none."""
        state = "ready" if on else "maint"
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(place.SHORT / "scale-proxy"))
            client.sendall(f"set server odoo/{server.name} state {state}\n".encode())
            client.recv(1000)


def mailbox(port):
    """It takes every mail."""
    MAILS.mkdir(parents=True, exist_ok=True)
    command = [place.PYTHON, "-m", "dev.mailbox", MAILS, port, free(0, "its web page")]
    return Program("mailbox", command, settings.environment())


def _wait(program, port, path, seconds=300):
    """Until it answers there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        program.check()
        if answers(f"http://127.0.0.1:{port}{path}", timeout=60):
            return
        time.sleep(0.1)
    raise Stop(f"{program.name} does not answer; its log: {program.log}")
