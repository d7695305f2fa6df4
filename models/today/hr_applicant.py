from odoo import models


class HrApplicant(models.Model):
    """Those who wait are few among many applications: each list of today finds its own
    without reading the others."""

    _inherit = "hr.applicant"

    _awaits_reply = models.Index("(last_reply_date, id) WHERE awaiting_reply IS TRUE")
    _promised = models.Index(
        "(reply_due_date, id)"
        " WHERE outcome = 'ongoing' AND reply_promise_state IN ('open', 'broken')"
    )
    _owed = models.Index("(user_id, last_contact_date) WHERE answer_state = 'owed'")
    _heard = models.Index(
        "(user_id, last_contact_date) WHERE outcome = 'ongoing' AND active IS TRUE"
    )
