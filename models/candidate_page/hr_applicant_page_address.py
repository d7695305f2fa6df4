import secrets

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import consteq, email_normalize
from odoo.tools.mail import formataddr
from odoo.tools.misc import hmac

from ..batch import get_now
from .candidate_links import LAYOUT
from .page_requests import CODE_LENGTH, HOURS_OF_A_CODE, MOST_CODES, MOST_TRIES

SCOPE = "hr_recruitment_candidate_experience.address"


class HrApplicantPageAddress(models.Model):
    """Another email address, given on the page. It counts when a code that was sent
    there is typed in: a slip of the keyboard would send all that follows to a stranger,
    and whoever has the link alone must not lead it elsewhere."""

    _inherit = "hr.applicant"

    def _get_page_address(self):
        """:return: dict of the address that is ``known``, in part, because links are
        passed on, of the one that ``waits`` for its code, or None, and a function that
        tells whether a change is ``by_colleague``: few pages ask"""
        name, at, domain = (self.email_normalized or "").partition("@")
        return {
            "known": f"{name[:1]}…@{domain}" if at else None,
            "waits": self._find_address_request().address or None,
            "by_colleague": self._is_contact_known_elsewhere,
        }

    def _is_contact_known_elsewhere(self):
        """:return: whether the address of the contact is more than a candidate's: it
        opens an account, or a customer's invoices go there. Whoever has the link to the
        page, which is passed on with a mail, must not get those."""
        contact = self.partner_id.with_context(active_test=False)
        if not contact:
            return False
        first = min(self._find_of_contact().mapped("create_date"))
        return bool(contact.user_ids or contact.create_date < first)

    def _find_of_contact(self):
        """:return: all applications of this contact, in all companies"""
        contact = self.partner_id.ids
        return self.with_context(active_test=False).search([("partner_id", "in", contact)])

    def _find_address_request(self, kind="address"):
        """:param str kind: key of ``hr.applicant.page.request`` that has a code
        :return: ``hr.applicant.page.request`` whose code is awaited, may be empty"""
        latest = self._find_late_addresses(kind)[:1]
        if latest.done_date or latest.address_tries >= MOST_TRIES:
            return latest.browse()
        return latest

    def _find_late_addresses(self, kind="address"):
        """:return: ``hr.applicant.page.request``, those whose code would still be good"""
        good_until = fields.Datetime.subtract(get_now(self.env), hours=HOURS_OF_A_CODE)
        return self.page_request_ids.filtered(lambda r: r.kind == kind and r.date >= good_until)

    def _find_fault_of_address(self, text):
        """:return: ``address``, ``address_same``, ``address_later``, ``limit``, or None
        if a code can be sent there"""
        address = email_normalize(text)
        if not address:
            return "address"
        if address == self.email_normalized:
            return "address_same"
        if not self._get_sender():
            return "address_later"
        return "limit" if len(self._find_late_addresses()) >= MOST_CODES else None

    def _ask_for_address(self, text):
        """Send a code to the new address; nothing else is changed by it.

        :param str text: as typed, ``_find_fault_of_address`` has found none
        """
        self._send_code("address", email_normalize(text), "mail_address_code")

    def _send_code(self, kind, address, template):
        """:param str kind: key of ``hr.applicant.page.request``
        :param str address: where the code goes, normalized
        :param str template: of the body, see ``_mail_about_address``"""
        code = self._make_code(kind, address)
        self._mail_about_address(address, self.env._("Your code: %s", code), template, code=code)

    def _make_code(self, kind, address):
        """:param str address: normalized, or the number that it goes to
        :return: str, the digits, which are nowhere else"""
        code = "".join(secrets.choice("0123456789") for _digit in range(CODE_LENGTH))
        request = self._remember(kind, address=address)
        request.address_code = request._hash_code(code)
        return code

    def _find_fault_of_code(self, text, kind="address"):
        """:param str text: as typed; a wrong one counts
        :param str kind: see ``_find_address_request``
        :return: ``code``, ``code_over``, or None if it is the one that was sent"""
        request = self._find_address_request(kind)
        if not request:
            return "code_over"
        typed = "".join(filter(str.isdecimal, text))
        if consteq(request.address_code or "", request._hash_code(typed)):
            return None
        request.address_tries += 1
        return "code" if request.address_tries < MOST_TRIES else "code_over"

    def _take_address(self):
        """The code was right: from now on the candidate hears there, or a colleague sees
        to it."""
        request = self._find_address_request()
        request.write({"done_date": get_now(self.env), "address_code": False})
        user = self._get_page_colleague("recruiter")
        mine = self._in_words_of(user)
        words = mine.env._("My new email address: %s", request.address)
        if self._is_contact_known_elsewhere():
            self._raise_page_task(user, mine.env._("Change the email address of the candidate"))
        else:
            before = email_normalize(self.email_from or "")
            is_dead = self._is_address_dead()
            # Odoo changes that of the contact, and leaves it with the other applications.
            (self | self._find_of_contact()).email_from = request.address
            if before and not is_dead:
                self._mail_about_address(
                    before,
                    self.env._("Your email address was changed"),
                    "mail_address_changed",
                )
        self._post_from_page(Markup("<p>%s</p>") % words)

    def _mail_about_address(self, address, subject, template, **values):
        """One mail in the outbox, past the chatter, where colleagues would read the code.

        :param str template: of the body, a name in this addon
        """
        company = self.company_id or self.env.company
        body = self.env["ir.qweb"]._render(
            f"hr_recruitment_candidate_experience.{template}",
            {"applicant": self, "company": company, **values},
        )
        self.env["mail.mail"].create(
            {
                "subject": subject,
                "body_html": self.env["mail.render.mixin"]._render_encapsulate(
                    LAYOUT, body, add_context={"company": company}, context_record=self
                ),
                "email_from": self._get_sender(),
                "email_to": formataddr((self.partner_name, address)),
                "auto_delete": True,
            }
        )
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()


class HrApplicantPageRequest(models.Model):
    _inherit = "hr.applicant.page.request"

    def _hash_code(self, code):
        return hmac(self.env(su=True), SCOPE, [self.id, code])
