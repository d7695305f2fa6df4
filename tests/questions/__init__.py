from . import test_questions
