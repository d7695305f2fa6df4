from . import res_company_pay
from . import hr_job_pay
from . import hr_job_pay_words
from . import hr_applicant_pay
from . import hr_applicant_pay_todo
from . import hr_applicant_communication_pay
from . import mail_activity_pay
