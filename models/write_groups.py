"""Who may write fields that others may read, see ``hr.candidate.guard.mixin``."""

OFFICER = "hr_recruitment.group_hr_recruitment_user"
MANAGER = "hr_recruitment_candidate_experience.group_experience_manager"
ADMINISTRATOR = "hr_recruitment.group_hr_recruitment_manager"
