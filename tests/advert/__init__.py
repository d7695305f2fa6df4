from . import test_capabilities
from . import test_pay
from . import test_pay_questions
