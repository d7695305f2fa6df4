from . import test_adjustments
from . import test_adjustments_secret
from . import test_other_offer
from . import test_preferences
