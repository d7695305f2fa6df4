from datetime import datetime, timedelta

from odoo import models
from odoo.tools.misc import hash_sign, verify_hash_signed

from ..batch import get_now
from .page_requests import (
    DAYS_AFTER_NEW_ADDRESS,
    DEVICE_CODE,
    HOURS_OF_A_DEVICE,
    HOURS_TO_FINISH,
    MINUTES_OF_A_DEVICE_CODE,
    MOST_DEVICE_CODES,
)

SCOPE = "hr_recruitment_candidate_experience.device"
# How much of a phone number is shown to whoever has the link.
LAST_DIGITS = 2


class HrApplicantPageDevice(models.Model):
    """What is on the page of one who is to join us is for the candidate alone, and the link to
    the page is passed on with an email. A code by email or SMS makes a device known for a day.

    It goes where we wrote before: whoever has the link can change address and number on the
    page, and would be sent the code there.
    """

    _inherit = "hr.applicant"

    def _get_device_channels(self):
        """:return: dict channel (``email``, ``sms``) → address as far as whoever has the link
        may read it; without those to which no code goes"""
        channels = {}
        if self._is_address_proved() and self._get_sender():
            channels["email"] = self._get_page_address()["known"]
        if self._may_send_code_by_sms():
            channels["sms"] = f"••• {self._read_phone().number[-LAST_DIGITS:]}"
        return channels

    def _is_address_proved(self):
        """:return: whether the email address is not one that was given on the page a short
        time ago"""
        return bool(self.email_normalized) and not self._was_changed_on_page("address")

    def _may_send_code_by_sms(self):
        """Where no SMS has ever arrived, nobody waits for one."""
        if not self._has_address_for("sms") or self._was_changed_on_page("number"):
            return False
        sent = [("action", "=", "sms"), ("state", "=", "sent")]
        company = self.company_id or self.env.company
        ledger = self.env["hr.applicant.communication"]
        return bool(ledger.search_count([*sent, ("company_id", "=", company.id)], limit=1))

    def _was_changed_on_page(self, kind):
        """:param str kind: key of ``hr.applicant.page.request``"""
        since = get_now(self.env) - timedelta(days=DAYS_AFTER_NEW_ADDRESS)
        return bool(
            self.page_request_ids.filtered(
                lambda r: r.kind == kind and r.done_date and r.done_date >= since
            )
        )

    # The code ------------------------------------------------------------------------

    def _find_device_request(self):
        """:return: ``hr.applicant.page.request`` whose code is awaited, may be empty"""
        since = get_now(self.env) - timedelta(minutes=MINUTES_OF_A_DEVICE_CODE)
        return self._find_address_request(DEVICE_CODE).filtered(lambda r: r.date >= since)

    def _find_fault_of_device_code(self, channel):
        """:param str channel: as it was chosen, by whomever
        :return: ``limit``, ``device_way``, or None if a code can be sent"""
        if channel not in self._get_device_channels():
            return "device_way"
        late = self._find_late_addresses(DEVICE_CODE)
        return "limit" if len(late) >= MOST_DEVICE_CODES else None

    def _send_device_code(self, channel):
        """:param str channel: one to which ``_find_fault_of_device_code`` has no objection"""
        if channel == "email":
            self._send_code(DEVICE_CODE, self.email_normalized, "mail_device_code")
            return
        number = self._read_phone().number
        self.env["sms.sms"].create(
            {
                "number": number,
                "body": self.env._(
                    "Your code for your page with %(company)s: %(code)s. It is good for "
                    "%(minutes)s minutes.",
                    company=(self.company_id or self.env.company).name,
                    code=self._make_code(DEVICE_CODE, number),
                    minutes=MINUTES_OF_A_DEVICE_CODE,
                ),
            }
        )
        self.env.ref("sms.ir_cron_sms_scheduler_action")._trigger()

    def _find_fault_of_device(self, text):
        """:param str text: the code as typed; a wrong one counts
        :return: ``code``, ``device_over``, or None if it is the one that was sent"""
        if not self._find_device_request():
            return "device_over"
        fault = self._find_fault_of_code(text, DEVICE_CODE)
        return "device_over" if fault == "code_over" else fault

    def _know_device(self):
        """The code was right; it is good once.

        :return: str, what the device keeps, see ``_is_device_known``"""
        now = get_now(self.env)
        self._find_device_request().write({"done_date": now, "address_code": False})
        return hash_sign(
            self.env,
            SCOPE,
            [self.id, self.sudo().page_token, now.isoformat()],
            expiration_hours=HOURS_OF_A_DEVICE + HOURS_TO_FINISH,
        )

    def _is_device_known(self, kept, finishes=False):
        """:param str kept: what the device says that it keeps; whoever gets a new link to the
            page starts anew
        :param bool finishes: whether something is sent from a page that was opened before,
            which is not lost because the day ended meanwhile
        :return: whether its code was typed there in the last day"""
        token = self.sudo().page_token
        try:
            number, key, since = verify_hash_signed(self.env, SCOPE, kept or "")
        except (TypeError, ValueError, IndexError):
            return False
        hours = HOURS_OF_A_DEVICE + (HOURS_TO_FINISH if finishes else 0)
        late = datetime.fromisoformat(since) + timedelta(hours=hours)
        return bool(token) and [number, key] == [self.id, token] and get_now(self.env) < late
