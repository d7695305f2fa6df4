from . import test_answers
from . import test_bank_accounts
from . import test_papers_handover
from . import test_papers_mail
from . import test_papers_typing
from . import test_paperwork
from . import test_paperwork_attacks
from . import test_signing
