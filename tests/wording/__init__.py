from . import test_wording_functions
from . import test_wording_list
