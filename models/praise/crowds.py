"""From when on thanks without a name cannot be told from those of others. Plain functions:
they know no records."""


def find_ends(closings, least):
    """Candidates are put into groups of whole months, one after the other, each of at least so
    many people. The months are the same whether somebody gave thanks or not, so that the time
    at which thanks come says no more than that it was one of its group.

    :param closings: iterable of (month, person), when their application was closed
    :param int least: people in a group
    :return: list of the last month of each group, in order"""
    months = {}
    for month, person in closings:
        months.setdefault(month, set()).add(person)
    ends, people = [], set()
    for month in sorted(months):
        people |= months[month]
        if len(people) >= least:
            ends.append(month)
            people = set()
    return ends


def may_leave(month, ends, current):
    """:param month: since when they could have been passed on
    :param list ends: see ``find_ends``
    :param current: the month that is not over
    :return: whether the group of this month is complete"""
    end = next((end for end in ends if end >= month), None)
    return end is not None and end < current
