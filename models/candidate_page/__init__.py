from . import hr_applicant_communication_page
from . import hr_applicant_page
from . import hr_applicant_page_content
from . import hr_applicant_links
from . import hr_applicant_quoted_links
from . import hr_applicant_page_actions
from . import hr_applicant_told
from . import ir_http
