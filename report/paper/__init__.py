from . import experience_report
from . import interview_kit
