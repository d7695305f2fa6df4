from odoo import fields, models

from ..batch import get_now
from ..candidate_page.page_requests import MOST_CODES
from .copy_limits import COPY_CODE


class HrApplicantPageCopy(models.Model):
    """The copy of the data on the candidate's page. The link to the page is not enough to
    have it, because mails are passed on: a code goes to the address of the application."""

    _inherit = "hr.applicant"

    def _get_page(self):
        page = super()._get_page()
        return {**page, "copy": self._get_page_copy()}

    def _get_page_copy(self):
        """:return: dict of ``until`` when the copy can be fetched, in words, whether it
        ``may_fetch`` itself, and whether a code ``waits``; None if there is none"""
        request = self._find_copy()
        if not request:
            return None
        return {
            "until": self._say_date(self._to_candidate_time(request.copy_until)),
            "may_fetch": self._may_fetch_copy(),
            "waits": bool(self._find_address_request(COPY_CODE)),
        }

    def _find_copy(self):
        """:return: ``hr.applicant.data.request`` whose copy can be fetched, may be empty"""
        now = get_now(self.env)
        return self.data_request_ids.filtered(
            lambda r: r.copy_state == "made" and r.copy_until and r.copy_until >= now
        )[:1]

    def _may_fetch_copy(self):
        """:return: whether a code by email proves who it is"""
        return self._is_address_proved() and not self.page_revoked and bool(self._get_sender())

    def _find_fault_of_copycode(self):
        """:return: ``limit``, or None if a code can be sent"""
        return "limit" if len(self._find_late_addresses(COPY_CODE)) >= MOST_CODES else None

    def _send_copycode(self):
        self._send_code(COPY_CODE, self.email_normalized, "mail_copy_code")

    def _find_fault_of_fetch(self, text):
        """:param str text: the code as typed; a wrong one counts
        :return: ``code``, ``fetch_over``, or None if it is the one that was sent"""
        request = self._find_address_request(COPY_CODE)
        if request and request.address != self.email_normalized:
            return "fetch_over"
        fault = self._find_fault_of_code(text, COPY_CODE)
        return "fetch_over" if fault == "code_over" else fault

    def _fetch_copy(self):
        """The code was right; it is good once.

        :return: ``hr.applicant.data.request`` whose file the candidate gets
        """
        code = self._find_address_request(COPY_CODE)
        code.write({"done_date": get_now(self.env), "address_code": False})
        request = self._find_copy()
        request._note_fetched()
        return request

    def _tell_copy_is_made(self):
        """One mail, with the way to the page."""
        self._ensure_page_tokens()
        spoken = self.with_context(lang=self._get_page_lang())
        spoken._mail_about_address(
            self.email_normalized,
            spoken.env._("The copy of your data is ready"),
            "mail_copy_made",
            url=f"{self.get_base_url()}{self._page_path()}#fetch",
            copy=spoken._get_page_copy(),
        )


class HrApplicantPageRequest(models.Model):
    _inherit = "hr.applicant.page.request"

    kind = fields.Selection(
        selection_add=[(COPY_CODE, "Code for a copy of the data")],
        ondelete={COPY_CODE: "cascade"},
    )
