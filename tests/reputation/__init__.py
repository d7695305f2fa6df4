from . import test_alert_mail
from . import test_employer_reviews
from . import test_report_reviews
from . import test_review_answers
from . import test_review_import
from . import test_review_mails
from . import test_review_rights
from . import test_review_themes
