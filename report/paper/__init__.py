from . import ir_actions_report
from . import experience_report
from . import interview_kit
from . import reception_day
