"""What Health looks at, in the order of the screen: a line here, and a method."""

from dataclasses import dataclass

from odoo.tools.translate import LazyGettext, LazyTranslate

_lt = LazyTranslate(__name__)

ADDON = "hr_recruitment_candidate_experience"
LEDGER = "hr.applicant.communication"
MANAGER = "hr_recruitment.group_hr_recruitment_manager"
MAIL_QUEUE = "mail.ir_cron_mail_scheduler_action"
GREEN, ATTENTION, RED = LEVELS = ("green", "attention", "red")


@dataclass(frozen=True, eq=False)
class Check:
    """``_check_<name>(look)`` of the service returns what it found, see ``_say``."""

    name: str
    title: LazyGettext
    # Can be red, and costs a query or two: the light in Today asks it, too.
    in_light: bool = False
    # An administrator hears of it elsewhere, once.
    is_told_elsewhere: bool = False


CHECKS = (
    Check("scheduled_actions", _lt("Scheduled actions"), in_light=True),
    Check("due", _lt("Messages that are due"), in_light=True),
    Check("mail_server", _lt("Outgoing mail server"), in_light=True, is_told_elsewhere=True),
    Check("sms_service", _lt("SMS service"), in_light=True, is_told_elsewhere=True),
    Check("sender", _lt("Sender address"), in_light=True, is_told_elsewhere=True),
    Check("failures", _lt("Failed messages"), in_light=True),
    Check("application_forms", _lt("Application forms"), in_light=True),
    Check("bounces", _lt("Emails that came back")),
    Check("candidate_data", _lt("Candidates' data")),
    Check("printing", _lt("Printing")),
    Check("fonts", _lt("Fonts")),
    Check("holidays", _lt("Public holidays")),
)
