from . import calendar_event
from . import hr_job_competence
from . import hr_job
from . import hr_interview_scorecard
from . import hr_interview_scorecard_rating
from . import hr_interview_scorecard_summary
from . import hr_interview_kit
from . import hr_applicant
