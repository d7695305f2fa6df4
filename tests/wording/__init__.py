from . import test_pay_history
from . import test_wording_functions
from . import test_wording_list
