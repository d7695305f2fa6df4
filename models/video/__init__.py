from . import mail_activity
from . import hr_interview_technology
from . import calendar_event
from . import hr_applicant
from . import hr_applicant_page
from . import hr_interview_kit
from . import survey_user_input
