from . import test_assessment
from . import test_assessment_crossed
from . import test_assessment_page
