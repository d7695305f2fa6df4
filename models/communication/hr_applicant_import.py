from odoo import api, fields, models

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
        search="_search_is_confirmed",
        help="The confirmation of the application has left, is on its way, or is not "
        "needed any more, as the candidate has heard from us.",
    )

    def _inverse_send_confirmation(self):
        wanted = self.filtered("send_confirmation")
        if not wanted or is_migration(self.env) or is_installation(self.env):
            return
        arrived = wanted.filtered(lambda a: a.arrival == "applied" and a._is_open())
        arrived._plan(("applied",), {}, get_now(self.env))

    @api.depends("arrival", "talent_pool_ids", "last_contact_date", "communication_ids.state")
    def _compute_is_confirmed(self):
        confirmed = self._origin.filtered_domain(self._search_is_confirmed("in", [True]))
        for applicant in self:
            applicant.is_confirmed = applicant._origin in confirmed

    def _search_is_confirmed(self, operator, values):
        """Sourced people and talents in a pool have nothing to be confirmed."""
        if operator != "in":
            return NotImplemented
        confirmed = fields.Domain.OR(
            [
                [("arrival", "=", "sourced")],
                [("talent_pool_ids", "!=", False)],
                [("last_contact_date", "!=", False)],
                [
                    (
                        "communication_ids",
                        "any",
                        [
                            ("step_id.trigger", "=", "applied"),
                            ("state", "in", ("scheduled", "queued", "sent")),
                        ],
                    )
                ],
            ]
        )
        return confirmed if True in values else ~confirmed
