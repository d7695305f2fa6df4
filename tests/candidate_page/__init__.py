from . import test_candidate_page
from . import test_candidate_page_errors
from . import test_candidate_page_lang
from . import test_candidate_page_phone
from . import test_candidate_page_requests
from . import test_candidate_page_rights
from . import test_quoted_links
