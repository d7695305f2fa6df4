from odoo import api, models
from odoo.fields import Domain


class HrScreeningAccess(models.AbstractModel):
    """What candidates answer is read by those who may read the application, and by those
    who hold an interview with the candidate."""

    _name = "hr.screening.access.mixin"
    _description = "Read With the Application, or With an Interview"
    _inherit = "hr.candidate.application.mixin"

    @api.model
    def _get_domain_of_readers(self):
        held = Domain("applicant_id", "in", self._find_held().ids)
        return super()._get_domain_of_readers() | held

    @api.model
    def _find_held(self):
        """:return: ``hr.applicant``, as superuser, whose interviews the user holds"""
        kits = self.env["hr.interview.kit"].search([("interviewer_ids", "in", self.env.uid)])
        return kits.sudo().applicant_id

    def _find_readable(self):
        return super()._find_readable() | self._find_held()

    def _say_closed(self):
        return self.env._(
            "Only those who may open the application, or hold the interview, read this."
        )
