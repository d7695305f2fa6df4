from . import hr_candidate_question_topic
from . import hr_candidate_question
from . import hr_candidate_question_answered
from . import hr_applicant_page_request
from . import hr_applicant
from . import hr_applicant_page
from . import hr_applicant_answered
