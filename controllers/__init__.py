from . import candidate_page
from . import feedback
from . import survey
