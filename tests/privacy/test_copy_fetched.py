import io
import zipfile
from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from ...models.candidate_page.page_requests import DAYS_AFTER_NEW_ADDRESS
from ...models.privacy.copy_limits import DAYS_TO_FETCH
from ..cases.copy import CODE, CopyCase
from ..cases.decision import DAY
from ..cases.phone import phone
from ..cases.privacy import MODULE
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCopyFetched(CopyCase):
    """The candidate fetches the copy, and nobody else does."""

    def setUp(self):
        super().setUp()
        self.request = self.ask_for_copy()
        self.make(self.request)

    def code(self):
        """:return: the code of the latest mail"""
        self.press("copycode")
        return CODE.search(self.sent().sorted("id")[-1].body_html).group(1)

    def test_the_candidate_fetches_it(self):
        (mail,) = self.sent().filtered(lambda m: "copy of your data is ready" in m.subject)
        self.assertIn(f"{self.path}#fetch", mail.body_html)
        self.assertIn("June 24, 2026", mail.body_html)
        self.assertEqual(self.request.state, "done")
        self.assertFalse(self.request.activity_ids)
        page = self.look()
        self.assertIn("Your copy is ready", page)
        self.assertIn("June 24, 2026", page)
        self.assertNotIn("Send me a copy of my data", page)
        self.assertNotIn("Fetch my copy", page)
        code = self.code()
        self.assertIn("Fetch my copy", self.look())
        answer = self.press("fetch", text=f" {code[:3]} {code[3:]}")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("copy.zip", answer.headers["Content-Disposition"])
        self.assertIn("no-store", answer.headers["Cache-Control"])
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            self.assertIn("index.html", archive.namelist())
        self.env.invalidate_all()
        self.assertEqual(self.request.fetched_date, NOW + timedelta(seconds=5))
        # Once.
        self.assertEqual(self.press("fetch", text=code).status_code, 422)

    def test_the_link_alone_is_not_enough(self):
        for text in ("", "000000", "x"):
            answer = self.press("fetch", text=text)
            self.assertEqual(answer.status_code, 422)
            self.assertIn("no longer good", answer.text)
        code = self.code()
        wrong = str((int(code) + 1) % 10**6).zfill(6)
        for number in range(5):
            answer = self.press("fetch", text=wrong)
            self.assertEqual(answer.status_code, 422)
            self.assertEqual("not the code" in answer.text, number < 4)
        self.assertEqual(self.press("fetch", text=code).status_code, 422)
        self.env.invalidate_all()
        self.assertFalse(self.request.fetched_date)

    def test_the_code_is_nowhere_else(self):
        code = self.code()
        (kept,) = self.applicant.page_request_ids.filtered(lambda r: r.kind == "copycode")
        self.assertNotIn(code, str(kept.read()))
        self.assertNotIn(code, str(self.applicant.message_ids.mapped("body")))

    def test_a_code_for_a_new_address_opens_no_copy(self):
        self.press("address", text="thief@example.org")
        code = CODE.search(self.sent("thief@example.org").body_html).group(1)
        self.assertEqual(self.press("fetch", text=code).status_code, 422)

    def test_five_codes_a_day(self):
        for _number in range(5):
            self.assertEqual(self.press("copycode").status_code, 303)
        answer = self.press("copycode")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("a lot for one day", answer.text)

    def test_a_code_is_good_for_a_day(self):
        code = self.code()
        with self.at(NOW + DAY + timedelta(minutes=1)):
            self.assertEqual(self.press("fetch", text=code).status_code, 422)

    def test_whoever_has_just_changed_the_address_gets_nothing(self):
        code = self.code()
        self.press("address", text="thief@example.org")
        theirs = CODE.search(self.sent("thief@example.org").body_html).group(1)
        self.press("code", text=theirs)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, "thief@example.org")
        page = self.look()
        self.assertIn("a colleague hands the copy over", page)
        self.assertNotIn('value="copycode"', page)
        for part, values in (("copycode", {}), ("fetch", {"text": code})):
            self.press(part, **values)
        self.env.invalidate_all()
        self.assertFalse(self.request.fetched_date)
        self.assertEqual(len(self.sent("thief@example.org")), 1)
        with self.at(NOW + (DAYS_AFTER_NEW_ADDRESS + 1) * DAY):
            self.assertTrue(self.applicant._may_fetch_copy())

    def test_another_page_opens_nothing(self):
        stranger = self._make_applicants(partner_name="Bo Ek", email_from="bo@candidate.example")
        stranger._ensure_page_tokens()
        code = self.code()
        form = self.form_of(self.open(stranger._page_path()))
        with self.at(NOW + timedelta(seconds=5)):
            for part in ("copycode", "fetch"):
                answer = self.send(stranger._page_path(), part=part, form=form, text=code)
                self.assertEqual(answer.status_code, 303)
                self.assertNotIn("said", answer.headers["Location"])
        self.assertFalse(self.sent("bo@candidate.example"))

    def test_it_is_deleted(self):
        self.note("A note")
        self.run_cron(later=DAYS_TO_FETCH)
        self.assertEqual(self.request.copy_state, "made")
        self.run_cron(later=DAYS_TO_FETCH + 1)
        self.assertEqual(self.request.copy_state, "gone")
        self.assertFalse(self.request.copy_file or self.request.item_ids)
        files = self.env["ir.attachment"].search(
            [("res_model", "=", self.request._name), ("res_field", "!=", False)]
        )
        self.assertFalse(files)
        page = self.look()
        self.assertNotIn("Your copy is ready", page)
        self.assertIn("Send me a copy of my data", page)

    def test_what_is_deleted_is_in_no_copy(self):
        same = self._make_applicants(partner_name="Anna Ek", email_from=self.applicant.email_from)
        self._make_applicants(email_from="cecilia@candidate.example").unlink()
        self.assertEqual(self.request.copy_state, "made")
        same.create_date = NOW - DAY
        same.unlink()
        self.env.invalidate_all()
        self.assertEqual(self.request.copy_state, "gone")
        self.assertFalse(self.request.copy_file)

    def test_over_means_over_before_the_cron_comes(self):
        code = self.code()
        with self.at(NOW + (DAYS_TO_FETCH + 1) * DAY):
            self.assertNotIn("Your copy is ready", self.look())
            self.assertEqual(self.press("fetch", text=code).status_code, 303)

    def test_on_a_phone_and_on_a_desk(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])
        with freeze_time(NOW) as clock, phone(self) as device:
            for lang in ("en_US", "sv_SE"):
                self.applicant.candidate_lang = lang
                for name in ("ready", "code"):
                    self.env.flush_all()
                    self.env.cr.clear()
                    device.open(f"{self.base_url()}{self.path}?{name}#fetch")
                    for width in (320, 390, 1200):
                        device.resize(width)
                        self.assertFalse(device.is_wider_than_screen(), (name, width))
                        device.show(f"copy-{name}-{lang}-{width}")
                    self.assertFalse(device.accessibility_faults(), name)
                    if name == "ready":
                        self.applicant._send_copycode()
                self.applicant.page_request_ids.unlink()
            self.assertTrue(clock)
