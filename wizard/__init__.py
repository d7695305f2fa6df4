from . import communication_start, mail_compose_message, sms_composer
