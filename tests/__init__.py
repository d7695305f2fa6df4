from . import test_execution
from . import test_planning
