from . import test_welcome
