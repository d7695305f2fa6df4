from . import test_scorecard
from . import test_scorecard_reminders
