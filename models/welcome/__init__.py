from . import mail_activity_plan
from . import hr_applicant
from . import hr_applicant_papers
from . import hr_applicant_page
from . import hr_applicant_paperwork
