from odoo import models


class HrApplicantEntrusted(models.Model):
    """Who may tell the candidate of an application something."""

    _inherit = "hr.applicant"

    def _filter_entrusted(self, user):
        """:param user: ``res.users``
        :return: those whose application the user may write, in whatever company the
            user works, or interviews in"""
        if user._is_superuser():
            return self
        if not user.active or user.share:
            return self.browse()
        companies = user.company_ids.ids
        mine = self.with_user(user).with_context(allowed_company_ids=companies)
        written = self.browse(mine._filtered_access("write").ids)
        return written | (self - written).filtered(
            lambda a: user in a.interviewer_ids | a.job_id.interviewer_ids
        )

    def _is_listening(self):
        """:return: whether the candidate waits for something, or does not know yet that
        there is nothing to wait for"""
        return self._is_open() or self.answer_state in ("pending", "owed")
