"""What the reception knows of who comes: this, and nothing else of recruitment."""

from datetime import timedelta
from typing import NamedTuple

GROUP = "hr_recruitment_candidate_experience.group_reception"
# Yesterday's late guests are of today where clocks differ; nobody plans a reception further.
LOOKS_BACK, LOOKS_AHEAD = timedelta(days=1), timedelta(days=14)
ARRIVED = "arrived"


class Visit(NamedTuple):
    """A row of the list; ``COLUMNS`` has the types of its columns."""

    id: int
    candidate_name: str
    company_id: int
    start: str
    day: str
    is_today: bool
    times: str
    host_names: str
    host_phone: str
    place: str
    has_arrived: bool
    arrived_at: str


COLUMNS = {
    "id": "integer",
    "candidate_name": "varchar",
    "company_id": "integer",
    "start": "timestamp",
    "day": "date",
    "is_today": "boolean",
    "times": "varchar",
    "host_names": "varchar",
    "host_phone": "varchar",
    "place": "varchar",
    "has_arrived": "boolean",
    "arrived_at": "varchar",
}
