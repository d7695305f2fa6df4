from . import hr_applicant
from . import hr_applicant_communication
from . import hr_recruitment_today
from . import hr_recruitment_today_candidates
from . import hr_recruitment_today_calls
from . import hr_recruitment_today_interviews
from . import hr_recruitment_today_requests
from . import hr_recruitment_today_offers
