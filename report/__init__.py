from . import hr_recruitment_feedback_summary
