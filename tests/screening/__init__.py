from . import test_lengths
from . import test_recordings
from . import test_screening
from . import test_screening_crossed
from . import test_screening_page
from . import test_screening_recorder
from . import test_screening_rights
