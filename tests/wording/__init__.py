from . import test_easy_words
from . import test_pay_history
from . import test_reading_age
from . import test_riddles
from . import test_wording_functions
from . import test_wording_list
