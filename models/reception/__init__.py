from . import mail_activity
from . import calendar_event
from . import hr_interview_kit
from . import hr_reception_visit
from . import hr_candidate_settings
