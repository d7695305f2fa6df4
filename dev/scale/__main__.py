"""Several Odoo servers, a proxy and a PostgreSQL replica on one machine, under load, while
parts of it are ended by force.

`make scale` starts, from a copy of the installed database: a primary that flushes to the
disk, a replica that follows it, a pooler, two Odoo servers with workers of their own, one
that runs the cron, a mail server, and a proxy in front. Recruiters, candidates and readers
of reports work through the proxy, all at once, while the cron turns what is due into mails.
First without trouble, pinned to cores: the work done per core. Then, one after the other:
a server is killed, and the cron in the middle of its mails; PostgreSQL is started again,
and crashes; the replica falls behind, and ends. Afterwards it waits until all has left, and
counts. It ends with 1 if something was lost or doubled, or somebody saw an error whose
request was not under way when something ended.

A request is under way if it began before the last process of what was ended was gone.
`meanwhile` are those that came before it stood again.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack

from .. import database, place, settings
from ..console import Stop, interruptible, last_lines, say
from ..ports import free
from . import cores, servers
from .clusters import DATABASE, PRIMARY, SOCKET, Pooler, Primary, Replica
from .count import Count
from .diary import CRASH, Diary
from .family import family
from .people import Candidate, Crowd, Opener, Reader, Recruiter, Steady
from .sizes import FULL, SMOKE
from .table import Table

READERS = 2
# People who measure: two servers have four workers, one has two.
STEADY = 6
# How often each number of servers is measured; they alternate.
ROUNDS = 3
DRAIN = 240


def main():
    parser = argparse.ArgumentParser(
        prog="make scale",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("--seconds", type=int, default=180, help="of trouble (180)")
    parser.add_argument("--measured", type=int, default=20, help="seconds of each measurement")
    parser.add_argument("--smoke", action="store_true", help="a little of everything")
    options = parser.parse_args()
    if options.smoke:
        options.seconds, options.measured = 30, 5
    with ExitStack() as stack:
        scene = Scene(stack, SMOKE if options.smoke else FULL)
        scene.build()
        scene.measure(options.measured, 1 if options.smoke else ROUNDS)
        scene.disturb(options.seconds)
        return scene.tell()


class Scene:
    def __init__(self, stack, sizes):
        self.stack, self.sizes = stack, sizes
        self.diary = Diary()
        self.works = ([], [])

    # Building --------------------------------------------------------------------------

    def build(self):
        origin = database.installed()
        servers.share_files(origin)
        self.primary = Primary()
        self._later(self.primary.remove)
        self._later(self.primary.stop)
        self.primary.create(origin)
        self._fill()
        self.primary.harden()
        self.replica = Replica(self.primary)
        self._later(self.replica.stop)
        self.replica.create()
        self.pooler = self._start(Pooler(self.primary))
        smtp = free(0, "the mail server")
        self._start(servers.mailbox(smtp))
        self.odoos = [servers.Odoo(f"odoo{n}", workers=servers.WORKERS) for n in (1, 2)]
        self.cron = servers.Odoo("cron", workers=0, cron=1, pooler=False, smtp=smtp)
        say("Starting Odoo ...")
        for odoo in self.odoos:
            self._start(odoo)
        for odoo in self.odoos:
            odoo.wait()
        self.proxy = self._start(servers.Proxy(self.odoos))
        self._gather()

    def _start(self, part):
        self._later(part.stop)
        part.start()
        return part

    def _later(self, stop):
        self.stack.callback(stop)

    def _fill(self):
        say("Filling it ...")
        file = servers.DATA / "world.json"
        odoo = [f"--db_host={SOCKET}", f"--db_port={PRIMARY}", "--db_user=odoo"]
        odoo.append(f"--data-dir={servers.FILES}")
        command = [place.PYTHON, "-m", "dev.scale.fill", "-d", DATABASE, f"--world={file}"]
        command += [f"--odoo={option}" for option in odoo]
        command += [f"--{name}={value}" for name, value in self.sizes._asdict().items()]
        log = place.LOGS / "scale-fill.log"
        with log.open("w") as output:
            code = subprocess.run(
                command, cwd=place.ROOT, env=settings.environment(), stdout=output, stderr=output
            ).returncode
        if code:
            print("\n".join(last_lines(log, 8)))
            raise Stop(f"the database could not be filled; see {log}")
        self.world = json.loads(file.read_text())

    def _gather(self):
        port, diary, world = self.proxy.port, self.diary, self.world
        colleagues = [
            Recruiter(port, diary, number, world, me)
            for number, me in enumerate(world["recruiters"])
        ]
        colleagues += [
            Reader(port, diary, 100 + number, world, world["reporter"]) for number in range(READERS)
        ]
        candidates = [
            Candidate(port, diary, number, me) for number, me in enumerate(world["candidates"])
        ]
        for colleague in colleagues:
            colleague.log_in()
        self.crowd = Crowd([*colleagues, *candidates, Opener(port, diary, 200)])

    # Measuring -------------------------------------------------------------------------

    def measure(self, seconds, rounds):
        """The same people, with one server on one core and two on two."""
        crowd, diary = self._gather_steady()
        crowd.start()
        first, second = (odoo.program for odoo in self.odoos)
        mine = sorted(os.sched_getaffinity(0))
        pair = [mine[0], mine[1 % len(mine)]]
        cores.pin(first, {pair[0]})
        cores.pin(second, {pair[1]})
        postgres = [self.primary.program, self.replica.program, self.pooler.program]
        say("Warming up ...")
        time.sleep(seconds)
        for number in range(rounds):
            for several in (False, True) if number % 2 else (True, False):
                say(f"Measuring {'two servers' if several else 'one server'} ...")
                self.proxy.switch(self.odoos[1], several)
                time.sleep(2)
                measured = [first, second] if several else [first]
                work = cores.measure(diary, measured, postgres, seconds)
                self.works[several].append(work)
        self.proxy.switch(self.odoos[1], True)
        for program in (first, second):
            cores.pin(program, set(mine))
        crowd.stop()
        self.measuring_faults = len(diary.get_faults())

    def _gather_steady(self):
        """:return: (``Crowd``, ``Diary``)"""
        diary, recruiters = Diary(), self.world["recruiters"]
        page = self.world["candidates"][0]["pages"][0][1]
        people = [
            Steady(self.proxy.port, diary, number, self.world, recruiters[0], page)
            for number in range(STEADY)
        ]
        for person in people:
            person.log_in()
        return Crowd(people), diary

    # Trouble ---------------------------------------------------------------------------

    def disturb(self, seconds):
        pause = seconds / 8
        self.crowd.start()
        say("The cron begins ...")
        self._start(self.cron)
        self._stay(pause)
        self._kill_server()
        self._kill_cron()
        for odoo in self.odoos:
            odoo.wait()
        self._wait_for_cron()
        self._stay(pause)
        self._restart_postgres()
        self._stay(pause)
        self._crash_postgres()
        self._stay(pause)
        self._lose_replica(pause)
        self._stay(pause)
        self.crowd.stop()
        self.count = Count(self.primary, self.diary, self.world)
        say("Waiting until everything has left ...")
        self.left = self.count.drain(DRAIN, self._stay)
        self.count.all()

    def _stay(self, seconds):
        """What systemd does with ``Restart=always``: Odoo ends where it finds no database
        when it starts, or when it starts a worker."""
        end = time.monotonic() + seconds
        seen = time.monotonic()
        while time.monotonic() < end:
            for odoo in [*self.odoos, self.cron]:
                if odoo.program.process and not odoo.program.is_running():
                    say(f"{odoo.name} has ended, and is started again ...")
                    odoo.start()
                    now = time.monotonic()
                    self.diary.disturb(f"{odoo.name} ended by itself", seen, now, now)
            seen = time.monotonic()
            time.sleep(0.1)

    def _kill_server(self):
        say("A server is killed ...")
        server = self.odoos[1]
        begin, gone = server.program.kill()
        self.diary.disturb("a server killed", begin, gone, gone)
        time.sleep(1)
        server.start()

    def _kill_cron(self):
        """In the middle of the mails that were due: some have left, some have not."""
        bulk, left = self.sizes.bulk, 0
        count = Count(self.primary, self.diary, self.world)
        end = time.monotonic() + DRAIN
        while left < bulk / 5 and time.monotonic() < end:
            self._stay(0.2)
            left = count.count_bulk_sent()
        say(f"The cron is killed when {left} of {bulk} mails have left ...")
        self.killed_at = left
        begin, gone = self.cron.program.kill()
        self.diary.disturb("the cron killed", begin, gone, gone)
        time.sleep(1)
        self.cron.start()

    def _wait_for_cron(self):
        """Until it listens."""
        query = """SELECT 1 FROM pg_stat_activity
                    WHERE datname = 'postgres' AND application_name = ANY(%s)"""
        end = time.monotonic() + DRAIN
        while time.monotonic() < end:
            members = [f"odoo-{pid}" for pid in family(self.cron.program.process.pid)]
            if self.primary.ask(query, [members]):
                break
            self._stay(0.5)

    def _restart_postgres(self):
        say("PostgreSQL is started again ...")
        begin = time.monotonic()
        self.pooler.tell("PAUSE")
        self.primary.stop()
        gone = time.monotonic()
        self.primary.start()
        self.pooler.tell("RESUME")
        self.diary.disturb("PostgreSQL restarted", begin, gone, time.monotonic())

    def _crash_postgres(self):
        say("PostgreSQL crashes ...")
        begin, gone = self.primary.program.kill()
        self.primary.start()
        # It takes Odoo a while to notice, and to end where it does.
        self._stay(2)
        for odoo in self.odoos:
            odoo.wait()
        self._wait_for_cron()
        self.diary.disturb(CRASH, begin, gone, time.monotonic())

    def _lose_replica(self, pause):
        say("The replica falls behind ...")
        self.replica.pause()
        self._stay(pause)
        self.lag = self.replica.get_lag()
        say(f"The replica ends, {self.lag:,} bytes behind ...")
        begin, gone = self.replica.program.kill()
        self.diary.disturb("the replica killed", begin, gone, gone)

    # Telling ---------------------------------------------------------------------------

    def tell(self):
        """:return: exit code"""
        return Table(self).print()


if __name__ == "__main__":
    with interruptible():
        sys.exit(main())
