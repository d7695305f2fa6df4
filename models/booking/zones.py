"""Time zones that candidates choose among, as their language calls them."""

from functools import lru_cache

import pytz
from babel.dates import get_timezone_location


@lru_cache(maxsize=8)
def list_zones(locale):
    """:param locale: of Babel
    :return: tuple of (name of the zone, "Sweden", "United States (New York)"), sorted by
        the latter"""
    zones = ((name, get_timezone_location(name, locale=locale)) for name in pytz.common_timezones)
    return tuple(sorted(zones, key=lambda zone: zone[1]))
