from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_today
from ..write_groups import ADMINISTRATOR


class HrApplicantHold(models.Model):
    """An application that must be kept, whatever is asked or due: a claim, a complaint,
    an archive. Only recruitment administrators see that there is one."""

    _name = "hr.applicant.hold"
    _description = "Legal Hold"
    _inherit = "hr.candidate.guard.mixin"
    _order = "id desc"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        index=True,
        ondelete="cascade",
        settled=True,
        write_groups=ADMINISTRATOR,
    )
    company_id = fields.Many2one(related="applicant_id.company_id", store=True)
    reason = fields.Text(
        required=True,
        write_groups=ADMINISTRATOR,
        help="Why it must be kept. It is told to a candidate who asks to be erased, so "
        "leave names out.",
    )
    until = fields.Date(
        write_groups=ADMINISTRATOR,
        help="The last day of the hold. Leave empty if nobody knows yet.",
    )
    user_id = fields.Many2one(
        "res.users", "Placed By", readonly=True, default=lambda self: self.env.user
    )
    ended_date = fields.Date("Ended On", readonly=True)
    is_active = fields.Boolean(compute="_compute_is_active", search="_search_is_active")

    @api.depends("until", "ended_date")
    def _compute_is_active(self):
        active = self.filtered_domain(self._get_active_domain())
        for hold in self:
            hold.is_active = hold in active

    def _search_is_active(self, operator, value):
        return NotImplemented if operator != "in" else self._get_active_domain()

    @api.model
    def _get_active_domain(self):
        today = get_today(self.env)
        return Domain("ended_date", "=", False) & (
            Domain("until", "=", False) | Domain("until", ">=", today)
        )

    @api.depends("applicant_id.partner_name")
    def _compute_display_name(self):
        for hold in self:
            hold.display_name = self.env._("Hold: %s", hold.applicant_id.partner_name or "")

    def action_end(self):
        """What was to be erased and waited for it goes on."""
        self.check_access("write")
        self.sudo().filtered("is_active").ended_date = get_today(self.env)
        self.env["hr.recruitment.erasure"]._wake_cron()

    @api.model
    def _find_held(self, applicants):
        """:return: dict ``hr.applicant`` → its holds, of those that have one"""
        holds = self.sudo().search(
            Domain("applicant_id", "in", applicants.ids) & self._get_active_domain()
        )
        return holds.grouped("applicant_id")
