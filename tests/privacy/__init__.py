from . import test_erasure
from . import test_erasure_crossed
from . import test_erasure_numbers
from . import test_erasure_restore
from . import test_everywhere
from . import test_retention
