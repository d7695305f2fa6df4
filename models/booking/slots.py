"""The times of a day as buttons: there are hundreds on a page, and a template would write
each of them anew."""

from markupsafe import Markup, escape

SLOT = (
    '<span class="cx-slot"><input type="radio" name="start" id="%s" value="%s"%s/>'
    '<label for="%s"><bdi>%s</bdi>%s</label></span>'
)
MEAL = Markup('<br/><span class="cx-small">%s</span>')
CHOSEN = ' checked="checked"'


def write_slots(times, chosen=None):
    """:param list times: of dicts ``number`` (id in the page) and ``value``, both
        made of digits by us, ``words``, ``meal`` (words, or None)
    :param str chosen: value of the one that is marked
    :return: Markup"""
    return Markup("".join(_write_slot(time, time["value"] == chosen) for time in times))


def _write_slot(time, is_chosen):
    # Markup would escape the numbers, too, and take five times as long.
    number = time["number"]
    meal = MEAL % time["meal"] if time["meal"] else ""
    chosen = CHOSEN if is_chosen else ""
    return SLOT % (number, time["value"], chosen, number, escape(time["words"]), meal)
