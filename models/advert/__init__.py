from . import hr_applicant_applied
from . import hr_job_details
from . import hr_job_page
from . import hr_job_pay
from . import hr_job_posting
from . import website_page
