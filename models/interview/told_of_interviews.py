"""Which messages say when an interview is, and which that it is not."""

from ..communication.triggers import names

ANNOUNCING = names(lambda trigger: trigger.tells == "new_time")
TELLING = names(lambda trigger: trigger.tells in ("new_time", "time"))
TAKING_BACK = names(lambda trigger: trigger.tells == "gone")
