from . import test_health
from . import test_health_data
from . import test_health_watch
from . import test_health_tour
