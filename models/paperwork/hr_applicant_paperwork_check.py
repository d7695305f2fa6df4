from odoo import api, models
from odoo.fields import Domain

# In the order in which they come to be.
HASHES = ("first_hash", "second_hash", "file_hash")


class HrApplicantPaperworkCheck(models.Model):
    """Whether a file is one that was signed: for anybody who has it, without a name."""

    _inherit = "hr.applicant.paperwork"

    @api.model
    def _find_signed(self, digest):
        """:param str digest: SHA-256 of a file, 64 digits
        :return: dict of what a stranger with this very file may know: the company, the days,
            whether it was signed by both and sealed, and whether there is a newer one; None
            for a file that is not known"""
        known = Domain.OR([(name, "=", digest)] for name in HASHES)
        signed = Domain("signed_date", "!=", False)
        paper = self.sudo().search(Domain.AND([known, signed]), limit=1)
        return paper._tell_strangers(digest) if paper else None

    def _tell_strangers(self, digest):
        is_newest = digest == self.file_hash
        is_ours = is_newest or digest == self.second_hash
        return {
            "company": self._get_company().name,
            "signed_day": self._say_day(self.signed_date),
            "our_day": self._say_day(self.our_date) if is_ours else None,
            "sealed_day": self._say_day(self.sealed_date) if is_newest else None,
            "awaits_us": self._awaits_us(),
            "is_newest": is_newest,
            "is_replaced": self.state == "replaced",
        }

    def _say_day(self, moment):
        applicant = self.applicant_id.with_context(lang=self.env.lang)
        return applicant._say_date(applicant._to_candidate_time(moment)) if moment else None
