from . import test_booking
from . import test_booking_crossed
from . import test_booking_page
from . import test_free_times
from . import test_interview_offer
from . import test_recent
