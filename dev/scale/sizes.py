"""How many there are."""

from typing import NamedTuple

# By these the mails of the play are known again.
STAGE_MAIL, BULK_MAIL, REFUSAL_MAIL = "Scale: stage", "Scale: bulk", "Scale: refusal"


class Sizes(NamedTuple):
    recruiters: int
    # Applications of each recruiter, to be moved on and to be refused.
    moved: int
    refused: int
    candidates: int
    # Applications that each of them stands for, those with a survey apart.
    pages: int
    surveys: int
    # Mails that are due when the cron starts.
    bulk: int


FULL = Sizes(recruiters=4, moved=150, refused=60, candidates=8, pages=40, surveys=40, bulk=1000)
SMOKE = Sizes(recruiters=2, moved=60, refused=20, candidates=4, pages=10, surveys=10, bulk=200)
