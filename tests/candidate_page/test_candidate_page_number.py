from odoo.tests import tagged

from ..cases.candidate_page import HOUR, CandidatePageCase
from ..cases.decision import DAY
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCandidatePageNumber(CandidatePageCase):
    """Candidates give us their number, and correct it, where they choose how to hear
    from us."""

    def setUp(self):
        super().setUp()
        self.company.country_id = self.env.ref("base.se")

    def choose(self, channel, number):
        page = self.press("channel", channel=channel, number=number)
        self.env.invalidate_all()
        return page

    def test_a_number_is_given_corrected_and_removed(self):
        self.choose("sms", " 070-174 06 05 ")
        self.assertEqual(self.applicant.partner_phone, "+46 70 174 06 05")
        self.assertEqual(self.applicant.preferred_channel, "sms")
        (said,) = self.messages()
        self.assertIn("SMS", said)
        self.assertIn("+46 70 174 06 05", said)
        self.assertIn('value="+46 70 174 06 05"', self.look())
        self.choose("sms", "+46 70 174 06 05")
        self.assertEqual(len(self.messages()), 1, "nothing has changed")
        self.choose("phone", "08-123 456 78")
        self.assertEqual(self.applicant.partner_phone, "+46 8 123 456 78")
        self.choose("email", "")
        self.assertFalse(self.applicant.partner_phone)
        self.assertIn("remove", self.messages()[0])
        self.assertEqual(len(self.messages()), 3)
        self.assertFalse(self.applicant.awaiting_reply, "nothing to answer")

    def test_what_is_wrong_with_it_is_said_and_nothing_is_lost(self):
        for channel, number, words in (
            ("sms", "", "cannot read this phone number"),
            ("sms", "112", "cannot read this phone number"),
            ("phone", "call me", "cannot read this phone number"),
            ("email", "1234567 &lt;b&gt;", "which country"),
            ("sms", "08-123 456 78", "mobile number"),
            ("sms", "0151 23456789", "with its country code"),
            ("sms", "0" * 300, "which country"),
        ):
            with self.subTest(number, channel=channel):
                page = self.choose(channel, number)
                self.assertEqual(page.status_code, 422)
                self.assertIn(words, page.text)
                self.assertIn('aria-invalid="true"', page.text)
                self.assertIn("+46 70 123 45 67", page.text, "as it may be written")
                checked = page.text.split(f'id="channel_{channel}"')[1].split("/>")[0]
                self.assertIn("checked", checked)
        self.assertIn("0151", self.choose("sms", "0151 23456789").text, "what was typed")
        self.assertFalse(self.applicant.partner_phone or self.messages())
        self.assertEqual(self.applicant.preferred_channel, "email")

    def test_with_its_prefix_any_country_will_do(self):
        for typed, number in (
            ("+49 151 23456789", "+49 1512 3456789"),
            ("0047 912 34 567", "+47 91 23 45 67"),
            ("+1 (415) 555-2671", "+1 415-555-2671"),
            ("+81 90-1234-5678", "+81 90-1234-5678"),
        ):
            self.choose("sms", typed)
            self.assertEqual(self.applicant.partner_phone, number)

    def test_a_number_of_ours_that_is_odd_is_in_nobodys_way(self):
        self.applicant.partner_phone = "ext. 12"
        self.assertEqual(self.choose("email", "ext. 12").status_code, 303)
        self.assertEqual(self.applicant.partner_phone, "ext. 12")

    def test_what_we_lack_is_asked_for(self):
        self.assertNotIn("hear from us by email", self.look())
        self.applicant.preferred_channel = "sms"
        self.assertIn("no phone number for you", self.look())
        self.applicant.partner_phone = "08-123 456 78"
        self.assertIn("not a mobile number", self.look())
        self.applicant.partner_phone = "0151 23456789"
        self.assertIn("which country your number is from", self.look())

    def test_a_number_ends_the_question_and_what_has_failed_goes_on(self):
        words = self.env["sms.template"].create(
            {
                "name": "Short",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "Hello",
            }
        )
        only = self._make_step("manual", action="sms", sms_template_id=words.id)
        both = self._make_step("manual", name="Both", sms_template_id=words.id)
        self.applicant.preferred_channel = "sms"
        failed = self.applicant._start_step(only)
        mailed = self.applicant._start_step(both)
        self.process()
        self.assertEqual((failed.state, failed.reason), ("failed", "no_number"))
        self.assertEqual((mailed.action, mailed.channel_reason), ("email", "no_number"))
        kind = self.env.ref("hr_recruitment_candidate_experience.activity_type_number")
        todo = self.applicant.activity_ids.filtered(lambda a: a.activity_type_id == kind)
        self.assertEqual(todo.user_id, self.recruiter)
        self.choose("sms", "070-174 06 05")
        with self.at(NOW + HOUR):
            self.process()
        self.assertFalse(todo.exists())
        self.assertEqual((failed.state, failed.action), ("queued", "sms"))
        self.assertEqual(mailed.action, "email", "it has left")

    def test_a_call_to_come_needs_a_number(self):
        meeting = self.book(meeting_format="phone")
        self.assertEqual(meeting.interview_missing, "number")
        self.assertIn("do not have your phone number", self.look())
        self.applicant.partner_phone = "112"
        self.assertEqual(meeting.interview_missing, "number")
        self.choose("email", "08-123 456 78")
        self.assertFalse(meeting.interview_missing)
        self.assertIn("We call you on", self.look())

    def test_who_has_been_told_no_more_gives_nothing(self):
        form = self.form_of(self.open(self.path))
        row = self.refuse(self.applicant)
        self.deliver(row, NOW + DAY)
        with self.at(NOW + DAY + HOUR):
            self.send(self.path, part="channel", form=form, channel="sms", number="070-174 06 05")
        self.env.invalidate_all()
        self.assertFalse(self.applicant.partner_phone)

    def test_while_a_decision_waits_the_page_is_as_before(self):
        self.refuse(self.applicant)
        self.choose("sms", "070-174 06 05")
        self.assertEqual(self.applicant.partner_phone, "+46 70 174 06 05")
        self.assertIn('value="+46 70 174 06 05"', self.look())
