"""States of improvement actions, the group that sees all of them, and what is compared."""

OPEN = ("idea", "in_progress")
MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
# How far before and after a change answers are counted.
MONTHS = 6
