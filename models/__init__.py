# What every room stands on.
from . import hr_candidate_guard_mixin
from . import hr_candidate_application_mixin
from . import hr_candidate_shared_mixin
from . import hr_candidate_form_mixin
from . import mail_activity
from . import hr_candidate_delivery_mixin
from . import hr_candidate_outbox_mixin
from . import rendering
from . import gateway
from . import wording

# What builds on another room comes after it: the last one is asked first.
from . import company
from . import communication
from . import candidate_page
from . import feedback
from . import decision
from . import interview
from . import assessment
from . import screening
from . import booking
from . import scorecard
from . import video
from . import reception
from . import advert
from . import privacy
from . import sourcing
from . import preferences
from . import explanation
from . import questions
from . import paperwork
from . import experience
from . import transfer
from . import health
from . import setup
from . import today
