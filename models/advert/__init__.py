from . import hr_job_pay
