from . import test_answering_in_time
from . import test_applying
from . import test_applying_phone
from . import test_capabilities
from . import test_form_counts
from . import test_publications
from . import test_pay
from . import test_pay_questions
