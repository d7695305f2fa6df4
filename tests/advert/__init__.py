from . import test_ad_check
from . import test_ad_points
from . import test_ad_publish
from . import test_ad_studio
from . import test_capabilities
