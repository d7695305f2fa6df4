"""Which numbers of themes may be shown."""

from .statistics import hidden, hidden_share


def find_reason(n, everybody, least, wider=None):
    """Why nothing is said of a theme.

    :param int n: how many mention it
    :param int everybody: how many have written
    :param int least: of how many something may be said
    :param int wider: how many mention it without the filters, where there are any
    :return: code, or None. No mention and a few are the same: which of them it is would be
        the number. The few who do not mention it, or whom the filters leave out, could be
        worked out from the others
    """
    if n < max(least, 1):
        return "few_comments"
    rest = everybody - n
    out = 0 if wider is None else wider - n
    return "complement" if 0 < rest < least or 0 < out < least else None


def hide_theme(reason):
    """:return: dict of a theme of which nothing is said, its number included"""
    return {
        "n": None,
        "share": hidden_share(None, reason),
        "score": hidden(None, reason),
        "rest": hidden(None, reason),
        "reason": reason,
    }
