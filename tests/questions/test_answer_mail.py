from datetime import timedelta

from odoo.tests import tagged

from ..cases.questions import ADDON, QuestionsCase
from ..common import NOW

PENSION = "Is there a pension?"
ANSWER = "Yes.\nFrom the first day & on."
KNOWN = "Do you pay a pension?"


@tagged("post_install", "-at_install")
class TestAnswerMail(QuestionsCase):
    """The answer that was written once comes back to those who asked, by mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr = cls._make_user("hr", "hr_recruitment.group_hr_recruitment_manager")
        cls.text = cls.env.ref(f"{ADDON}.mail_template_question_answered")
        cls.step = cls._make_step(
            "question_answered", mail_template_id=cls.text.id, send_window="any"
        )

    def answer(self, questions, **values):
        dialog = self.env["hr.candidate.question.answer"].with_user(self.hr)
        dialog = dialog.create(
            {"question_ids": questions.ids, "question": KNOWN, "answer": ANSWER, **values}
        )
        with self.at(NOW):
            dialog.action_answer()
        return dialog

    def rows(self, applicants=None):
        rows = self.env["hr.applicant.communication"].sudo()
        found = rows.search([("step_id.trigger", "=", "question_answered")])
        return found.filtered(lambda row: not applicants or row.applicant_id in applicants)

    def sent(self):
        """:return: dict applicant → body of the mail that left"""
        with self.at(NOW):
            self.process()
        mails = {row: row.mail_mail_id_int for row in self.rows() if row.state == "queued"}
        mail = self.env["mail.mail"]
        return {row.applicant_id: mail.browse(one).body_html for row, one in mails.items()}

    def test_to_each_who_asked_once(self):
        others = self._make_applicants(3, candidate_questions=PENSION)
        self.applicant.write({"candidate_questions": PENSION, "call_questions": PENSION})
        asked = self.asked(self.applicant | others)
        self.assertEqual(len(asked), 5)
        self.answer(asked)
        bodies = self.sent()
        self.assertEqual(set(bodies), set(self.applicant | others))
        self.assertEqual(len(self.rows()), 4)
        for body in bodies.values():
            self.assertEqual(body.count(f">{KNOWN}<"), 1)
            self.assertIn("From the first day &amp; on.", body)

    def test_what_is_answered_meanwhile_is_in_the_same_message(self):
        self.applicant.candidate_questions = PENSION
        self.answer(self.asked())
        self.applicant.call_questions = "How is the team?"
        self.answer(
            self.asked().filtered(lambda q: q.place == "call"), question="The team", answer="Kind"
        )
        (body,) = self.sent().values()
        self.assertIn(KNOWN, body)
        self.assertIn("Kind", body)
        self.assertEqual(len(self.rows()), 1)

    def test_the_next_message_does_not_repeat_it(self):
        self.applicant.candidate_questions = PENSION
        self.answer(self.asked())
        self.sent()
        self.rows().write({"state": "sent", "sent_date": NOW})
        self.applicant.call_questions = "How is the team?"
        later = self.asked().filtered(lambda q: q.place == "call")
        self.rows().flush_recordset()
        dialog = self.env["hr.candidate.question.answer"].with_user(self.hr)
        dialog = dialog.create({"question_ids": later.ids, "question": "Team?", "answer": "Kind"})
        with self.at(NOW + timedelta(minutes=9)):
            dialog.action_answer()
            self.process()
        (row,) = self.rows().filtered(lambda row: row.state == "queued")
        body = self.env["mail.mail"].browse(row.mail_mail_id_int).body_html
        self.assertIn("Kind", body)
        self.assertNotIn(KNOWN, body)

    def test_not_to_the_closed_the_paused_and_those_who_want_none(self):
        paused, excluded, untold, gone = self._make_applicants(4, candidate_questions=PENSION)
        asked = self.asked(paused | excluded | untold | gone)
        paused.communication_paused = True
        self.env["mail.blacklist"]._add(excluded.email_from)
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        untold.write({"refuse_reason_id": reason.id, "active": False})
        self.answer(asked)
        gone.write({"candidate_questions": False})
        self.assertFalse(self.rows(untold), "nothing new while a decision waits to be told")
        self.assertFalse(self.sent())
        self.assertEqual(self.rows(gone).reason, "question_gone")
        self.assertEqual(self.rows(excluded).state, "skipped")
        self.assertEqual(self.rows(paused).state, "scheduled")

    def test_who_reads_another_language_is_shown_the_way(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        swedish = self.text.with_context(lang="sv_SE")
        swedish.subject = "Svaret på din fråga"
        swedish.body_html = """<t t-set="new" t-value="object.get_new_answers()"/>
            <p t-foreach="new['answers']" t-as="told" t-out="told['question']"/>
            <p t-if="new['on_page']">Svaret finns på <t t-out="object.get_page_url()"/></p>"""
        self.applicant.candidate_lang = "sv_SE"
        self.applicant.candidate_questions = PENSION
        dialog = self.answer(self.asked(), lang="en_US")
        self.assertIn("1 of those who asked", dialog.lang_hint)
        (body,) = self.sent().values()
        self.assertNotIn(KNOWN, body)
        self.assertIn("Svaret finns på", body)

    def test_nobody_is_told_where_it_is_not_wanted(self):
        self.applicant.candidate_questions = PENSION
        dialog = self.answer(self.asked(), tell=False)
        self.assertFalse(dialog.lang_hint)
        self.assertFalse(self.rows())

    def test_of_many_it_costs_no_more_queries(self):
        few, many = self._make_applicants(2), self._make_applicants(12)
        (few | many).write({"candidate_questions": PENSION})
        counts = []
        for asked in (few, many):
            questions = self.asked(asked)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            questions.sudo()._mail_answer()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 12, counts)
