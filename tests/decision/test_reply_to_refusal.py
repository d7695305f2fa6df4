from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

MAIL = """\
From: {sender}
To: jobs@company.example
Subject: Re: Our answer
Message-ID: <{number}@candidate.example>
In-Reply-To: {parent}
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"

<div>Thank you for the honest words. Greet Sven from me, and keep me in mind!</div>
<blockquote>Our answer is a secret that was quoted.</blockquote>
"""


@tagged("post_install", "-at_install")
class TestReplyToRefusal(DecisionCase):
    """Who writes after a no is heard."""

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants(user_id=self.recruiter.id)
        self.sven = self._make_user("sven", "hr_recruitment.group_hr_recruitment_interviewer")
        self.applicant.interviewer_ids = self.sven
        self.asked = self.applicant.message_post(
            body="Our answer", partner_ids=self.applicant.partner_id.ids
        )
        self.row = self.refuse(self.applicant)

    def tell(self):
        self.deliver(self.row, NOW + DAY)

    def reply(self, moment=NOW + 2 * DAY, sender="anna0@candidate.example", number=1):
        with self.at(moment):
            self.env["mail.thread"].message_process(
                "hr.applicant",
                MAIL.format(sender=sender, number=number, parent=self.asked.message_id),
            )
        self.env.invalidate_all()

    def pass_on(self, user=None, **values):
        wizard = self.env["hr.applicant.thanks"].with_user(user or self.recruiter)
        wizard = wizard.create({"applicant_id": self.applicant.id, **values})
        wizard.action_pass_on()
        return wizard

    def test_only_after_the_refusal_has_arrived(self):
        self.reply(NOW + timedelta(hours=1))
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertFalse(self.applicant.replied_to_refusal)
        mine = self.applicant.with_user(self.recruiter)
        with self.assertRaises(UserError):
            mine.action_keep_in_mind()
        with self.assertRaises(UserError):
            self.pass_on()
        self.tell()
        self.assertFalse(self.applicant.replied_to_refusal, "written before it arrived")
        self.reply(number=2)
        self.assertTrue(self.applicant.replied_to_refusal)

    def test_thanks_go_to_whom_they_concern_and_to_nobody_else(self):
        self.tell()
        self.reply()
        before = self.applicant.message_ids
        wizard = self.pass_on()
        self.assertEqual(wizard.user_ids, self.sven)
        self.assertIn("Greet Sven", wizard.words)
        self.assertNotIn("secret", wizard.words)
        notice = self.env["mail.message"].search(
            [
                ("model", "=", "hr.applicant"),
                ("res_id", "=", self.applicant.id),
                ("message_type", "=", "user_notification"),
            ],
            order="id desc",
            limit=1,
        )
        self.assertEqual(notice.partner_ids, self.sven.partner_id)
        self.assertIn("Greet Sven", notice.body)
        self.env.invalidate_all()
        (log,) = self.applicant.message_ids - before
        self.assertIn(self.sven.name, log.body)
        self.assertNotIn("Greet", log.body)
        self.assertTrue(self.applicant.awaiting_reply, "it is not answered by that")

    def test_not_to_people_from_outside_and_not_nothing(self):
        self.tell()
        self.reply()
        portal = self._make_user("outside", "base.group_portal")
        for values in ({"user_ids": portal.ids}, {"user_ids": []}, {"words": " "}):
            with self.assertRaises(UserError):
                self.pass_on(**values)

    def test_keep_me_in_mind_is_one_press(self):
        self.tell()
        self.reply()
        with self.at(NOW + 2 * DAY):
            done = self.applicant.with_user(self.recruiter).action_keep_in_mind()
        self.assertEqual(done["params"]["type"], "success")
        self.assertTrue(self.applicant.near_miss)
        self.assertEqual(self.applicant.near_miss_consent, "given")
        self.assertTrue(self.applicant.near_miss_until)
        until = self.applicant.near_miss_until
        with self.at(NOW + 9 * DAY):
            self.applicant.with_user(self.recruiter).action_keep_in_mind()
        self.assertEqual(self.applicant.near_miss_until, until, "twice is once")

    def test_where_it_could_not_be_withdrawn_it_is_not_given(self):
        self.tell()
        self.reply()
        self.applicant.page_revoked = True
        with self.assertRaises(UserError):
            self.applicant.with_user(self.recruiter).action_keep_in_mind()
        self.assertFalse(self.applicant.near_miss)

    def test_interviewers_do_neither(self):
        self.tell()
        self.reply()
        seen = self.applicant.with_user(self.sven)
        with self.assertRaises(AccessError):
            seen.action_keep_in_mind()
        with self.assertRaises(AccessError):
            self.pass_on(self.sven)

    def test_somebody_else_who_writes_is_not_the_candidate(self):
        self.tell()
        self.reply(sender="Mother <mother@home.example>")
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertFalse(self.applicant.replied_to_refusal)
