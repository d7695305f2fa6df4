from . import test_scorecard
from . import test_scorecard_kit
from . import test_scorecard_reminders
from . import test_scorecard_tour
