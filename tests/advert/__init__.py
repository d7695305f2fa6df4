from . import test_capabilities
from . import test_pay
