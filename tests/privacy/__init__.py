from . import test_privacy_notice
from . import test_privacy_notice_narrow
from . import test_privacy_notice_shown
