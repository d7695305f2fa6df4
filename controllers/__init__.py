from . import candidate_page
from . import experience_report
from . import feedback
from . import keep
from . import survey
