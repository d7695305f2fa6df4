from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class HrScreeningAccess(models.AbstractModel):
    """What candidates answer is read by those who may read the application, whatever rule
    decides that, and by those who hold an interview with the candidate. The record rules
    come on top of it."""

    _name = "hr.screening.access.mixin"
    _description = "Read With the Application"
    _inherit = "hr.candidate.guard.mixin"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._get_domain_of_readers()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    @api.model
    def _get_domain_of_readers(self):
        """:return: domain of what belongs to applications that the user may read, or whose
        candidate the user interviews"""
        held = self._find_held().ids
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        readable = Domain.FALSE
        if applicants.has_access("read"):
            readable = Domain("applicant_id", "in", applicants._search([]))
        return readable | Domain("applicant_id", "in", held)

    @api.model
    def _find_held(self):
        """:return: ``hr.applicant``, as superuser, whose interviews the user holds"""
        kits = self.env["hr.interview.kit"].search([("interviewer_ids", "in", self.env.uid)])
        return kits.sudo().applicant_id

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        if refused or self.env.su or not any(self._ids):
            return refused
        applicants = self.sudo().applicant_id
        known = applicants.sudo(False)._filtered_access("read") | self._find_held().sudo(False)
        closed = self.filtered(lambda record: record.sudo().applicant_id not in known.sudo())
        if not closed:
            return None
        return closed, lambda: AccessError(
            self.env._("Only those who may open the application, or hold the interview, read this.")
        )
