from contextlib import contextmanager

from odoo import api, models

LISTING = "hr_recruitment_candidate_experience.listing"


class HrCandidateAccess(models.AbstractModel):
    """Records of which it is noted who opens them in a form."""

    _name = "hr.candidate.access.mixin"
    _description = "Confidential, with a Record of Who Opened It"

    def _is_access_noted(self):
        """:return: whether this one is confidential"""
        return False

    def _get_access_kind(self):
        """:return: of ``hr.recruitment.access``"""
        raise NotImplementedError

    def _get_access_applicant(self):
        """:return: ``hr.applicant``, may be empty"""
        raise NotImplementedError

    def web_read(self, specification):
        found = super().web_read(specification)
        opened = len(self) == 1 and bool(found) and not self.env.su
        if opened and LISTING not in self.env.cr.cache and self.sudo()._is_access_noted():
            self.env["hr.recruitment.access"]._note(self)
        return found

    # It writes: with a replica it would be refused there, and be asked a second time.
    web_read._readonly = False

    @contextmanager
    def _listing(self):
        """What a list reads of its rows is no opening of a form."""
        outer = self.env.cr.cache.get(LISTING)
        self.env.cr.cache[LISTING] = True
        try:
            yield
        finally:
            if not outer:
                del self.env.cr.cache[LISTING]

    @api.readonly
    @api.model
    def web_search_read(self, *args, **kwargs):
        with self._listing():
            return super().web_search_read(*args, **kwargs)

    @api.readonly
    @api.model
    def web_read_group(self, *args, **kwargs):
        with self._listing():
            return super().web_read_group(*args, **kwargs)
