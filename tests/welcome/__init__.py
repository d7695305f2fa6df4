from . import test_papers_sets
from . import test_welcome
from . import test_welcome_story
