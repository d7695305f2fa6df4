from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_now
from ..inside import is_installation, is_migration
from ..write_groups import OFFICER


class HrApplicantImport(models.Model):
    """An imported file sends nothing, unless it says so of an applicant."""

    _inherit = "hr.applicant"

    send_confirmation = fields.Boolean(
        store=False,
        inverse="_inverse_send_confirmation",
        write_groups=OFFICER,
        help="For imported files: the candidate gets the confirmation of the "
        "communication plan. Nobody gets it twice.",
    )
    is_confirmed = fields.Boolean(
        "Application Confirmed",
        compute="_compute_is_confirmed",
        compute_sudo=True,
        search="_search_is_confirmed",
        help="The confirmation of the application was sent, is on its way, or is not needed any "
        "more, as the candidate has heard from us.",
    )

    def _inverse_send_confirmation(self):
        wanted = self.filtered("send_confirmation")
        if not wanted or is_migration(self.env) or is_installation(self.env):
            return
        unconfirmed = wanted.filtered(lambda a: a._is_open() and not a.is_confirmed)
        unconfirmed._plan(("applied",), {}, get_now(self.env))
        unconfirmed.invalidate_recordset(["is_confirmed"])

    @api.depends("arrival", "talent_pool_ids", "last_contact_date", "communication_ids.state")
    def _compute_is_confirmed(self):
        known = Domain("id", "in", self.ids) & Domain("is_confirmed", "=", True)
        confirmed = set(self.with_context(active_test=False).search(known).ids)
        for applicant in self:
            applicant.is_confirmed = applicant._origin.id in confirmed

    def _search_is_confirmed(self, operator, values):
        """Sourced people and talents in a pool have nothing to be confirmed."""
        if operator != "in":
            return NotImplemented
        thanks = Domain("step_id.trigger", "=", "applied") & Domain(
            "state", "in", ("scheduled", "queued", "sent")
        )
        confirmed = Domain.OR(
            [
                Domain("arrival", "=", "sourced"),
                Domain("talent_pool_ids", "!=", False),
                Domain("last_contact_date", "!=", False),
                # Whatever of it the reader may read.
                Domain("communication_ids", "any!", thanks),
            ]
        )
        return confirmed if True in values else ~confirmed
