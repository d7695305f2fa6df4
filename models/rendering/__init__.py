from . import ir_qweb
from . import ir_qweb_fields
from . import mail_render_mixin
from . import mail_template
