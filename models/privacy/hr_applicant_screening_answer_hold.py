from odoo import api, models
from odoo.fields import Domain


class HrApplicantScreeningAnswerHold(models.Model):
    """What must be kept for a claim is kept, recordings too, until the hold is ended."""

    _inherit = "hr.applicant.screening.answer"

    @api.model
    def _find_expired(self):
        expired = super()._find_expired()
        holds = self.env["hr.applicant.hold"].sudo().search([("is_active", "=", True)])
        return expired & Domain("applicant_id", "not in", holds.applicant_id.ids)


class HrApplicantScreeningHold(models.Model):
    _inherit = "hr.applicant.screening"

    def _is_held(self):
        """GDPR art. 17(3)(e): what a legal claim needs is kept against the person's wish."""
        held = self.env["hr.applicant.hold"]._find_held(self.applicant_id)
        return bool(held) or super()._is_held()
