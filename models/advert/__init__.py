from . import res_company_applying
from . import hr_job_pay
from . import hr_job_requirement
from . import hr_job_applying
from . import hr_recruitment_source
from . import hr_job_form_count
from . import hr_applicant_requirement
from . import hr_applicant_applying
