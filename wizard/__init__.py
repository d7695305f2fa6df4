from . import calendar_popover_delete_wizard
from . import applicant_refuse_reason
from . import applicant_refuse_reason_explanation
from . import communication_send_early
from . import communication_start
from . import mail_compose_message
from . import public_holidays
from . import sms_composer
