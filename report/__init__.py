from . import experience_report
from . import interview_kit
from . import hr_recruitment_experience_report
from . import hr_recruitment_experience_report_feedback
from . import hr_recruitment_experience_report_process
from . import hr_recruitment_experience_report_words
from . import hr_recruitment_feedback_summary
from . import hr_recruitment_funnel
