"""What was read a moment ago, for pages that many open at once. Plain: it knows no records."""

import threading
import time

# Keys share locks, so that there is no end to those that have to be kept.
LOCKS = 64


class Recent:
    """Values that are good for some seconds. Of those who ask for one at the same time, one
    finds it, and the others wait for that.

    :param float seconds: how long
    :param int most: values that are kept at once
    :param clock: function → seconds, that never goes back
    """

    def __init__(self, seconds, most, clock=time.monotonic):
        self.seconds, self.most, self.clock = seconds, most, clock
        self._kept, self._forgotten = {}, 0
        self._locks = [threading.Lock() for _number in range(LOCKS)]

    def get(self, key, find):
        """:param key: hashable; says all that the value depends on, but for the seconds
        :param find: function → value, where there is none; it asks for no other one"""
        if kept := self._look_up(key):
            return kept[1]
        with self._locks[hash(key) % LOCKS]:
            if kept := self._look_up(key):
                return kept[1]
            now, forgotten = self.clock(), self._forgotten
            value = find()
            if forgotten == self._forgotten:
                self._keep(key, now, value)
            return value

    def _look_up(self, key):
        """:return: (when it was found, value), or None where that is too long ago"""
        kept = self._kept.get(key)
        return kept if kept and kept[0] <= self.clock() < kept[0] + self.seconds else None

    def _keep(self, key, now, value):
        if len(self._kept) >= self.most:
            self._kept.clear()
        self._kept[key] = now, value

    def forget(self):
        """Nor is kept what is being found now: it may be older than the reason to forget."""
        self._forgotten += 1
        self._kept.clear()


# What many candidates who look at the times of one panel see in the same seconds.
RECENT = Recent(seconds=5, most=500)
