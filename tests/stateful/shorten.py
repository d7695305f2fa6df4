"""A run that fails, without what it does not need. Hypothesis would shorten the numbers
that it drew; a story is shorter when something that people did is left out."""


def shorten(steps, fails, tries):
    """:param list steps: a run that fails
    :param fails: function of such a list: whether it fails in the same way
    :param int tries: how many runs may be tried
    :return: list of the steps that are left"""
    size = len(steps) // 2
    while size and tries:
        start = 0
        while start < len(steps) and tries:
            tries -= 1
            rest = steps[:start] + steps[start + size :]
            if fails(rest):
                steps = rest
            else:
                start += size
        size //= 2
    return steps
