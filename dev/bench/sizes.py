"""How much of everything the benchmark does."""

from typing import NamedTuple


class Sizes(NamedTuple):
    """What the budgets are for."""

    moved: tuple = (50, 200, 1000)
    worked: int = 2000  # promises for the workers
    refused: tuple = (200, 1000)
    met: tuple = (50, 200)
    meetings: tuple = (500, 5000)  # of each in a panel
    asked: int = 1000
    answered: int = 200
    facts: tuple = (10_000, 1_000_000)
    sheets: tuple = (10_000, 100_000)  # answers
    opened: tuple = (1000, 100_000)  # applications
    imported: tuple = (50, 200)
    erased: tuple = (200, 1000)
    forms: int = 50  # job positions whose forms are tested
    readers: int = 50
    pages: int = 200
    applied: int = 40
    begun: tuple = (10, 50)  # new colleagues


FULL = Sizes()
QUICK = FULL._replace(moved=(50, 200), refused=(200,))
# Times of so little say nothing; that both ways come to the same can be seen.
SMOKE = Sizes(
    moved=(9, 18),
    worked=20,
    refused=(4, 8),
    met=(4, 8),
    meetings=(20, 40),
    asked=10,
    answered=5,
    # Of each day of the last two years more than may not be shown, on the first of a month, too.
    facts=(9000, 12_000),
    sheets=(50, 100),
    opened=(160, 240),
    imported=(4, 8),
    erased=(4, 8),
    forms=2,
    readers=2,
    pages=4,
    applied=2,
    begun=(2, 4),
)
