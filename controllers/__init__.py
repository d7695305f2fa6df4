from . import candidate
from . import candidate_documents
from . import candidate_page
from . import communication_plan
from . import experience_report
from . import experience_report_pdf
from . import feedback
from . import survey
