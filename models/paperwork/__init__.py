from . import hr_paperwork_set
from . import hr_paperwork_document
from . import hr_paperwork_field
from . import hr_applicant_paperwork
from . import hr_applicant_paperwork_page
from . import hr_applicant_paperwork_signing
from . import hr_applicant
from . import hr_applicant_data_request
