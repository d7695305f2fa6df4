from . import test_wording_functions
