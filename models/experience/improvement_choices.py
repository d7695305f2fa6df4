"""What improvement actions can be, and who sees all of them."""

OPEN = ("idea", "in_progress")
MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
