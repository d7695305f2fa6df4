from . import hr_recruitment_communication_plan
