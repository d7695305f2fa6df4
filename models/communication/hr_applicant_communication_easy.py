from odoo import models

from ..batch import get_batch
from .states import BY_MAIL


class HrApplicantCommunicationEasy(models.Model):
    """Which of a step's two emails a candidate gets is decided when it is made."""

    _inherit = "hr.applicant.communication"

    def _get_mail_templates(self):
        """What is looked up is so once for each step, language and company.

        :return: dict row → ``mail.template``, as superuser; may be empty"""
        batch = get_batch(self.env)
        known = batch.easy if batch else {}
        found = {}
        for row in self.sudo():
            step, applicant = row.step_id, row.applicant_id
            if row.action not in BY_MAIL or not applicant.easy_to_read:
                found[row] = step.mail_template_id
                continue
            key = step.id, row.action, applicant._get_candidate_lang(), applicant.company_id.id
            if key not in known:
                known[key] = step._choose_mail_template(applicant, row.action).id
            found[row] = step.mail_template_id.browse(known[key])
        return found

    def _get_mail_template(self):
        """:return: ``mail.template`` of rows that get the same, as superuser"""
        return self[:1]._get_mail_templates().get(self[:1], self.env["mail.template"].sudo())
