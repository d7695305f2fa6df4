from . import test_automatic
