from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class HrCandidateApplication(models.AbstractModel):
    """Records that are read with the application they belong to (``applicant_id``),
    whatever rule decides who may read that. Record rules of their own come on top of it."""

    _name = "hr.candidate.application.mixin"
    _description = "Read With the Application"
    _inherit = "hr.candidate.guard.mixin"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """What may not be read is not found, or counted, either."""
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._get_domain_of_readers()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    @api.model
    def _get_domain_of_readers(self):
        """:return: domain of what belongs to applications that the user may read"""
        applicants = self.env["hr.applicant"].with_context(active_test=False)
        if not applicants.has_access("read"):
            return Domain.FALSE
        return Domain("applicant_id", "in", applicants._search([]))

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        if self.env.su or not any(self._ids):
            return refused
        known = self - refused[0] if refused else self
        closed = known - known._filter_open() if known else known
        if not closed:
            return refused
        error = self._say_closed()
        return (refused[0] if refused else self.browse()) | closed, lambda: AccessError(error)

    def _filter_open(self):
        """:return: those that the user may read, whatever record rules say of them"""
        readable = self._find_readable()
        return self.filtered(lambda record: record.sudo().applicant_id in readable)

    def _find_readable(self):
        """:return: ``hr.applicant`` of these records that the user may read, as superuser"""
        return self.sudo().applicant_id.sudo(False)._filtered_access("read").sudo()

    def _say_closed(self):
        """:return: str, why somebody may not read it"""
        return self.env._("You may not open the application that this belongs to.")
