"""States of improvement actions, and the group that sees all of them."""

OPEN = ("idea", "in_progress")
MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
