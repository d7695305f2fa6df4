from datetime import timedelta

from odoo.tests import tagged

from ...models.candidate_page.page_requests import HOURS_OF_A_CODE, MOST_CODES, MOST_TRIES
from ..cases.candidate_page import NEW, AddressCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCandidatePageAddress(AddressCase):
    """A new email address counts when a code that was sent there is typed in."""

    def test_a_new_address(self):
        page, code = self.ask_for(f" {NEW.upper()} ")
        self.assertEqual(page.status_code, 303)
        (mail,) = self.mails(NEW)
        self.assertNotIn(self.applicant.page_token, mail.body_html, "it may be a stranger's")
        self.assertIn(code, mail.subject)
        self.assertEqual(self.applicant.email_from, self.before, "not before the code is here")
        self.assertIn(NEW, self.look())
        page = self.press("code", text=f"{code[:3]} {code[3:]}")
        self.assertEqual(page.status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, NEW)
        self.assertEqual(self.applicant.partner_id.email, NEW)
        self.assertIn(NEW, self.messages()[0])
        self.assertNotIn("The code that we sent", self.look())
        (warning,) = self.mails(self.before)
        self.assertNotIn(NEW, warning.body_html)
        self.assertFalse(self.applicant.awaiting_reply)

    def test_the_code_is_nowhere_else(self):
        """Not in the chatter, nor in the database."""
        _page, code = self.ask_for()
        texts = self.applicant.message_ids.mapped("body")
        self.assertFalse([text for text in texts if code in text])
        (request,) = self.applicant.page_request_ids
        self.assertNotIn(code, str(request.read()))

    def test_what_is_wrong(self):
        for text, words in (
            ("", "cannot read this email address"),
            ("anna", "cannot read this email address"),
            ("anna@", "cannot read this email address"),
            ("a@b.example, c@d.example", "cannot read this email address"),
            (self.before, "write to this address already"),
            ("a" * 300 + "@example.org", "longer than we can take"),
        ):
            with self.subTest(text):
                page = self.press("address", text=text)
                self.assertEqual(page.status_code, 422)
                self.assertIn(words, page.text)
                self.assertIn('aria-invalid="true"', page.text)
        self.assertFalse(self.applicant.page_request_ids)

    def test_a_wrong_code(self):
        _page, code = self.ask_for()
        wrong = str((int(code) + 1) % 10**6).zfill(6)
        for text in ("", "hello", wrong, code + "0"):
            page = self.press("code", text=text)
            self.assertEqual(page.status_code, 422)
            self.assertIn("This is not the code", page.text)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, self.before)
        self.press("code", text=code)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, NEW)

    def test_no_code_is_guessed(self):
        _page, code = self.ask_for()
        form = self.form_of(self.open(self.path))
        wrong = str((int(code) + 1) % 10**6).zfill(6)
        with self.at(NOW + timedelta(seconds=9)):
            for _number in range(MOST_TRIES):
                page = self.send(self.path, part="code", form=form, text=wrong)
            self.assertIn("no longer good", page.text)
            page = self.send(self.path, part="code", form=form, text=code)
            self.assertEqual(page.status_code, 422)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, self.before)

    def test_a_code_is_good_for_a_day_and_for_its_own_address(self):
        _page, code = self.ask_for()
        _page, other = self.ask_for("other@example.org")
        if code != other:
            self.assertEqual(self.press("code", text=code).status_code, 422)
        with self.at(NOW + timedelta(hours=HOURS_OF_A_CODE, minutes=1)):
            self.assertEqual(self.press("code", text=other).status_code, 422)
        self.press("code", text=other)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, "other@example.org")
        self.assertEqual(self.press("code", text=other).status_code, 422, "used once")

    def test_nobody_is_flooded(self):
        for number in range(MOST_CODES):
            self.assertEqual(self.ask_for(f"n{number}@example.org")[0].status_code, 303)
        page = self.press("address", text="more@example.org")
        self.assertEqual(page.status_code, 422)
        self.assertFalse(self.mails("more@example.org"))

    def test_a_contact_with_a_user(self):
        """Whose address opens an account: a colleague changes it."""
        self.env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": "Anna",
                "login": "anna.portal",
                "partner_id": self.applicant.partner_id.id,
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        self.env.flush_all()
        _page, code = self.ask_for()
        page = self.press("code", text=code)
        self.assertIn("A colleague changes your address", self.look(page.headers["Location"]))
        self.env.invalidate_all()
        self.assertEqual(self.applicant.partner_id.email_normalized, self.before)
        self.assertIn("email address", self.tasks().summary)
        self.assertIn(NEW, self.messages()[0])
        self.assertFalse(self.mails(self.before))

    def test_a_contact_who_was_known_before(self):
        """A customer's invoices must not go to whoever was passed a link."""
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = %s WHERE id = %s",
            (NOW - timedelta(days=400), self.applicant.partner_id.id),
        )
        self.env.invalidate_all()
        _page, code = self.ask_for()
        page = self.press("code", text=code)
        self.assertIn("A colleague changes your address", self.look(page.headers["Location"]))
        self.env.invalidate_all()
        self.assertEqual(self.applicant.partner_id.email_normalized, self.before)
        self.assertIn("email address", self.tasks().summary)

    def test_nobody_to_write_from(self):
        """No code could leave: nobody waits for one."""
        self.applicant.user_id = self.job.user_id = False
        self.company.email = self.company.partner_id.email = False
        self.env["mail.alias.domain"].search([]).unlink()
        self.env.flush_all()
        if self.applicant._get_sender():
            self.fail("somebody has an address")
        page = self.press("address", text=NEW)
        self.assertEqual(page.status_code, 422)
        self.assertIn("cannot send you a code", page.text)
        self.assertFalse(self.applicant.page_request_ids)

    def test_what_waits_leaves_to_the_new_address(self):
        row = self.refuse(self.applicant)
        _page, code = self.ask_for()
        self.press("code", text=code)
        self.run_at(NOW + timedelta(days=1))
        self.env.invalidate_all()
        self.assertEqual(row.state, "queued")
        mail = self.env["mail.mail"].browse(row.sudo().mail_mail_id_int)
        self.assertIn(NEW, mail.recipient_ids.mapped("email"))

    def test_after_the_end(self):
        """The feedback and a copy of the data shall arrive, too."""
        self.deliver(self.refuse(self.applicant), NOW + timedelta(days=1))
        _page, code = self.ask_for()
        self.press("code", text=code)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.email_from, NEW)
