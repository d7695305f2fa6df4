from . import test_answers
from . import test_paperwork
from . import test_paperwork_attacks
from . import test_signing
