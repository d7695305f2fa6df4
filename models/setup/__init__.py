from . import ir_module_module
from . import onboarding_onboarding_step
from . import hr_recruitment_setup
from . import hr_recruitment_setup_company
from . import hr_recruitment_setup_candidates
from . import hr_recruitment_setup_test_mail
