from . import res_company
from . import hr_applicant_communication
from . import hr_recruitment_health
from . import hr_recruitment_health_sending
from . import hr_recruitment_health_outcomes
from . import hr_recruitment_health_data
from . import hr_recruitment_health_around
from . import hr_recruitment_health_watch
