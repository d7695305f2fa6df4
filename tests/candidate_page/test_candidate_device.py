import re
from datetime import timedelta

from odoo.tests import tagged

from ...controllers.candidate_device import COOKIE, for_known_devices
from ...models.candidate_page.page_requests import (
    DAYS_AFTER_NEW_ADDRESS,
    HOURS_TO_FINISH,
    MINUTES_OF_A_DEVICE_CODE,
    MOST_DEVICE_CODES,
    MOST_TRIES,
)
from ..cases.candidate_page import NEW, CandidatePageCase
from ..cases.decision import DAY
from ..common import NOW

CODE = re.compile(r">\s*(\d{6})\s*<")
NUMBER = "+46 70 174 06 05"


@tagged("post_install", "-at_install")
class TestDevice(CandidatePageCase):
    """The link to the page is passed on with an email: what is for the candidate alone wants
    a code, once a day on each device."""

    def setUp(self):
        super().setUp()
        self.device = f"{self.path}/device"
        self.known = self.env["mail.mail"].search([])

    def mails(self):
        self.env.invalidate_all()
        return self.env["mail.mail"].search([]) - self.known

    def press_device(self, part, seconds=5, **data):
        form = self.form_of(self.open(self.device))
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            return self.send(self.device, part=part, form=form, **data)

    def get_code(self, channel="email", **data):
        answer = self.press_device("devicecode", channel=channel, **data)
        self.assertEqual(answer.status_code, 200)
        return CODE.search(self.mails().sorted("id")[-1].body_html).group(1)

    def cookie(self):
        return self.opener.cookies.get(f"{COOKIE}_{self.applicant.id}")

    def is_known(self):
        self.env.invalidate_all()
        return self.applicant._is_device_known(self.cookie())

    def test_a_code_opens_it_on_this_device_for_a_day(self):
        self.assertFalse(self.mails(), "opening a page sends nothing")
        code = self.get_code(to="offer/12")
        (mail,) = self.mails()
        self.assertIn(self.applicant.email_normalized, mail.email_to)
        self.assertTrue(mail.auto_delete)
        self.assertFalse(mail.model, "not in the chatter, where colleagues read")
        answer = self.press_device("device", text=f"{code[:3]} {code[3:]}", to="offer/12")
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith(f"{self.path}/offer/12"))
        cookie = answer.headers["Set-Cookie"]
        for attribute in ("HttpOnly", "SameSite=Lax", f"Path=/candidate/page/{self.applicant.id}"):
            self.assertIn(attribute, cookie)
        self.assertTrue(self.is_known())
        self.assertEqual(self.open(self.device).status_code, 303, "asked once")
        with self.at(NOW + DAY + timedelta(minutes=1)):
            self.assertFalse(self.is_known())
        late = NOW + DAY + timedelta(hours=HOURS_TO_FINISH)
        for minutes, taken in ((-1, True), (1, False)):
            with self.at(late + timedelta(minutes=minutes)):
                known = self.applicant._is_device_known(self.cookie(), finishes=True)
                self.assertEqual(known, taken, "what was typed before is not lost")
        self.applicant.action_renew_page()
        self.assertFalse(self.is_known(), "a new link, everything anew")

    def test_it_is_nobody_elses(self):
        code = self.get_code()
        self.press_device("device", text=code)
        other = self._make_applicants(email_from="bo@candidate.example", partner_name="Bo Ek")
        other._ensure_page_tokens()
        self.assertFalse(other._is_device_known(self.cookie()))
        for kept in (None, "", "x", self.cookie()[:-1], other._page_path()):
            self.assertFalse(self.applicant._is_device_known(kept))

    def test_wrong_late_and_used_codes(self):
        code = self.get_code()
        wrong = str((int(code) + 1) % 10**6).zfill(6)
        for number in range(MOST_TRIES):
            answer = self.press_device("device", text=wrong)
            self.assertEqual(answer.status_code, 422)
            self.assertEqual("not the code" in answer.text, number < MOST_TRIES - 1)
        self.assertEqual(self.press_device("device", text=code).status_code, 422)
        code = self.get_code()
        with self.at(NOW + timedelta(minutes=MINUTES_OF_A_DEVICE_CODE + 1)):
            self.assertIn("no longer good", self.press_device("device", text=code).text)
        code = self.get_code()
        self.assertEqual(self.press_device("device", text=code).status_code, 303)
        self.opener.cookies.clear()
        self.assertEqual(self.press_device("device", text=code).status_code, 422)
        self.assertFalse(self.cookie())

    def test_the_latest_code_counts(self):
        first, second = self.get_code(), self.get_code()
        if first != second:
            self.assertEqual(self.press_device("device", text=first).status_code, 422)
        self.assertEqual(self.press_device("device", text=second).status_code, 303)

    def test_so_many_codes_a_day(self):
        for _number in range(MOST_DEVICE_CODES):
            self.get_code()
        answer = self.press_device("devicecode", channel="email")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("a lot for one day", answer.text)
        self.assertEqual(len(self.mails()), MOST_DEVICE_CODES)

    def test_machines_get_no_code(self):
        self.press_device("devicecode", seconds=0, channel="email")
        self.send(self.device, part="devicecode", channel="email")
        self.assertFalse(self.mails())

    def test_an_address_that_was_changed_on_the_page_proves_nothing(self):
        self.press("address", text=NEW)
        theirs = CODE.search(self.mails().filtered(lambda m: NEW in m.email_to).body_html).group(1)
        self.assertEqual(self.press_device("device", text=theirs).status_code, 422)
        self.press("code", text=theirs)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, NEW)
        page = self.look(self.device)
        self.assertIn("your address is new to us", page)
        self.assertNotIn('value="devicecode"', page)
        sent = self.mails()
        self.assertEqual(self.press_forged("email").status_code, 422)
        self.assertEqual(self.mails(), sent)
        with self.at(NOW + (DAYS_AFTER_NEW_ADDRESS + 1) * DAY):
            self.assertIn("email", self.applicant._get_device_channels())

    def press_forged(self, channel):
        form = self.form_of(self.open(self.path))
        with self.at(NOW + timedelta(seconds=5)):
            return self.send(self.device, part="devicecode", form=form, channel=channel)

    def test_by_sms(self):
        self.applicant.partner_phone = NUMBER
        self.assertEqual(list(self.applicant._get_device_channels()), ["email"])
        self.assertEqual(self.press_forged("sms").status_code, 422, "no SMS has ever arrived")
        step = self._make_step("applied", action="sms", name="SMS")
        (row,) = self.applicant._start_step(step, NOW).sudo()
        row.write({"state": "sent", "sent_date": NOW})
        page = self.look(self.device)
        self.assertIn("••• 05", page)
        self.assertNotIn("174 06", page)
        self.assertEqual(self.press_device("devicecode", channel="sms").status_code, 200)
        self.env.invalidate_all()
        (sms,) = self.env["sms.sms"].search([("number", "=", "+46701740605")])
        code = re.search(r"\d{6}", sms.body).group()
        self.assertNotIn(code, str(self.applicant.message_ids.mapped("body")))
        self.assertEqual(self.press_device("device", text=code).status_code, 303)
        self.applicant._choose_channel("sms", "+46 70 174 06 06")
        self.assertNotIn("sms", self.applicant._get_device_channels())

    def test_the_way_back_is_on_the_page(self):
        for to in ("//evil.example", "../1", "https://evil.example", "offer/../x", "O"):
            with self.subTest(to):
                self.opener.cookies.clear()
                code = self.get_code(to=to)
                answer = self.press_device("device", text=code, to=to)
                self.assertTrue(answer.headers["Location"].endswith(self.path))

    def test_the_code_is_nowhere_else(self):
        code = self.get_code()
        (kept,) = self.applicant.page_request_ids.filtered(lambda r: r.kind == "devicecode")
        self.assertNotIn(code, str(kept.read()))
        self.assertNotIn(code, str(self.applicant.message_ids.mapped("body")))
        found = self.env["mail.message"].with_user(self.recruiter).search([("body", "like", code)])
        self.assertFalse(found)

    def test_a_closed_page_asks_nothing(self):
        self.applicant.action_revoke_page()
        self.assertEqual(self.open(self.device).status_code, 404)

    def test_a_route_asks_first(self):
        """As rooms use it: what stands behind is not called, and nothing is taken."""
        called = []

        class Place:
            _find_applicant = staticmethod(lambda applicant_id, token: self.applicant)
            _is_device_known = staticmethod(lambda applicant: applicant in known)
            _redirect = staticmethod(str)

            @for_known_devices(lambda number: f"offer/{number}")
            def show(self, applicant_id, token, number):
                called.append(number)
                return "shown"

        known = self.env["hr.applicant"]
        self.assertTrue(Place().show("1", "x", number="7").endswith("/device?to=offer/7"))
        self.assertFalse(called)
        known = self.applicant
        self.assertEqual(Place().show("1", "x", number="7"), "shown")
