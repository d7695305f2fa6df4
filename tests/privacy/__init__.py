from . import test_automatic
from . import test_copy
from . import test_copy_fetched
from . import test_privacy_notice
from . import test_privacy_notice_narrow
from . import test_privacy_notice_shown
