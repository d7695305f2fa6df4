from . import hr_recruitment_feedback_summary
from . import hr_recruitment_funnel
