from . import test_capabilities
