from odoo import fields, models
from odoo.tools.mail import is_html_empty

from ..batch import KEY


class HrRecruitmentCommunicationStepEasy(models.Model):
    """The same email in easy language, for candidates who have asked for it. Where it cannot
    leave, the ordinary one does: nobody hears nothing because of what they have chosen."""

    _inherit = "hr.recruitment.communication.step"

    easy_mail_template_id = fields.Many2one(
        "mail.template",
        "Easy-to-Read Email",
        domain=[("model", "=", "hr.applicant")],
        ondelete="restrict",
        help="Sent instead to candidates who want easy-to-read emails. Leave empty to send "
        "everybody the same.",
    )

    def _get_mail_templates(self):
        """:return: all emails that these steps send, as superuser"""
        steps = self.sudo()
        return steps.mail_template_id | steps.easy_mail_template_id

    def _find_easy_fault(self, action):
        """:return: str, why candidates get the ordinary email instead; or False"""
        easy = self.sudo().easy_mail_template_id
        if not easy:
            return False
        if not easy.active:
            return self.env._("“%s” is archived.", easy.display_name)
        return self._find_foreign_mail(easy) or self._find_fault_of_mail(easy, action)

    def _find_fault_of_mail(self, mail, action):
        """:param mail: ``mail.template``
        :return: str, why it has nothing to say in this action; or False"""
        if is_html_empty(mail.body_html):
            return self.env._("The email template “%s” has no text.", mail.name)
        return self._find_missing_link(action, mail.body_html or "")

    def _find_missing_link(self, action, body):
        """:return: str, what the text of this action leads to and has no link to; or False"""
        if action == "survey" and "get_feedback_" not in body:
            return self.env._("The email has no link to the survey.")
        return False

    def _choose_mail_template(self, applicant, action):
        """:param str action: of the ledger row
        :return: ``mail.template`` that this candidate gets, as superuser: the easy one only
            where it is said in the language of the ordinary one"""
        # Whatever language the words of other messages are fixed in.
        step = self.sudo().with_context(**{KEY: None})
        easy, ordinary = step.easy_mail_template_id, step.mail_template_id
        if not easy or not ordinary or not applicant.sudo().easy_to_read:
            return ordinary
        if step._find_easy_fault(action):
            return ordinary
        langs = [applicant._get_template_langs(one) for one in (easy, ordinary)]
        return easy if langs[0] == langs[1] else ordinary

    def action_preview_easy(self):
        """Open Odoo's preview of the easy-to-read email, see ``action_preview``."""
        self.ensure_one()
        self.check_access("read")
        self._check_content()
        return self._open_mail_preview(self.easy_mail_template_id)
