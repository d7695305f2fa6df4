from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import plaintext2html
from odoo.tools.mail import is_html_empty

from ..rendering.preview_reader import MASK, Reader
from ..write_groups import OFFICER


class HrApplicantCommunicationPreview(models.Model):
    """What the candidate gets, or got: as the template says, or as a colleague has worded
    it for this one."""

    _inherit = "hr.applicant.communication"

    # Others read the preview: what they may not read is masked there.
    subject = fields.Char(groups=OFFICER, help="Empty: as the template says.")
    body = fields.Html(
        "Text",
        sanitize="email_outgoing",
        groups=OFFICER,
        help="Edited for this candidate. Empty: as the template says.",
    )
    is_edited = fields.Boolean(compute="_compute_is_edited", compute_sudo=True)
    preview_subject = fields.Char(compute="_compute_preview", compute_sudo=False)
    preview_body = fields.Html(
        compute="_compute_preview", compute_sudo=False, sanitize="email_outgoing"
    )

    @api.constrains("subject", "body")
    def _check_not_masked(self):
        """:raise ValidationError: if it is the text of a preview that masks something"""
        for row in self.sudo():
            if MASK in (row.subject or "") or MASK in (row.body or ""):
                raise ValidationError(
                    self.env._(
                        "The text has %s where something stands that you may not read. Leave the "
                        "text as the template says, or write it again.",
                        MASK,
                    )
                )

    @api.depends("body", "subject")
    def _compute_is_edited(self):
        for row in self:
            row.is_edited = bool(row.subject) or not is_html_empty(row.body)

    @api.depends("state", "body", "subject", "step_id", "applicant_id")
    @api.depends_context("uid")
    def _compute_preview(self):
        """What the candidate gets, or got, as far as the user may read it. A broken
        template is said, not raised."""
        for row in self:
            reader = Reader(self.env)
            may_read = True
            try:
                subject, body = row._render_text(reader)
            except (UserError, ValueError) as error:
                subject, body = False, plaintext2html(str(error).splitlines()[0])
                # Nobody knows any more what was in it.
                may_read = self.env.user.has_group(OFFICER)
            if may_read and not reader.hidden:
                fixed_subject, fixed_body = row.sudo()._get_fixed_text()
                subject = fixed_subject or subject
                body = body if is_html_empty(fixed_body) else fixed_body
            row.preview_subject = subject
            row.preview_body = reader.add_note(body)

    def _get_fixed_text(self):
        """:return: (subject, HTML body) that has left, or else that was edited; both
        may be empty"""
        message = self.message_id
        if not message:
            return self.subject, self.body
        subject = self.sent_subject or message.subject or self.subject
        return subject, self.sent_body or message.body

    def _render_text(self, reader=None):
        """:param reader: ``Reader``, who is shown the text; by default the user
        :return: (subject, HTML body) as the template or the activity says, for the
            one applicant of the row, in the candidate's language"""
        self.ensure_one()
        self.applicant_id.check_access("read")
        reader = reader or Reader(self.env)
        applicant, step = self.applicant_id, self.sudo().step_id
        step._check_content()
        if self.action == "activity":
            return step.activity_summary, step.activity_note
        if self.action == "sms":
            words = step.sms_template_id
            text = reader.render(words, "body", applicant) if words else ""
            return False, plaintext2html(text)
        template = self._get_mail_template()
        if not template:
            return False, False
        return tuple(
            reader.render(template, field, applicant) for field in ("subject", "body_html")
        )
