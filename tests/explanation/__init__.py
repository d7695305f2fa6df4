from . import test_explanation
from . import test_explanation_functions
from . import test_explanation_page
from . import test_explanation_rights
from . import test_explanation_sms
from . import test_explanation_survey
from . import test_explanation_upgrade
from . import test_interview_story
