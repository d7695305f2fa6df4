from . import hr_recruitment_wording
from . import hr_candidate_wording_mixin
