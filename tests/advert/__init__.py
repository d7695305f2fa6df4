from . import test_capabilities
from . import test_job_page
from . import test_job_page_narrow
from . import test_job_page_thanks
