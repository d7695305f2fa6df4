from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.candidate_page import NEW, AddressCase
from ..cases.decision import DAY
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCandidatePageCrossed(AddressCase):
    """What is put right on the page while something else is under way."""

    def get_addresses(self, row):
        mail = self.env["mail.mail"].browse(row.sudo().mail_mail_id_int)
        return mail.recipient_ids.mapped("email")

    def test_a_new_address_while_the_call_comes_first(self):
        rows = self.refuse(self.applicant, channel="call_mail")
        mail = rows.filtered(lambda row: row.action == "email")
        self.prove()
        self.run_at(NOW + DAY)
        self.assertEqual((mail.state, mail.reason), ("scheduled", "awaits_call"))
        self.assertEqual(self.answers(self.applicant), rows, "nothing is planned twice")
        (rows - mail).activity_id.action_done()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(mail.state, "queued")
        self.assertEqual(self.get_addresses(mail), [NEW])

    def test_a_new_address_while_communication_is_paused(self):
        row = self.refuse(self.applicant)
        self.applicant.action_pause_communication()
        self.prove()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual((row.state, row.reason), ("scheduled", "paused"))
        self.applicant.action_resume_communication()
        self.run_at(NOW + 5 * DAY)
        self.assertEqual(self.get_addresses(row), [NEW])

    def test_a_new_address_for_a_refusal_that_had_none(self):
        self.applicant.email_from = False
        row = self.refuse(self.applicant, channel="mail")
        self.run_at(NOW + DAY)
        self.assertEqual((row.state, row.reason), ("failed", "no_address"))
        with self.at(NOW + DAY):
            self.prove()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(row.state, "queued")
        self.assertEqual(self.get_addresses(row), [NEW])

    def test_a_new_address_taken_back_and_refused_again(self):
        first = self.refuse(self.applicant)
        self.prove()
        self.applicant.with_user(self.recruiter).action_take_back_refusal()
        second = self.refuse(self.applicant) - first
        self.run_at(NOW + 2 * DAY)
        self.assertEqual((first.state, second.state), ("cancelled", "queued"))
        self.assertEqual(self.get_addresses(second), [NEW])

    def test_two_applications_of_one_person(self):
        """The address is the person's, a question that of one application."""
        other = self._make_applicants(
            partner_id=self.applicant.partner_id.id, email_from=self.before, job_id=False
        )
        other._ensure_page_tokens()
        self.env.flush_all()
        self.press("ask", text="Is there a canteen?")
        self.prove()
        self.assertEqual(other.email_from, NEW)
        self.assertNotIn("Is there a canteen?", self.look(other._page_path()))

    def test_everything_stopped(self):
        """Who wants no messages still gets the code: it was asked for."""
        self.applicant.messages_stopped = True
        self.prove()
        self.assertEqual(self.applicant.email_from, NEW)

    def test_the_job_position_changes(self):
        self.press("ask", text="Is there a canteen?")
        self.applicant.job_id = self.env["hr.job"].create({"name": "Other"})
        self.env.flush_all()
        self.assertIn("Is there a canteen?", self.look())

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_nobody_reads_it_over_rpc(self):
        """A code, an address that is not proved yet, words for recruiters."""
        self.press("ask", text="Is there a canteen?")
        self.ask_for()
        users = self.recruiter | self._make_user(
            "tester", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        for user in users | self.env.ref("base.public_user"):
            with self.subTest(user.login):
                requests = self.env["hr.applicant.page.request"].with_user(user)
                with self.assertRaises(AccessError):
                    requests.search([])
                with self.assertRaises(AccessError):
                    requests.create({"applicant_id": self.applicant.id, "kind": "address"})
                with self.assertRaises(AccessError):
                    self.applicant.with_user(user).read(["page_request_ids"])

    def test_a_scanner_sends_no_code(self):
        """Whoever presses at once is a machine."""
        page = self.press("address", seconds=0, text=NEW)
        self.assertIn("press once more", page.text)
        self.assertIn(NEW, page.text, "what was typed")
        self.assertFalse(self.mails(NEW))

    def test_a_reply_and_a_moved_interview(self):
        """The move that was told says more than a reply."""
        meeting = self.book(start=NOW + 5 * DAY)
        self.press("propose", meeting=meeting.id, time1="2026-06-16T09:00")
        with self.at(NOW + timedelta(minutes=1)):
            self.applicant.with_user(self.recruiter).message_post(
                body="Yes, let us do that.",
                subtype_xmlid="mail.mt_comment",
                message_type="comment",
                partner_ids=self.applicant.partner_id.ids,
            ).sudo().notification_ids.notification_status = "sent"
        start = NOW + 6 * DAY
        meeting.write({"start": start, "stop": start + timedelta(hours=1)})
        self.env.flush_all()
        page = self.look().split('id="memory_title"')[1]
        self.assertIn("Yes, let us do that.", page)
        self.assertNotIn("is now on", page)
        self.tell(meeting)
        page = self.look().split('id="memory_title"')[1]
        self.assertIn("Yes, let us do that.", page)
        self.assertIn("is now on", page)
