"""What was read a moment ago, for pages that many open at once. Plain: it knows no records."""

import time


class Recent:
    """Values that are good for some seconds.

    :param float seconds: how long
    :param int most: values that are kept at once
    :param clock: function → seconds, that never goes back
    """

    def __init__(self, seconds, most, clock=time.monotonic):
        self.seconds, self.most, self.clock = seconds, most, clock
        self._kept = {}

    def get(self, key, find):
        """:param key: hashable; says all that the value depends on, but for the seconds
        :param find: function → value, where there is none"""
        now = self.clock()
        when, value = self._kept.get(key, (None, None))
        if when is None or not when <= now < when + self.seconds:
            value = find()
            if len(self._kept) >= self.most:
                self._kept.clear()
            self._kept[key] = now, value
        return value

    def forget(self):
        self._kept.clear()
