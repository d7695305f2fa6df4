from datetime import timedelta

from odoo.tests import tagged

from ..cases.delivery import DeliveryCase
from ..common import NOW

MOBILE = "+46 70 174 06 05"


@tagged("post_install", "-at_install")
class TestOtherChannel(DeliveryCase):
    """What waits in the outbox for its server, and would leave by another channel by now,
    is made anew: it neither says that it has left, nor leaves twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.se")
        cls.text = cls._make_sms_text()
        call = cls.env.ref("mail.mail_activity_data_call")
        cls._make_step("applied", sms_template_id=cls.text.id, activity_type_id=call.id)

    def wait(self, **applicant):
        """:return: a row whose email the mail server has not taken"""
        row = self.promise(**applicant)
        with self.at(NOW):
            self.send_mails()
        self.assertEqual((row.action, row.state, row.reason), ("email", "queued", "no_server"))
        return row

    def look_again(self, row):
        with self.at(NOW + timedelta(hours=5)):
            self.ledger._collect_outbox()
            self.process()
            self.send_mails()

    def test_who_prefers_sms_by_now(self):
        row = self.wait(partner_phone=MOBILE)
        mail = self.mails(row.applicant_id)
        row.applicant_id.preferred_channel = "sms"
        self.open_mail_server()
        self.look_again(row)
        self.assertEqual((row.action, row.state, row.reason), ("sms", "queued", "outbox"))
        self.assertEqual(self.env["sms.sms"].browse(row.sms_id_int).state, "outgoing")
        self.assertFalse(self.postman.letters)
        self.assertFalse(mail.exists())
        self.assertFalse(row.sent_date or row.applicant_id.last_contact_date)

    def test_who_gives_a_number_at_last(self):
        row = self.wait(preferred_channel="sms")
        self.assertEqual(row.channel_reason, "no_number")
        row.applicant_id.partner_phone = MOBILE
        self.look_again(row)
        self.assertEqual((row.action, row.state), ("sms", "queued"))
        self.assertFalse(row.channel_reason)
        self.assertTrue(row.sms_id_int)

    def test_who_prefers_a_call_by_now(self):
        row = self.wait(partner_phone=MOBILE)
        row.applicant_id.preferred_channel = "phone"
        self.open_mail_server()
        self.look_again(row)
        self.assertEqual((row.action, row.state), ("activity", "sent"))
        self.assertTrue(row.applicant_id.activity_ids)
        self.assertFalse(self.postman.letters)

    def test_a_step_that_is_an_sms_by_now(self):
        row = self.wait(partner_phone=MOBILE)
        row.step_id.action = "sms"
        self.look_again(row)
        self.assertEqual((row.action, row.state), ("sms", "queued"))
        self.assertTrue(row.sms_id_int)

    def test_tried_again_by_hand(self):
        row = self.promise(partner_phone=MOBILE)
        self.open_mail_server()
        self.postman.answers["RCPT"] = "550 no such user"
        self.send_mails()
        self.assertEqual(row.state, "failed")
        row.applicant_id.preferred_channel = "sms"
        row.with_user(self.recruiter).action_retry()
        self.ledger._collect_outbox()
        self.process()
        self.assertEqual((row.action, row.state), ("sms", "queued"))
        self.assertTrue(row.sms_id_int)
        self.assertFalse(self.postman.letters)

    def test_what_has_left_stays_what_it_was(self):
        row = self.wait(partner_phone=MOBILE)
        row.applicant_id.preferred_channel = "sms"
        self.open_mail_server()
        self.mails(row.applicant_id).action_retry()
        with self.at(NOW + timedelta(hours=5)):
            self.env["mail.mail"].process_email_queue()
        self.look_again(row)
        self.assertEqual((row.action, row.state, row.reason), ("email", "sent", "delivered"))
        self.assertEqual(len(self.postman.letters), 1)
