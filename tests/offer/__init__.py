from . import test_offer
from . import test_offer_page
from . import test_offer_attacks
