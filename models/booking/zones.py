"""Time zones that candidates choose among, as their language calls them."""

from functools import lru_cache

import pytz
from babel.dates import get_timezone_location
from markupsafe import Markup


@lru_cache(maxsize=8)
def list_zones(locale):
    """:param locale: of Babel
    :return: tuple of (name of the zone, "Sweden", "United States (New York)"), sorted by
        the latter"""
    zones = ((name, get_timezone_location(name, locale=locale)) for name in pytz.common_timezones)
    return tuple(sorted(zones, key=lambda zone: zone[1]))


def write_zones(locale, chosen):
    """:param str chosen: name of a zone
    :return: Markup, an option for each zone"""
    return _write_zones(locale).replace(
        Markup('value="%s"') % chosen, Markup('value="%s" selected="selected"') % chosen, 1
    )


@lru_cache(maxsize=8)
def _write_zones(locale):
    # Four hundred, and the same for everybody.
    option = Markup('<option value="%s">%s</option>')
    return Markup("").join(option % zone for zone in list_zones(locale))
