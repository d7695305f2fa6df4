"""Ports: which are free, and where a server answers."""

import os
import socket
import urllib.request
from pathlib import Path

from .console import Stop, say


def free(wanted, purpose):
    """That port, or the next free one, telling who has it; 0 is any free one."""
    for port in range(wanted, wanted + 50 if wanted else 1):
        with socket.socket() as probe:
            # Like the servers do; a connection that just ended is no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                probe.listen()
            except OSError:
                continue
            if port != wanted and wanted:
                say(f"Port {wanted} for {purpose} is taken{_by(wanted)}: using {port}")
            return probe.getsockname()[1]
    raise Stop(f"ports {wanted} to {wanted + 49} are all taken, one is for {purpose}")


def answers(url, timeout):
    """:return: whether a server that is ready listens there"""
    try:
        urllib.request.urlopen(url, timeout=timeout).close()
    except OSError:
        return False
    return True


def _by(port):
    """Which program listens there, where the system lets us see it."""
    inodes = set()
    for table in ["/proc/net/tcp", "/proc/net/tcp6"]:
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, lines):
            if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                inodes.add(f"socket:[{fields[9]}]")
    for handle in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(handle) in inodes:
                process = handle.parents[1]
                return f" by {(process / 'comm').read_text().strip()} ({process.name})"
        except OSError:
            continue
    return ""
