from . import candidate_page
from . import feedback
from . import keep
from . import survey
