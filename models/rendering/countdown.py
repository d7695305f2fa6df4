"""How long it is until a moment, in words."""

from datetime import timedelta

from babel.dates import format_timedelta

from odoo.tools.misc import babel_locale_parse, get_lang

from ..batch import get_now

HOURS_ARE_COUNTED = timedelta(hours=72)


def say_how_long_until(env, moment):
    """:param datetime moment: naive UTC, or False
    :return: "in 21 hours", in the user's language"""
    if not moment:
        return False
    left = moment - get_now(env)
    if left <= timedelta():
        return env._("any moment")
    # "In 1 day" would be anything up to a day and a half.
    unit = "hour" if timedelta(hours=1) <= left < HOURS_ARE_COUNTED else "second"
    return format_timedelta(
        left,
        granularity=unit,
        threshold=72 if unit == "hour" else 1,
        add_direction=True,
        locale=babel_locale_parse(get_lang(env).code),
    )
