from . import test_invitation_page
from . import test_invitations
from . import test_invitations_forgotten
from . import test_never_contact
