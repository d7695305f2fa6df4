from . import test_crowds
from . import test_praise
from . import test_praise_nameless
from . import test_praise_page
from . import test_praise_phone
from . import test_praise_privacy
from . import test_praise_rights
