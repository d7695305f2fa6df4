from . import test_working_days
from . import test_first_months
from . import test_first_months_page
from . import test_first_months_crossed
from . import test_first_months_phone
from . import test_first_months_attacks
