from . import test_video_browser
from . import test_video_page
from . import test_video_rights
from . import test_video_survey
