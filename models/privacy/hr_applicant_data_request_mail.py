from odoo import models

from ..candidate_page.candidate_links import LAYOUT


class HrApplicantDataRequestMail(models.Model):
    """What candidates are told of their request, by email."""

    _inherit = "hr.applicant.data.request"

    def _confirm(self):
        """To the candidate: that the request is here."""
        spoken = self._in_words_of_candidate()
        spoken._mail_candidate(spoken._say_subject(), "mail_data_request")

    def _say_subject(self):
        return self.env._("Your request about your data")

    def _in_words_of_candidate(self):
        return self.with_context(lang=self.applicant_id._get_page_lang())

    def _mail_candidate(self, subject, template, **values):
        """One mail in the outbox, to the candidate alone, if one can be sent; in the
        language of the context.

        :param str template: of the body, a name in this addon
        :param values: that it reads, beside the request's own
        """
        sender = self._find_sender()
        if not sender:
            return
        body = self.env["ir.qweb"]._render(
            f"hr_recruitment_candidate_experience.{template}",
            {
                "applicant": self.applicant_id,
                "company": self._get_company(),
                "kind": self.kind,
                "asked": self,
                **values,
            },
        )
        self.message_notify(
            partner_ids=self.applicant_id.partner_id.ids,
            subject=subject,
            body=body,
            author_id=self.user_id.partner_id.id,
            email_from=sender,
            email_layout_xmlid=LAYOUT,
            force_email_lang=self.env.lang,
            force_send=False,
        )

    def _notify_get_classified_recipients_iterator(
        self, message, recipients_data, msg_vals=False, **options
    ):
        """A mail to the candidate is of one language: the one that the candidate chose,
        whichever the contact has."""
        lang, candidate = options.get("force_email_lang"), self.sudo().partner_id.id
        if lang:
            recipients_data = [
                {**data, "lang": lang} if data["id"] == candidate else data
                for data in recipients_data
            ]
        return super()._notify_get_classified_recipients_iterator(
            message, recipients_data, msg_vals, **options
        )

    def _find_sender(self):
        """:return: str, in whose name the candidate gets a mail about it; empty if none
        can be sent"""
        applicant = self.applicant_id
        if not applicant.email_normalized or not applicant.partner_id or applicant.messages_stopped:
            return ""
        company = self._get_company()
        responsible = self.user_id.partner_id if self.user_id._may_speak_for(company) else None
        return (responsible and company._get_sender_of(responsible)) or applicant._get_sender()
