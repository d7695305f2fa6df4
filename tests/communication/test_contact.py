from datetime import timedelta

from odoo.tests import tagged

from ..common import NOW, CandidateCase

MAIL = """\
From: {sender}
To: jobs@company.example
Subject: Re: About Engineer
Message-ID: <{number}@candidate.example>
In-Reply-To: {parent}
{headers}Content-Type: text/plain

{text}
"""


@tagged("post_install", "-at_install")
class TestContact(CandidateCase):
    """Whose turn is it, and for how long?"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls._make_applicants()
        cls.asked = cls.applicant.with_user(cls.recruiter).message_post(
            body="When can you start?",
            message_type="comment",
            partner_ids=cls.applicant.partner_id.ids,
        )

    def _receive(self, sender="anna0@candidate.example", headers="", number=1):
        self.env["mail.thread"].message_process(
            "hr.applicant",
            MAIL.format(
                sender=sender,
                headers=headers,
                number=number,
                parent=self.asked.message_id,
                text="In March",
            ),
        )

    def _answer(self, **values):
        return self.applicant.with_user(self.recruiter).message_post(
            **{
                "body": "Thank you",
                "message_type": "comment",
                "partner_ids": self.applicant.partner_id.ids,
                **values,
            }
        )

    def _forget_contact(self):
        """What the class wrote when it was set up is later than the frozen clock."""
        self.applicant.last_contact_date = False

    def test_candidates_mail_waits_until_the_first_answer(self):
        self.assertFalse(self.applicant.awaiting_reply)
        with self.at(NOW):
            self._receive()
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertEqual(self.applicant.last_reply_date, NOW)
        with self.at(NOW + timedelta(days=2)):
            self._forget_contact()
            self.applicant.invalidate_recordset(["days_awaiting_reply"])
            self.assertEqual(self.applicant.days_awaiting_reply, 2)
            self._answer()
        self.assertFalse(self.applicant.awaiting_reply)
        self.assertEqual(self.applicant.last_contact_date, NOW + timedelta(days=2))

    def test_the_job_says_how_many_wait_also_among_the_closed(self):
        self._receive()
        self._make_applicants()
        self.assertEqual(self.job.awaiting_reply_count, 1)
        self.applicant.action_archive()
        self.job.invalidate_recordset(["awaiting_reply_count"])
        self.assertEqual(self.job.awaiting_reply_count, 1)
        action = self.job.with_user(self.recruiter).action_open_awaiting_reply()
        waiting = self.env["hr.applicant"].with_context(active_test=False)
        self.assertEqual(waiting.search(action["domain"]), self.applicant)

    def test_a_note_between_colleagues_is_no_answer(self):
        self._receive()
        self.applicant.with_user(self.recruiter).message_post(body="Nice answer")
        self.assertTrue(self.applicant.awaiting_reply)

    def test_what_the_plan_sends_is_no_answer_but_a_contact(self):
        self._receive()
        step = self._make_step("manual")
        self.applicant._start_step(step)
        self.process()
        row = self.rows(self.applicant, step_id=step)
        with self.at(NOW + timedelta(days=400)):
            row._mark_sent("delivered")
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertEqual(self.applicant.last_contact_date, NOW + timedelta(days=400))

    def test_automatic_replies_do_not_count(self):
        for number, headers in enumerate(
            (
                "Auto-Submitted: auto-replied\n",
                "Precedence: bulk\n",
                "X-Autoreply: yes\n",
            )
        ):
            self._receive(headers=headers, number=number)
            self.assertFalse(self.applicant.awaiting_reply, headers)
        self._receive(headers="Auto-Submitted: no\n", number=9)
        self.assertTrue(self.applicant.awaiting_reply)

    def test_a_colleague_who_writes_by_mail_is_no_candidate(self):
        self._receive(sender=self.recruiter.email)
        self.assertFalse(self.applicant.awaiting_reply)

    def test_somebody_else_writes_for_the_candidate(self):
        with self.at(NOW):
            self._receive(sender="Eva Ek <eva@parents.example>")
        self.assertTrue(self.applicant.awaiting_reply)
        self.assertFalse(self.applicant.last_reply_date)
        self.assertEqual(self.applicant.other_reply_date, NOW)
        self.assertIn("eva@parents.example", self.applicant.other_reply_from)
        with self.at(NOW + timedelta(days=1)):
            self._receive(number=2)
        with self.at(NOW + timedelta(days=2)):
            self.applicant.invalidate_recordset(["days_awaiting_reply"])
            self.assertEqual(self.applicant.days_awaiting_reply, 2, "since the first mail")
            self._answer()
        self.assertFalse(self.applicant.awaiting_reply)
        self.assertFalse(self.applicant.other_reply_from)
        self.assertEqual(self.applicant.last_reply_date, NOW + timedelta(days=1))

    def test_the_candidate_writes_from_another_address(self):
        self._receive(sender='"Ek, Anna" <anna@work.example>')
        self.assertTrue(self.applicant.last_reply_date)
        self.assertFalse(self.applicant.other_reply_from)

    def test_answered_by_telephone(self):
        self._receive()
        self.applicant.with_user(self.recruiter).action_mark_answered()
        self.assertFalse(self.applicant.awaiting_reply)

    def test_core_wizard_for_several_candidates_answers_them(self):
        self._receive()
        self.env["applicant.send.mail"].with_user(self.recruiter).create(
            {
                "applicant_ids": self.applicant.ids,
                "subject": "Hello",
                "body": "<p>Hello</p>",
            }
        ).action_send()
        self.assertFalse(self.applicant.awaiting_reply)

    def test_contact_does_not_touch_the_application_itself(self):
        self.env.flush_all()
        self.env.cr.execute("SELECT write_date FROM hr_applicant WHERE id = %s", self.applicant.ids)
        before = self.env.cr.fetchone()
        with self.at(NOW + timedelta(days=500)):
            self.applicant._note_contact(NOW + timedelta(days=500))
        self.env.cr.execute("SELECT write_date FROM hr_applicant WHERE id = %s", self.applicant.ids)
        self.assertEqual(self.env.cr.fetchone(), before)
        self.assertEqual(self.applicant.last_contact_date, NOW + timedelta(days=500))

    def test_installation_reads_the_last_contact_from_the_chatter(self):
        self.env.flush_all()
        self.env.cr.execute("UPDATE hr_applicant SET last_contact_date = NULL")
        self.env.invalidate_all()
        self.env["hr.applicant"]._fill_last_contact_from_messages()
        self.assertEqual(self.applicant.last_contact_date, self.asked.date)
        self.assertFalse(self.applicant.awaiting_reply)
