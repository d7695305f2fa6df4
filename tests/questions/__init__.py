from . import test_answer_mail
from . import test_answer_once
from . import test_questions
