from . import hr_recruitment_communication_plan
from . import mail_activity_plan
