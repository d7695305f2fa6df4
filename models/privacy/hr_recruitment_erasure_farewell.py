from odoo import models

from ..candidate_page.candidate_links import LAYOUT


class HrRecruitmentErasureFarewell(models.Model):
    """The last mail: the data is erased, and what of it is kept, and why.

    It waits in Odoo's outbox on nothing: no contact, no chatter. Odoo deletes it once
    it has left, and the erasure is done when it is gone.
    """

    _inherit = "hr.recruitment.erasure"

    def _prepare_farewell(self, lines):
        """:param lines: that are erased now
        :return: dict of a ``mail.mail`` if nothing else can be erased and the candidate
            is to be told, else None"""
        applicant = self._find_whom_to_tell(lines)
        if not applicant:
            return None
        lang = applicant._get_page_lang()
        mine = self.with_context(lang=lang)
        company = applicant.company_id or self.company_id
        body = mine.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.mail_erased",
            {
                "applicant": applicant.with_context(lang=lang),
                "company": company,
                "kept": mine._say_kept(),
            },
        )
        return {
            "subject": mine.env._("Your data has been erased"),
            "body_html": mine.env["mail.render.mixin"]._render_encapsulate(
                LAYOUT, body, context_record=company
            ),
            "email_to": applicant.email_normalized,
            "email_from": applicant._get_sender() or company.email_formatted,
            "auto_delete": True,
        }

    def _find_whom_to_tell(self, lines):
        """:return: the application with the address, empty if nobody is to be told"""
        asked = self.request_id.applicant_id
        if not asked:
            return asked
        left = (self.line_ids - lines).filtered(lambda line: line.state != "done")
        held = self.env["hr.applicant.hold"]._find_held(left.applicant_id)
        if left.filtered(lambda line: line.applicant_id not in held):
            return asked.browse()
        known = (asked | lines.applicant_id).filtered(
            lambda applicant: applicant.email_normalized and not applicant.message_bounce
        )
        return known[:1]

    def _say_kept(self):
        """:return: list of sentences for the candidate: what is kept, and why"""
        left = self.line_ids.filtered(lambda line: line.state != "done")
        held = self.env["hr.applicant.hold"]._find_held(left.applicant_id)
        said = [
            self.env._("A part of it, because it must be kept for now: %s", hold.reason)
            for holds in held.values()
            for hold in holds
        ]
        if any(line.applicant_id.employee_id for line in self.line_ids):
            said.append(self.env._("What belongs to your employment with us."))
        if self._find_shared_contacts():
            said.append(
                self.env._("Your contact data, because you are in touch with us in other matters.")
            )
        if self.kept_note:
            said.append(self.kept_note)
        return said
