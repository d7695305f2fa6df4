from . import test_configuration
from . import test_contact
from . import test_execution
from . import test_planning
from . import test_rendering
