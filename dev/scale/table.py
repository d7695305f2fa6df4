"""What came of it, a line for each thing."""

import re
from collections import Counter

from .. import place
from . import cores
from .diary import CRASH

SHOWN = 5
# Odoo's access log ends with the cursor that a request had.
ANSWERED = re.compile(r'"(?:GET|POST) (/\S+) HTTP/\S+" 200 .* (ro|rw|ro->rw)$', re.M)


class Table:
    def __init__(self, scene):
        self.scene, self.diary, self.count = scene, scene.diary, scene.count
        self.missed = 0

    def print(self):
        """:return: exit code"""
        self._cores()
        self._requests()
        self._errors()
        self._promises()
        self._mails()
        self._replica()
        return int(self.missed > 0)

    def _cores(self):
        ones, twos = self.scene.works
        for label, works in (("one server on one core", ones), ("two servers on two", twos)):
            work = cores.middle(works)
            self._line(
                label,
                f"{work.per_core:.1f} /core s",
                detail=f"{work.per_second:.1f} requests/s, of processor time"
                f" {work.odoo / work.seconds:.2f} Odoo,"
                f" {work.postgres / work.seconds:.2f} PostgreSQL",
            )
        ratio, lowest, highest = cores.ratio(twos, ones)
        self._line(
            "work per core, two / one", f"{ratio:.2f}", detail=f"{lowest:.2f} to {highest:.2f}"
        )
        faults = self.scene.measuring_faults
        self._line("errors while measuring", faults, "0", not faults)

    def _requests(self):
        kinds = Counter(each.kind for each in self.diary.asked)
        detail = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        self._line("requests", f"{kinds.total():,}", detail=detail)
        times = sorted(each.end - each.begin for each in self.diary.asked)
        half, most = times[len(times) // 2], times[len(times) * 99 // 100]
        self._line("seconds until the answer", f"{half:.2f}", detail=f"99 of 100 {most:.2f}")

    def _errors(self):
        found, others = self.diary.judge()
        for disturbance, (under_way, meanwhile) in found.items():
            took = f"away for {disturbance.back - disturbance.begin:.1f} s; "
            self._line(
                f"errors, {disturbance.name}",
                f"{len(under_way)} + {len(meanwhile)}",
                "" if disturbance.name == CRASH else "x + 0",
                not meanwhile or disturbance.name == CRASH,
                took * (disturbance.back > disturbance.gone) + _tell(under_way + meanwhile),
            )
        log = place.LOGS / "scale-faults.log"
        log.write_text("\n".join([*self.diary.tell_faults(), ""]))
        self._line("errors that people saw otherwise", len(others), "0", not others, _tell(others))
        vanished = self.diary.vanished
        self._line("presses that seemed lost", len(vanished), "0", not vanished, vanished[:SHOWN])

    def _promises(self):
        for what, lost in self.count.lost.items():
            doubled = self.count.doubled[what]
            self._line(
                f"{what}: lost, doubled",
                f"{len(lost)}, {len(doubled)}",
                "0, 0",
                not lost and not doubled,
                [*lost[:SHOWN], *doubled[:SHOWN]] or "",
            )
        self._line("messages that have not left", self.scene.left, "0", not self.scene.left)

    def _mails(self):
        killed, bulk = self.scene.killed_at, self.scene.sizes.bulk
        self._line(
            "mails that had left when the cron was killed", killed, f"of {bulk}", 0 < killed < bulk
        )
        self._line(
            "mails that left",
            f"{self.count.sent:,}",
            detail=f"{self.count.twice_by_smtp} arrived twice: SMTP is at least once",
        )

    def _replica(self):
        """By the last word of each line of Odoo's access log."""
        lines = "".join(odoo.log.read_text("utf-8", "replace") for odoo in self.scene.odoos)
        modes = Counter((_name(path), mode) for path, mode in ANSWERED.findall(lines))
        from_replica = Counter({name: n for (name, mode), n in modes.items() if mode == "ro"})
        self._line(
            "answered from the replica",
            f"{from_replica.total():,}",
            "> 0",
            from_replica.total() > 0,
            ", ".join(f"{count} {name}" for name, count in from_replica.most_common(SHOWN)),
        )
        again = Counter({name: n for (name, mode), n in modes.items() if mode == "ro->rw"})
        self._line("wrote there, and were done again", again.total(), "0", not again, dict(again))
        self._line("behind when the replica ended", f"{self.scene.lag:,}", detail="bytes")

    def _line(self, what, found, limit="", met=True, detail=""):
        self.missed += not met
        word = "" if met and not limit else "OK" if met else "MISSED"
        detail = " ".join(str(detail).split())
        print(f"{what:<44}{found!s:>14}  {limit:<8}{word:<8}{detail}", flush=True)


def _tell(faults):
    found = Counter(f"{each.kind}: {each.fault}" for each in faults)
    return "; ".join(f"{count} {what}" for what, count in found.most_common(SHOWN))


def _name(path):
    """A method, or the kind of page."""
    path = path.partition("?")[0]
    return path.rpartition("#")[2] if "#" in path else "/".join(path.split("/")[:3])
