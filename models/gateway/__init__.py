from . import mail_thread
from . import hr_applicant_phone
