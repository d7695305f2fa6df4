from . import hr_applicant_communication_data_request
from . import hr_applicant_data_request
from . import hr_recruitment_automatic
