from . import test_today
from . import test_today_papers
from . import test_today_tour
from . import test_today_to_read
