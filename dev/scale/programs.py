"""The proxy and the pooler: those of the system, or Debian's packages."""

import os
import shutil

from .. import place
from ..console import Stop
from ..fetch.debian import Packages, library_path
from ..postgres import Cluster, give

SYSTEM = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
PROXY, POOLER = "haproxy", "pgbouncer"


def prepare():
    """Get what is missing: a server of its own, too, where ``PGHOST`` leads to another."""
    Cluster().get_programs()
    for name in (PROXY, POOLER):
        if not shutil.which(name, path=SYSTEM) and not _path(name).exists():
            debian = Packages("host")
            debian.update()
            debian.unpack(name, debian.missing([name]), _home(name))
            if not _path(name).exists():
                raise Stop(f"Debian's package {name} holds no {name}")
            if name == POOLER:
                give(_home(name), Cluster().user)


def find(name):
    """:return: (path, variables that the program needs)"""
    if path := shutil.which(name, path=SYSTEM):
        return path, {}
    return str(_path(name)), {"LD_LIBRARY_PATH": library_path(_home(name))}


def _path(name):
    return _home(name) / "usr/sbin" / name


def _home(name):
    # The pooler refuses to run as root, as PostgreSQL does, and runs as its user.
    folder = Cluster().home if name == POOLER else place.DEV
    return folder / "debian-scale" / name
