from . import test_pay_history
