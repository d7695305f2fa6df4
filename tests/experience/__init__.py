from . import test_dashboard
from . import test_improvement
from . import test_report
from . import test_report_mail
from . import test_report_pdf
from . import test_report_xlsx
from . import test_reporting_upwards
from . import test_review_key
