from . import test_candidate_introductions
from . import test_candidate_settings
from . import test_employer_content
from . import test_hr_manager
from . import test_language_names
from . import test_public_holidays
from . import test_schedules
from . import test_shared_configuration
