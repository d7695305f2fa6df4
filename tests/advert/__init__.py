from . import test_answering_in_time
from . import test_applying
from . import test_applying_phone
from . import test_capabilities
from . import test_form_counts
from . import test_publications
