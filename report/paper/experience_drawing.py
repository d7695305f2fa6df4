"""Where the lines of a printed chart go: numbers in, coordinates out.

Plain functions without words or colours; the templates draw what they return. A score
is the dict of ``statistics.score``.
"""

import math

# Pixels of a page that is 870 wide between its margins.
TREND_WIDTH, TREND_HEIGHT = 866, 236
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 8, 42
STRIP_WIDTH, STRIP_HEIGHT, STRIP_EDGE = 260, 18, 8
SPLIT_WIDTH, SPLIT_HEIGHT, HATCH = 566, 24, 7
# More month names than this do not fit beside each other.
MOST_NAMES = 18


def draw_trend(months):
    """A line of scores over time, with the interval of each.

    :param list months: scores, oldest first
    :return: dict of the size, ``ticks`` (y, value), ``points`` (one for each month:
        x, named, y, low, high; the last three None where the score is hidden) and
        ``lines`` (SVG points between neighbours that are both shown)
    """
    floor, ceiling, step = _find_scale(months)
    bottom = TREND_HEIGHT - BOTTOM

    def place(value):
        return round(bottom - (value - floor) / (ceiling - floor) * (bottom - TOP), 1)

    column = (TREND_WIDTH - LEFT - RIGHT) / max(len(months), 1)
    every = math.ceil(len(months) / MOST_NAMES) or 1
    points = [
        {
            "x": round(LEFT + column * (number + 0.5), 1),
            "named": number % every == 0,
            **{
                name: None if month["reason"] else place(month[key])
                for name, key in (("y", "value"), ("low", "low"), ("high", "high"))
            },
        }
        for number, month in enumerate(months)
    ]
    return {
        "width": TREND_WIDTH,
        "height": TREND_HEIGHT,
        "left": LEFT,
        "right": TREND_WIDTH - RIGHT,
        "bottom": bottom,
        "ticks": [(place(tick), tick) for tick in range(floor, ceiling + 1, step)],
        "points": points,
        "lines": _connect(points),
    }


def _find_scale(months):
    """:return: (floor, ceiling, step) of the axis, round, with zero in it"""
    shown = [month for month in months if not month["reason"]]
    low = min([0, *(month["low"] for month in shown)])
    high = max([0, *(month["high"] for month in shown)])
    step = 50 if high - low > 100 else 25
    floor, ceiling = math.floor(low / step) * step, math.ceil(high / step) * step
    return floor, max(ceiling, floor + 2 * step), step


def _connect(points):
    """A line ends where a score is hidden.

    :return: list of the ``points`` of SVG polylines
    """
    lines = [[]]
    for point in points:
        if point["y"] is None:
            lines.append([])
        else:
            lines[-1].append(f"{point['x']},{point['y']}")
    return [" ".join(line) for line in lines if len(line) > 1]


def draw_strip(score):
    """One score with its interval, on the scale from −100 to 100 that every row of a
    table has in common.

    :return: dict of the size, ``zero``, and x, low and high (None if hidden)
    """

    def place(value):
        share = (value + 100) / 200
        return round(STRIP_EDGE + share * (STRIP_WIDTH - 2 * STRIP_EDGE), 1)

    hidden = score["reason"]
    return {
        "width": STRIP_WIDTH,
        "height": STRIP_HEIGHT,
        "left": STRIP_EDGE,
        "right": STRIP_WIDTH - STRIP_EDGE,
        "middle": STRIP_HEIGHT / 2,
        "zero": place(0),
        "x": None if hidden else place(score["value"]),
        "low": None if hidden else place(score["low"]),
        "high": None if hidden else place(score["high"]),
    }


def draw_bar(value, most, width=150):
    """:return: how long a bar is, of ``width`` for the largest value"""
    return round(width * max(0, min(1, (value or 0) / most)), 1) if most else 0


def draw_split(score):
    """Detractors, passives and promoters beside each other.

    :return: dict of the size, ``parts`` (x and width of each) and ``hatch``, the SVG
        path that fills the first: paper has no colours
    """
    full, start, parts = SPLIT_WIDTH - 1, 0.5, []
    for name in ("detractors", "passives", "promoters"):
        width = draw_bar(score[name], score["n"], full)
        parts.append({"x": round(start, 1), "width": width})
        start += width
    first = parts[0]
    return {
        "width": SPLIT_WIDTH,
        "height": SPLIT_HEIGHT,
        "parts": parts,
        "hatch": _hatch(first["x"], first["x"] + first["width"], SPLIT_HEIGHT),
    }


def _hatch(left, right, height):
    """:return: the path of slanting lines between two x, cut off at both"""
    lines = []
    for x in range(int(left), int(right + height), HATCH):
        begin, end = max(x - height, left), min(x, right)
        if begin < end:
            lines.append(f"M{begin:.1f},{x - begin:.1f} L{end:.1f},{x - end:.1f}")
    return " ".join(lines)
