from odoo.tests import tagged

from ..cases.delivery import DeliveryCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestSenders(DeliveryCase):
    """Mails say who wrote them, and to whom."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    def test_automatic_mails_say_so_and_a_persons_do_not(self):
        self.open_mail_server()
        automatic = self.promise()
        edited = self._make_applicants(email_from="bo@candidate.example")
        row = self.rows(edited)
        row.with_user(self.recruiter).write({"body": "<p>Welcome!</p>"})
        self.process()
        self.send_mails()
        by_address = {letter.recipients[0]: letter.message for letter in self.postman.letters}
        mine = by_address[automatic.applicant_id.email_from]
        self.assertEqual(mine["Auto-Submitted"], "auto-generated")
        self.assertEqual(mine["X-Auto-Response-Suppress"], "OOF, AutoReply")
        for header in ("Auto-Submitted", "X-Auto-Response-Suppress", "Precedence"):
            self.assertNotIn(header, by_address["bo@candidate.example"])

    def test_a_person_wrote_as_long_as_anything_is_edited(self):
        self._make_step("applied")
        row = self.rows(self._make_applicants())
        mine = row.with_user(self.recruiter)
        mine.write({"subject": "Hello", "body": "<p>Welcome!</p>"})
        mine.write({"subject": False})
        self.assertTrue(row.is_written_by_person)
        mine.action_reset_text()
        self.assertFalse(row.is_written_by_person)

    def test_two_people_share_a_mailbox(self):
        self.open_mail_server()
        self.template.body_html = "<p>Welcome</p>"
        self._make_step("applied")
        shared = "family@candidate.example"
        anna = self._make_applicants(partner_name="Anna Ek", email_from=shared)
        bo = self._make_applicants(partner_name="Bo Ek", email_from=shared)
        again = self._make_applicants(partner_name="Ek, Anna", email_from=shared)
        self.assertEqual(anna.partner_id.name, "Ek, Anna", "as Odoo has it: the last word")
        self.assertEqual(bo.partner_id.name, "Bo Ek")
        self.assertEqual(again.partner_id, anna.partner_id)
        self.process()
        self.send_mails()
        letters = {letter.message["Message-Id"]: letter for letter in self.postman.letters}
        to_bo = letters[self.rows(bo).message_id.message_id]
        self.assertEqual(str(to_bo.message["To"]), f"Bo Ek <{shared}>")
        self.assertEqual(self.rows(anna | bo).mapped("state"), ["sent", "sent"])
        self.receive(self.reply(to_bo))
        self.assertEqual(bo.message_ids[0].author_id, bo.partner_id)
        self.assertEqual((bo.awaiting_reply, anna.awaiting_reply), (True, False))

    def test_a_contact_of_another_company_is_left_alone(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        theirs = self.env["res.partner"].create(
            {"name": "Anna Ek", "email": "anna@candidate.example", "company_id": other.id}
        )
        mine = self._make_applicants(
            partner_name="Anna Ek",
            email_from="anna@candidate.example",
            company_id=self.env.company.id,
        )
        self.assertTrue(mine.partner_id)
        self.assertNotEqual(mine.partner_id, theirs)

    def test_two_people_of_one_mailbox_apply_at_once(self):
        anna, bo = self.env["hr.applicant"].create(
            [
                {"partner_name": name, "email_from": "family@candidate.example"}
                for name in ("Anna Ek", "Bo Ek")
            ]
        )
        self.assertEqual((anna | bo).partner_id.mapped("name"), ["Anna Ek", "Bo Ek"])
        self.assertEqual(bo.email_from, "family@candidate.example")
