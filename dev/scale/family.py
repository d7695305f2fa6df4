"""Programs that end with us, whatever we end of, and what processor time they have had."""

import ctypes
import os
import signal
import subprocess
import time
from collections import defaultdict
from pathlib import Path

from .. import place
from ..console import Stop, last_lines

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
TICK = os.sysconf("SC_CLK_TCK")


class Program:
    """One program with all the processes that it starts.

    It is started by the main thread: the system ends it when the thread that has started
    it ends.
    """

    def __init__(self, name, command, env=None, user=None, end=signal.SIGTERM):
        """:param user: entry of ``pwd`` that it runs as, None: as we do
        :param end: signal that asks it to end"""
        self.name, self.command, self.env = name, [str(part) for part in command], env
        self.user, self.end = user, end
        self.log = place.LOGS / f"scale-{name}.log"
        self.process = None

    def start(self):
        as_user = {}
        if self.user and os.getuid() == 0:
            as_user = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd="/" if self.user else place.ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self._prepare,
                **as_user,
            )

    def _prepare(self):
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL if self.user is None else signal.SIGQUIT)

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def check(self):
        if not self.is_running():
            lines = "\n".join(last_lines(self.log, 8))
            raise Stop(f"{self.name} has ended by itself; {self.log}:\n{lines}")

    def kill(self):
        """As when the machine loses power.

        :return: (when, when none of its processes was left)"""
        began = time.monotonic()
        members = family(self.process.pid)
        for pid in members:
            _signal(pid, signal.SIGKILL)
        self.process.wait()
        while any(map(_is_alive, members)):
            time.sleep(0.005)
        return began, time.monotonic()

    def stop(self, seconds=20):
        if not self.is_running():
            return
        members = family(self.process.pid)
        self.process.send_signal(self.end)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            for pid in members:
                _signal(pid, signal.SIGKILL)
            self.process.wait()

    def processor_time(self):
        """:return: seconds, of its processes and of their children that have ended"""
        return sum(family(self.process.pid).values())


def _signal(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _is_alive(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def family(pid):
    """:return: dict of the process and all below it → seconds of processor time"""
    children, seconds = defaultdict(list), {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        number = int(stat.parent.name)
        children[int(fields[1])].append(number)
        seconds[number] = sum(map(int, fields[11:15])) / TICK
    found = [pid]
    for each in found:
        found += children[each]
    return {each: seconds.get(each, 0) for each in found}
