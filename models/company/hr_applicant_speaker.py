from odoo import models

from ..batch import get_batch


class HrApplicantSpeaker(models.Model):
    """Who speaks for us to a candidate: the application's recruiter, else that of the job
    position, else the team, from the company's address.

    Mails, the candidate's page, calendar files, the help with a video interview and
    to-dos for the recruiter all ask here.
    """

    _inherit = "hr.applicant"

    def _get_speaker(self):
        """:return: ``res.users``, as superuser; empty if it is the team"""
        self.ensure_one()
        batch = get_batch(self.env)
        if not batch:
            return self._find_speaker()
        if self.id not in batch.speakers:
            batch.speakers[self.id] = self._find_speaker()
        # In the language of whoever asks.
        return batch.speakers[self.id].with_env(self.sudo().env)

    def _find_speaker(self):
        applicant = self.sudo()
        for user in applicant.user_id, applicant.job_id.user_id:
            if user._may_speak_for(applicant.company_id):
                return user
        return applicant.user_id.browse()

    def _get_sender(self):
        """:return: str, "Name <address>" that mails to the candidate come from; empty if
        there is no such address"""
        speaker = self._get_speaker()
        company = self.sudo().company_id or self.env.company
        batch = get_batch(self.env)
        known = batch.senders if batch else {}
        key = speaker.id, company.id
        if key not in known:
            known[key] = company._get_sender_of(speaker.partner_id) or company._get_sender()
        return known[key]
