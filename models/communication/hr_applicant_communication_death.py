from odoo import fields, models

from ..limits import MAX_DEATHS


class HrApplicantCommunicationDeath(models.Model):
    """What stops its worker concerns two people: the recruiter, whose candidate has not
    got it, and an administrator, who can mend the step."""

    _inherit = "hr.applicant.communication"

    reason = fields.Selection(
        selection_add=[("stops_server", "The server stopped while it prepared the message")]
    )

    def _give_up(self):
        res = super()._give_up()
        self._alert_administrators(
            lambda row: (
                row.env._("A step stops the server: %s", row.step_id.name),
                row.env._(
                    "The server stopped %s times while it prepared this message. The candidate has "
                    "not got it. Check the template of the step, then try again.",
                    MAX_DEATHS,
                ),
            )
        )
        return res
