from odoo import fields, models

from ..batch import get_now


class HrApplicantPrivacyShown(models.Model):
    """Which version of the privacy notice an applicant was shown, where, and when: on the
    application form, and in the first email that led to it. Only our own methods make one."""

    _name = "hr.applicant.privacy.shown"
    _description = "Privacy Notice That Was Shown"
    _order = "date desc, id desc"
    _rec_name = "notice_id"

    applicant_id = fields.Many2one(
        "hr.applicant",
        "Application",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    notice_id = fields.Many2one(
        "hr.recruitment.privacy.notice",
        "Version",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True)
    channel = fields.Selection(
        [("form", "Application form"), ("email", "Email")],
        "Where",
        required=True,
        readonly=True,
        help="Whether an email has arrived is what its message says.",
    )
    date = fields.Datetime("Shown On", required=True, readonly=True)
    communication_id = fields.Many2one(
        "hr.applicant.communication",
        "Message",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    def _find_privacy_notice(self):
        """:return: the version that is published for the company of the application, may be
        empty"""
        self.ensure_one()
        company = self.company_id or self.env.company
        return self.env["hr.recruitment.privacy.notice"]._find_published(company)

    def _note_notice_on_form(self):
        """The application form has led to the version that is published, if one is."""
        notice = self._find_privacy_notice()
        if notice:
            self.env["hr.applicant.privacy.shown"].sudo().create(
                {
                    "applicant_id": self.id,
                    "notice_id": notice.id,
                    "channel": "form",
                    "date": get_now(self.env),
                }
            )
