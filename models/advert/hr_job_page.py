from odoo import models

from .paths import CONTACT_PATH


class HrJob(models.Model):
    """What candidates need to decide whether to apply, on the page of a job position: the
    same message, facts, steps and times as in emails and on the candidate's page.

    All of it is read as superuser, and is for everybody to read: nothing of applications,
    of meetings or of colleagues who have not said yes is in it.
    """

    _inherit = "hr.job"

    def _get_job_page(self):
        """:return: dict of what the blocks of the page read, in the language of the
        environment; None where job ads are switched off"""
        self.ensure_one()
        if not self.env["hr.candidate.settings"]._is_used("uses_advert"):
            return None
        job = self.sudo()
        company = job._get_page_company()
        return {
            "employer": job._get_employer_blocks(company),
            "steps": job._get_steps(),
            "days": job._get_days_to_reply(),
            "agenda": job._get_page_agenda(),
            "contact": job._get_page_contact(),
            "posting": job._get_posting(company),
        }

    def _get_page_company(self):
        return self.sudo().company_id or self.env.company.sudo()

    def _get_page_agenda(self):
        """:return: list of dicts of ``name`` and ``minutes`` of the usual interview; who
        holds it is for those who are invited"""
        return [
            {"name": line._get_title(), "minutes": line.duration_minutes}
            for line in self.interview_agenda_ids
        ]

    def _find_public_contact(self):
        """:return: ``res.users`` as superuser, who answers questions and has said yes to be
        shown; may be empty"""
        user, contact = self._introduce_contact()
        return user if contact else user.browse()

    def _get_page_contact(self):
        """:return: dict of the contact, with the path of the picture, or None"""
        _user, contact = self._introduce_contact()
        if not contact:
            return None
        path = f"{CONTACT_PATH}/{self.id}" if contact["picture"] else None
        return {**contact, "picture_path": path}

    def _introduce_contact(self):
        """:return: ``res.users`` as superuser, and what candidates may know of them; None
        where that is nothing"""
        user, company = self.sudo().user_id, self._get_page_company()
        # Most have not said yes: what they say of themselves is read first, and once.
        contact = user._introduce(company) if user else {}
        if contact.get("is_public") and user._may_speak_for(company):
            return user, contact
        return user, None
