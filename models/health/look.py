"""One look at the health of companies."""

import socket
from functools import cached_property

# A server of ours answers sooner, and a person waits for it.
SECONDS_TO_ANSWER = 2


class Look:
    """What the checks are about."""

    def __init__(self, companies, now, servers=(), is_quick=False):
        """:param companies: ``res.company``
        :param datetime now: naive UTC
        :param servers: list of (name, host, port) to be called
        :param bool is_quick: whether nothing but what is red matters"""
        self.companies = companies
        self.now = now
        self.servers = servers
        self.is_quick = is_quick

    @cached_property
    def silent_servers(self):
        """Those that nobody answers at: called once, whatever asks."""
        return [server for server in self.servers if not answers(*server[1:])]


def answers(host, port):
    """:return: whether a server takes the connection; what it says is not asked"""
    try:
        socket.create_connection((host, port), timeout=SECONDS_TO_ANSWER).close()
    except OSError:
        return False
    return True
