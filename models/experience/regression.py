"""What each of several drivers does for the score while the others stay as they are: ridge
regression, from sums of products. Plain Python: there are no more than a dozen drivers.
"""

import math
from typing import NamedTuple

from .statistics import Z

# Answers for each driver that takes part, and at least: with fewer, an estimate follows the
# noise (Harrell, "Regression Modeling Strategies", 2015: 10 to 20 for each).
PER_DRIVER, FEWEST_ANSWERS = 10, 30
# What the penalty is chosen from. The smallest is enough for drivers that are all alike.
PENALTIES = [2.0**power for power in range(-10, 4)]
# Of more sets of drivers that were rated together no two are compared.
MOST_SETS = 40
# What is left of two equal numbers is not always nothing.
NOTHING = 1e-9


class Fit(NamedTuple):
    """Weights in standard deviations: how many of its own the score is higher where the
    rating of a driver is one of its own higher. ``errors``: their standard errors."""

    penalty: float
    weights: list
    errors: list
    validation: float

    def get_interval(self, at):
        """:return: (low, high), 95 %"""
        margin = Z * self.errors[at]
        return self.weights[at] - margin, self.weights[at] + margin


class Moments(NamedTuple):
    """Of answers that rated the same drivers: their number, the sums of ratings and their
    products, of the products with the score, of the score and its square."""

    n: int
    x: list
    xx: list
    xy: list
    y: float
    yy: float

    def find_constant(self):
        """:return: list of the places of drivers that were always rated the same"""
        pairs = ((self.xx[at][at], x) for at, x in enumerate(self.x))
        return [at for at, (square, x) in enumerate(pairs) if not self._spread(square, x)]

    def has_constant_score(self):
        return not self._spread(self.yy, self.y)

    def correlate(self):
        """:return: correlations among the drivers (a matrix) and with the score (a list)"""
        spread = [math.sqrt(self._spread(self.xx[at][at], x)) for at, x in enumerate(self.x)]
        whole = math.sqrt(self._spread(self.yy, self.y))
        places = range(len(self.x))

        def correlate(i, j):
            return self._product(self.xx[i][j], self.x[i], self.x[j]) / spread[i] / spread[j]

        matrix = [[correlate(i, j) for j in places] for i in places]
        vector = [self._product(self.xy[i], self.x[i], self.y) / spread[i] / whole for i in places]
        return matrix, vector

    def _product(self, product, one, other):
        return self.n * product - one * other

    def _spread(self, square, total):
        found = self._product(square, total, total)
        return found if found > NOTHING * self.n * square else 0.0


# Which answers -------------------------------------------------------------------------


def find_together(answers, drivers):
    """The drivers that are compared: of those that were rated together by enough answers,
    the set that most ratings are of.

    :param dict answers: frozenset of drivers → how many answers rated just them
    :param drivers: those in question
    :return: sorted list, empty where not even two have enough answers together
    """
    found = {}
    for chosen in _list_sets(answers, frozenset(drivers)):
        n = sum(count for rated, count in answers.items() if rated >= chosen)
        if n >= max(FEWEST_ANSWERS, PER_DRIVER * len(chosen)):
            found[tuple(sorted(chosen))] = n * len(chosen)
    # Of two alike always the same one.
    return list(min(found, key=lambda chosen: (-found[chosen], chosen), default=()))


def _list_sets(answers, drivers):
    """:return: what answers have rated, and, of different surveys, what two have in common"""
    rated = {each & drivers for each in answers}
    if len(rated) <= MOST_SETS:
        rated |= {one & other for one in rated for other in rated}
    return [each for each in rated if len(each) > 1]


def add_moments(rows, chosen):
    """:param dict rows: (frozenset of all drivers that were rated, one, another of them, or
        the same) → n, the sums of their product, of the first, of the first times the score,
        of the score, of its square
    :param list chosen: drivers
    :return: ``Moments`` of the answers that rated all of these"""
    wanted, at = frozenset(chosen), {driver: place for place, driver in enumerate(chosen)}
    size = len(chosen)
    x, xx, xy = [0.0] * size, [[0.0] * size for _driver in chosen], [0.0] * size
    n, y, yy = 0, 0.0, 0.0
    for (rated, one, other), numbers in rows.items():
        if not rated >= wanted or one not in at or other not in at:
            continue
        i, j = at[one], at[other]
        xx[i][j] += numbers[1]
        if i != j:
            xx[j][i] += numbers[1]
            continue
        x[i] += numbers[2]
        xy[i] += numbers[3]
        if not i:
            n, y, yy = n + numbers[0], y + numbers[4], yy + numbers[5]
    return Moments(n, x, xx, xy, y, yy)


# The regression ------------------------------------------------------------------------


def fit_ridge(matrix, vector, n):
    """Ridge regression of standardised numbers (Hoerl and Kennard, 1970). Drivers are
    correlated: without a penalty two that go together would push each other to any height.
    The penalty is the one of ``PENALTIES`` with the smallest generalised cross-validation
    (Golub, Heath and Wahba, Technometrics 21, 1979): nobody chooses it, and it is the same
    each time. It draws weights towards 0 and towards each other; most of that is taken
    back by the jackknife, which has a closed form here (Singh, Chaubey and Dwivedi, "An
    Almost Unbiased Ridge Estimator", Sankhya B 48, 1986).

    :param matrix: correlations among the drivers; ``vector``: with the score
    :param int n: answers, more than drivers
    :return: ``Fit``
    """
    fits = (_fit(matrix, vector, n, penalty) for penalty in PENALTIES)
    return min(fits, key=lambda found: found.validation)


def _fit(matrix, vector, n, penalty):
    inverse = invert(_add_to_diagonal(matrix, penalty))
    plain = [_dot(row, vector) for row in inverse]
    fitted = [_dot(row, plain) for row in matrix]
    left = max(0.0, 1 - 2 * _dot(plain, vector) + _dot(plain, fitted))
    # Degrees of freedom: the trace of the matrix that makes fitted scores of scores.
    freedom = len(vector) - penalty * sum(row[at] for at, row in enumerate(inverse))
    variance = left / (n - 1 - freedom)
    # What makes weights of the correlations with the score: (1 + penalty × inverse) × inverse.
    more = _add_to_diagonal([[penalty * value for value in row] for row in inverse], 1)
    maker = [[_dot(row, column) for column in inverse] for row in more]
    return Fit(
        penalty,
        [_dot(row, vector) for row in maker],
        [math.sqrt(variance * max(0.0, _find_spread(row, matrix))) for row in maker],
        left / (1 - (freedom + 1) / n) ** 2,
    )


def _add_to_diagonal(matrix, value):
    found = [list(row) for row in matrix]
    for at, row in enumerate(found):
        row[at] += value
    return found


def _find_spread(row, matrix):
    return _dot(row, [_dot(row, column) for column in matrix])


def invert(matrix):
    """:param matrix: symmetric and positive definite
    :return: its inverse, by Cholesky's decomposition"""
    size = len(matrix)
    lower = [[0.0] * size for _row in matrix]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - _dot(lower[i][:j], lower[j][:j])
            lower[i][j] = math.sqrt(rest) if i == j else rest / lower[j][j]
    columns = []
    for unit in range(size):
        column = [0.0] * size
        for i in range(unit, size):
            rest = (1.0 if i == unit else 0.0) - _dot(lower[i][:i], column[:i])
            column[i] = rest / lower[i][i]
        columns.append(column)
    return [[_dot(one, other) for other in columns] for one in columns]


def _dot(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True))
