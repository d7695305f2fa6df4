from . import test_crossed_interviews
from . import test_interview
from . import test_interview_attacks
from . import test_interview_kit
from . import test_interview_mails
from . import test_interview_missing
from . import test_interview_review
from . import test_interviewed
