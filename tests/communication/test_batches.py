from datetime import timedelta
from unittest.mock import patch

from odoo import Command
from odoo.orm import models
from odoo.tests import tagged

from ..common import NOW, CandidateCase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MEETING = NOW + 14 * DAY
DECISION = NOW + 5 * DAY


@tagged("post_install", "-at_install")
class TestBatches(CandidateCase):
    """What leaves in one batch takes as many queries for forty candidates as for ten,
    in every chapter of their story, with the plan and the words that are shipped."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan.active = False  # the shipped one applies
        cls.company.feedback_cooldown_days = 0
        cls.new.expected_days = 20  # the confirmation promises an answer by then
        cls.reason = cls.env["hr.applicant.refuse.reason"].create(
            {"name": "Skills", "candidate_explanation": "We need more Java."}
        )

    def test_from_the_application_to_the_interview(self):
        self.check(
            ("the confirmation", NOW + HOUR, None),
            ("the survey about applying", NOW + 2 * DAY + HOUR, None),
            ("an interview is booked", NOW + 5 * DAY + HOUR, self.book),
            ("the preparation", MEETING - 2 * DAY + HOUR, None),
            ("an hour before", MEETING - HOUR / 2, None),
            ("the thank-you", MEETING + 3 * HOUR, None),
            ("the survey about the interview", MEETING + 2 * DAY + 3 * HOUR, None),
        )

    def test_from_the_application_to_the_answer(self):
        self.check(
            ("the decision", DECISION, self.refuse),
            ("the survey about the answer", DECISION + 7 * DAY, None),
        )

    def check(self, *chapters):
        self.tell(chapters, 3)  # what is read once
        few, many = self.tell(chapters, 10), self.tell(chapters, 40)
        for chapter, _moment, _event in chapters:
            with self.subTest(chapter=chapter):
                (messages, queries), (more, their_queries) = few[chapter], many[chapter]
                self.assertTrue(messages)
                self.assertEqual(more, 4 * messages)
                self.assertEqual(their_queries, queries)

    def tell(self, chapters, size):
        """:param chapters: (name, when the batch is sent, what happens before)
        :return: dict name → (messages, queries)"""
        found = {}
        with self.at(NOW):
            applicants = self._make_applicants(size, user_id=self.recruiter.id)
            for number, applicant in enumerate(applicants):
                applicant.email_from = f"c{size}-{number}@candidate.example"
        for chapter, moment, event in chapters:
            if event:
                with self.at(moment - 2 * DAY):
                    event(applicants)
            with self.at(moment):
                found[chapter] = self.count(applicants)
        return found

    def book(self, applicants):
        event = self.env["calendar.event"].with_user(self.recruiter)
        for applicant in applicants:
            event.create(
                {
                    "name": "Interview",
                    "start": MEETING,
                    "stop": MEETING + HOUR,
                    "videocall_location": "https://meet.example/1",
                    "applicant_id": applicant.id,
                    "partner_ids": [
                        Command.link(applicant.partner_id.id),
                        Command.link(self.recruiter.partner_id.id),
                    ],
                }
            )

    def refuse(self, applicants):
        wizard = self.env["applicant.get.refuse.reason"].with_user(self.recruiter)
        wizard = wizard.with_context(**applicants.archive_applicant()["context"])
        wizard.create({"refuse_reason_id": self.reason.id}).action_refuse_reason_apply()

    def count(self, applicants):
        """Send and deliver what is due; Odoo cuts a write of many into 100 each."""
        told = len(self.find_told(applicants))
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        with patch.multiple(models, INSERT_BATCH_SIZE=10**6, UPDATE_BATCH_SIZE=10**6):
            self.ledger._process_batch(500)
            self.rows(applicants, state="queued")._mark_sent("delivered")
            self.env.flush_all()
        queries = self.env.cr.sql_log_count - before
        return len(self.find_told(applicants)) - told, queries

    def find_told(self, applicants):
        self.env.flush_all()
        rows = self.rows(applicants)
        return rows.filtered(lambda row: row.state in ("queued", "sent"))
