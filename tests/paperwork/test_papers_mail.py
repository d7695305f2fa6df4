from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.paperwork import PaperworkCase
from ..common import NOW

ADDON = "hr_recruitment_candidate_experience"
HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestPapersMail(PaperworkCase):
    """What new colleagues are told of documents, by the communication plan and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        text = cls.env.ref(f"{ADDON}.mail_template_papers")
        cls.asked, cls.mend, cls.due = (
            cls._make_step(
                trigger, mail_template_id=text.id, delay=delay, delay_unit=unit, send_window="any"
            )
            for trigger, delay, unit in (
                ("papers_asked", 15, "minutes"),
                ("papers_mend", 30, "minutes"),
                ("papers_due", 2, "working_days"),
            )
        )

    def setUp(self):
        clock = self.at(NOW)
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)
        super().setUp()
        self.applicant.partner_id.name = "Anna"

    def told(self, step, moment, applicant=None):
        """:return: bodies of the mails of a step that have left until then"""
        with self.at(moment):
            self.process()
        rows = self.rows(applicant or self.applicant, step_id=step, state="queued")
        return [self.env["mail.mail"].browse(row.mail_mail_id_int) for row in rows]

    def waiting(self, step):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.rows(self.applicant, step_id=step, state="scheduled")

    def test_one_message_that_documents_are_there(self):
        self.assertEqual(len(self.waiting(self.asked)), 1)
        other = self.set.copy({"document_ids": [Command.create({"name": "Our dress code"})]})
        self.applicant._start_paperwork(other)
        (mail,) = self.told(self.asked, NOW + HOUR)
        count = len(self.applicant.sudo().paperwork_ids)
        self.assertIn(f"{count} documents", mail.body_html)
        self.assertIn("June 17", mail.body_html)
        self.assertIn(f"{self.path}/papers", mail.body_html)
        self.assertIn("before the first day", mail.subject)
        for paper in self.applicant.sudo().paperwork_ids:
            self.assertNotIn(paper.name, mail.body_html)

    def test_nothing_leaves_once_all_is_handed_in(self):
        for paper in (self.rules, self.tax, self.diploma):
            paper._hand_in()
        self.assertFalse(self.told(self.asked, NOW + HOUR))
        self.assertFalse(self.told(self.due, NOW + 7 * DAY))
        rows = self.rows(self.applicant, state="cancelled")
        self.assertIn("papers_done", rows.mapped("reason"))

    def test_reminded_once_and_of_what_is_left(self):
        self.told(self.asked, NOW + HOUR)
        self.rules._hand_in()
        (row,) = self.waiting(self.due)
        # The day is Wednesday the 17th.
        self.assertEqual(row.scheduled_date.date(), (NOW + 5 * DAY).date())
        (mail,) = self.told(self.due, NOW + 5 * DAY)
        self.assertIn("2 documents are still missing", mail.body_html)
        self.assertFalse(self.waiting(self.due))
        self.assertEqual(len(self.told(self.due, NOW + 20 * DAY)), 1)

    def test_nobody_is_reminded_of_what_was_just_asked(self):
        soon = self.set.copy({"days": 3})
        anna = self._make_applicants(user_id=self.recruiter.id, email_from="b@candidate.example")
        anna._start_paperwork(soon)
        self.assertFalse(self.rows(anna, step_id=self.due))
        self.assertTrue(self.rows(anna, step_id=self.asked))

    def test_something_is_to_be_mended(self):
        secret = "Your number 19811218-9876 is another person's."
        for paper in (self.rules, self.tax):
            paper._hand_in()
            mine = paper.with_user(self.handler)
            mine.mend_words = secret
            mine.action_ask_to_mend()
        self.assertEqual(len(self.waiting(self.mend)), 1)
        (mail,) = self.told(self.mend, NOW + HOUR)
        self.assertIn("In 2 documents", mail.body_html)
        self.assertNotIn("19811218", mail.body_html)
        self.assertIn("look at something once more", mail.subject)

    def test_there_is_time_to_mend(self):
        self.rules._hand_in()
        mine = self.rules.with_user(self.handler)
        mine.mend_words = "The second page is missing."
        with self.at(NOW + 10 * DAY):
            mine.action_ask_to_mend()
        self.assertEqual(self.rules.deadline, (NOW + 13 * DAY).date())

    def test_mended_before_it_left(self):
        self.rules._hand_in()
        mine = self.rules.with_user(self.handler)
        mine.mend_words = "The second page is missing."
        mine.action_ask_to_mend()
        self.rules._hand_in()
        self.assertFalse(self.told(self.mend, NOW + HOUR))

    def test_paused(self):
        self.applicant.communication_paused = True
        self.assertFalse(self.told(self.asked, NOW + HOUR))
        self.applicant.communication_paused = False
        self.assertEqual(len(self.told(self.asked, NOW + 2 * HOUR)), 1)

    def test_switched_off_or_closed(self):
        for switch in (
            lambda: self._switch_paperwork(False),
            lambda: self.applicant.with_user(self.recruiter).action_revoke_page(),
        ):
            with self.subTest(switch), self.env.cr.savepoint() as savepoint:
                switch()
                self.assertFalse(self.told(self.asked, NOW + HOUR))
                savepoint.rollback()
                self.env.invalidate_all()
                self.env.registry.clear_cache("groups")

    def test_refused(self):
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        self.applicant.write({"refuse_reason_id": reason.id})
        self.assertFalse(self.told(self.asked, NOW + HOUR))
        self.assertFalse(self.told(self.due, NOW + 7 * DAY))

    def test_not_before_they_know_of_the_hire(self):
        welcome = self._make_step("hired", delay=5, delay_unit="hours")
        self.applicant.stage_id = self.signed
        self.assertFalse(self.told(self.asked, NOW + HOUR))
        self.told(welcome, NOW + 6 * HOUR)
        self.rows(self.applicant, step_id=welcome).write({"state": "sent"})
        self.assertEqual(len(self.told(self.asked, NOW + 8 * HOUR)), 1)

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env["ir.module.module"]._load_module_terms([ADDON], ["sv_SE"])
        self.applicant.partner_id.lang = "sv_SE"
        self.applicant.candidate_lang = "sv_SE"
        (mail,) = self.told(self.asked, NOW + HOUR)
        self.assertIn("3 dokument", mail.body_html)
        self.assertIn("Öppna dina dokument", mail.body_html)
        self.assertNotIn("document", mail.subject.lower().replace("dokument", ""))

    # Another first day -----------------------------------------------------------------

    def deadlines(self):
        return set(self.applicant.sudo().paperwork_ids.mapped("deadline"))

    def test_the_first_day_is_moved_by_a_month(self):
        day = (NOW + 30 * DAY).date()
        due = day - 10 * DAY
        self.set.write({"due_from": "first_day", "days": 10})
        self.applicant.first_day = day
        self.assertEqual(self.deadlines(), {due})
        row = self.waiting(self.due).filtered(lambda row: str(due) in row.occurrence_key)
        self.assertEqual(len(row), 1)
        self.applicant.first_day = day + 30 * DAY
        self.assertEqual(self.deadlines(), {due + 30 * DAY})
        self.told(self.asked, NOW + HOUR)
        self.assertFalse(self.told(self.due, NOW + 25 * DAY))
        self.assertEqual(row.state, "cancelled")
        self.assertEqual(len(self.told(self.due, NOW + 49 * DAY)), 1)

    def test_what_is_handed_in_stays(self):
        self.rules._hand_in()
        before = self.rules.deadline
        self.applicant.first_day = (NOW + 3 * DAY).date()
        self.assertEqual(self.rules.deadline, before)
        self.assertEqual(self.tax.deadline, (NOW + 3 * DAY).date())

    # Many ------------------------------------------------------------------------------

    def test_constant_queries(self):
        def count(number):
            many = self._make_applicants(number)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            many._start_paperwork(self.set)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        few, many = count(2), count(20)
        self.assertLessEqual(many, few + 6)
