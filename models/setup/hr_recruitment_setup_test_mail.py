import logging
from contextlib import closing

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import formataddr

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ..inside import YES
from ..rendering.preview_reader import Reader
from .steps import ADDON

_logger = logging.getLogger(__name__)
TEXT = f"{ADDON}.mail_template_applied"


class HrRecruitmentSetupTestMail(models.AbstractModel):
    """The confirmation of an application, to whoever asks for it and nobody else: what a
    client says has no part in it."""

    _inherit = "hr.recruitment.setup"

    @api.model
    def send_test_mail(self):
        """Send the confirmation of an application, made up for this, to the user.

        :return: str, the address that it went to
        :raise AccessError: for users who do not configure recruitment
        :raise UserError: if there is no address, no text, or no server that takes it
        """
        company = self._get_company()
        user = self.env.user
        address = user.email_normalized
        if not address:
            raise UserError(self._say_no_address())
        values = self._write_test_mail(company)
        if not values["email_from"]:
            raise UserError(
                self.env._("There is no address to send from: see the first step of the set-up.")
            )
        mail = company.env["mail.mail"].create(
            {
                **values,
                "email_to": formataddr((user.name, address)),
                "reply_to": formataddr((user.name, address)),
                "auto_delete": True,
            }
        )
        self._mark_done(company, "test_mail")
        # What has left cannot be taken back: last of all.
        company.env.flush_all()
        self._deliver(mail)
        return address

    def _write_test_mail(self, company):
        """:return: dict of values of ``mail.mail``, as the user may read them"""
        template = company.env.ref(TEXT, raise_if_not_found=False)
        if not template:
            raise UserError(self.env._("The confirmation of applications has been deleted."))
        # Nobody has applied: nothing of it stays.
        with closing(company.env.cr.savepoint()):
            applicant = self._make_example(company)
            reader = Reader(company.env)
            body = reader.add_note(reader.render(template, "body_html", applicant))
            return {
                "subject": self.env._("Test: %s", reader.render(template, "subject", applicant)),
                "body_html": self._frame(template, body, applicant, company),
                "email_from": applicant._get_sender(),
            }

    def _make_example(self, company):
        """:return: ``hr.applicant`` of which nobody is told, as superuser"""
        applicants = company.env["hr.applicant"].with_context(
            communication_quiet=YES,
            tracking_disable=True,
            mail_create_nosubscribe=True,
            mail_auto_subscribe_no_notify=True,
        )
        jobs = company.env["hr.job"].search(
            [("company_id", "=", company.id)], order="id desc", limit=1
        )
        return applicants.create(
            {
                "partner_name": self.env.user.name,
                "company_id": company.id,
                "job_id": jobs.id,
                "candidate_lang": self.env.lang,
            }
        )

    def _frame(self, template, body, applicant, company):
        layout = template.email_layout_xmlid
        if not layout:
            return body
        return template._render_encapsulate(
            layout, body, add_context={"company": company}, context_record=applicant
        )

    def _deliver(self, mail):
        try:
            mail.send(raise_exception=True)
        except (MailDeliveryException, OSError) as error:
            _logger.info("The test mail of the set-up could not leave: %s", error)
            raise UserError(self._say_not_sent()) from None
        if mail.exists().state == "exception":
            raise UserError(self._say_not_sent())

    def _say_not_sent(self):
        door = self.env["hr.recruitment.health"]._get_door_to_servers()
        return self.env._(
            "The test mail could not be sent: no outgoing mail server takes it. %s",
            door["ask"] or self.env._("Look at Odoo's outgoing mail servers."),
        )
