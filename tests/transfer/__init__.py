from . import test_first_months_transfer
from . import test_plan_export
from . import test_plan_file
from . import test_plan_import
from . import test_plan_import_rights
