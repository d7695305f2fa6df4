from odoo import models

from ..privacy.erased import ERASED
from .leaves import NAMED


class HrApplicant(models.Model):
    """Whom a candidate has met, and what becomes of thanks when the candidate goes."""

    _inherit = "hr.applicant"

    def _find_known_colleagues(self):
        """Nobody of whom the candidate has not been told.

        :return: ``res.users``, as superuser: who writes to them, who has interviewed them,
            and from the hire on manager and buddy"""
        applicant = self.sudo()
        if not applicant:
            return self.env["res.users"].sudo()
        users = applicant._get_speaker().sudo()
        for meeting in applicant.get_held_interviews():
            users |= meeting._get_interviewers(meeting._confirmed("partner_ids"))
        if applicant._shows_first_months():
            users |= users.browse(person["id"] for person in applicant._get_page_people())
        company = applicant.company_id or self.env.company
        return users.filtered(
            lambda user: user._may_speak_for(company) and user.partner_id != applicant.partner_id
        )

    def _find_praise(self):
        """Not a field: it would lead there everybody who may search applications.

        :return: ``hr.candidate.praise`` that these candidates are still known of"""
        praise = self.env["hr.candidate.praise"].sudo()
        return praise.search([("applicant_id", "in", self.ids)], order="id")

    def _erase(self, is_trial=False):
        """Before it is counted: nobody learns that there was something that waits."""
        self._forget_praise()
        return super()._erase(is_trial)

    def unlink(self):
        self._forget_praise()
        return super().unlink()

    def _forget_praise(self):
        """What was passed on stays as a number; its words and its name go."""
        praise = self._find_praise()
        mails = self.env["mail.mail"].sudo()
        mails.search([("model", "=", praise._name), ("res_id", "in", praise.ids)]).unlink()
        passed = praise.filtered(lambda row: row.state == "passed" and row.leave == NAMED)
        self._update_rows(
            passed, {"words": ERASED, "candidate_name": None, "applicant_id": None, "job_id": None}
        )
        (praise - passed).unlink()
