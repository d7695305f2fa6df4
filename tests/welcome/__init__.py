from . import test_welcome
from . import test_welcome_story
