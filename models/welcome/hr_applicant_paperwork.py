from odoo import api, fields, models
from odoo.fields import Domain

from ..batch import get_today
from ..paperwork.states import WAITING


class HrApplicantPaperwork(models.Model):
    """A document of somebody who does not begin after all: colleagues wait for it no more."""

    _inherit = "hr.applicant.paperwork"

    ended_date = fields.Datetime(
        "Not Needed Since", readonly=True, copy=False, help="They do not begin after all."
    )

    @api.depends("ended_date")
    def _compute_is_late(self):
        res = super()._compute_is_late()
        self.filtered("ended_date").is_late = False
        return res

    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain(super()._search_is_late("in", [True])) & Domain("ended_date", "=", False)
        return late if True in value else ~late

    def _describe_on_page(self):
        """As before, until the candidate knows that they do not begin."""
        page = super()._describe_on_page()
        passed = self.deadline and self.deadline < get_today(self.env)
        return {**page, "is_late": bool(self.state in WAITING and passed)}
