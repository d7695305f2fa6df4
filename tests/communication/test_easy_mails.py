from datetime import timedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import html2plaintext, mute_logger

from ..cases.decision import DecisionCase
from ..common import NOW

DAY = timedelta(days=1)
MODELS = "odoo.models", "odoo.addons.base.models.ir_model"


@tagged("post_install", "-at_install")
class TestEasyMails(DecisionCase):
    """Who has asked for easy language gets it, wherever the plan has it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.easy = cls._make_template(name="Easy", subject="Easy hello", body_html="<p>Easy</p>")
        cls.thanks = cls._make_step("applied", name="Thanks", easy_mail_template_id=cls.easy.id)
        cls.easy_no = cls.easy.copy({"name": "Easy no", "body_html": "<p>It is a no.</p>"})
        cls.answer_step.easy_mail_template_id = cls.easy_no

    def get_letters(self, applicant):
        """:return: list of the texts that the candidate has got, without the frame"""
        return [html2plaintext(mail.body_html).strip() for mail in self.mails(applicant)]

    def test_each_gets_the_email_of_their_choice(self):
        usual = self._make_applicants(2)
        easy = self._make_applicants(3, easy_to_read=True)
        changed = self._make_applicants()
        # It is scheduled by now.
        changed.easy_to_read = True
        self.process()
        for applicants, words in ((usual, "Dear Anna"), (easy + changed, "Easy")):
            for applicant in applicants:
                (text,) = self.get_letters(applicant)
                self.assertIn(words, text)
        self.assertEqual(set(self.rows(easy + usual).mapped("state")), {"queued"})

    def test_as_many_queries_for_many(self):
        def count(size):
            rows = self.rows(self._make_applicants(size, easy_to_read=True))
            rows |= self.rows(
                self._make_applicants(size, partner_name="Bo", email_from="bo@x.example")
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            found = rows.with_env(self.env)._get_mail_templates()
            queries = self.env.cr.sql_log_count - before
            self.assertEqual(set(found.values()), {self.easy, self.template})
            return queries

        count(1)
        self.assertEqual(count(2), count(12))

    def test_a_letter_is_never_empty(self):
        applicant = self._make_applicants(easy_to_read=True)
        row = self.rows(applicant)
        template = self.easy
        for name, value, words in (
            ("body_html", "<p><br/></p>", "has no text"),
            ("active", False, "is archived"),
        ):
            with self.subTest(name):
                before, template[name] = template[name], value
                self.assertIn(words, self.thanks.warning)
                self.assertEqual(row._get_mail_template(), self.template)
                self.assertIn("Dear Anna", row.preview_body)
                self.assertFalse(row._find_fault())
                template[name] = before
                self.env.invalidate_all()
        self.assertFalse(self.thanks.warning)
        self.assertEqual(row._get_mail_template(), self.easy)
        self.thanks.easy_mail_template_id = False
        self.process()
        self.assertIn("Dear Anna", self.get_letters(applicant)[0])

    def test_one_that_is_for_other_records_now_stops_nobody(self):
        row = self.rows(self._make_applicants(easy_to_read=True))
        partners = self.env["ir.model"]._get_id("res.partner")
        self.easy.write({"lang": False, "body_html": "<p>Hello</p>", "model_id": partners})
        self.assertIn("is not a template", self.thanks.warning)
        self.assertFalse(row._find_fault())
        self.assertEqual(row._get_mail_template(), self.template)

    def test_a_survey_without_its_link_is_not_sent(self):
        words = self.survey_step.mail_template_id
        self.survey_step.easy_mail_template_id = self.easy
        self.assertIn("no link to the survey", self.survey_step.warning)
        applicant = self._make_applicants(easy_to_read=True)
        chosen = self.survey_step._choose_mail_template(applicant, "survey")
        self.assertEqual(chosen, words)
        self.easy.body_html = words.body_html
        chosen = self.survey_step._choose_mail_template(applicant, "survey")
        self.assertEqual(chosen, self.easy)

    def test_not_in_a_language_that_is_another_one(self):
        """Easy English is not easy for somebody who reads Swedish."""
        applicant = self._make_applicants(easy_to_read=True, candidate_lang="sv_SE")
        row = self.rows(applicant)
        self.assertEqual(row._get_mail_template(), self.easy)
        self.template.with_context(lang="sv_SE").body_html = "<p>Kära du</p>"
        self.assertEqual(row._get_mail_template(), self.template)
        self.easy.with_context(lang="sv_SE").body_html = "<p>Hej</p>"
        self.assertEqual(row._get_mail_template(), self.easy)

    def test_the_preview_shows_what_would_leave(self):
        applicant = self._make_applicants(easy_to_read=True, user_id=self.recruiter.id)
        row = self.rows(applicant).with_user(self.recruiter)
        self.assertEqual((row.preview_subject, row.preview_body), ("Easy hello", "<p>Easy</p>"))
        dialog = self.wizard(applicant)
        self.assertIn("It is a no.", dialog.message_body)
        action = self.thanks.action_preview_easy()
        self.assertEqual(action["context"]["default_mail_template_id"], self.easy.id)
        action = self.thanks.action_preview()
        self.assertEqual(action["context"]["default_mail_template_id"], self.template.id)

    def test_a_refusal_that_waits_follows_the_choice(self):
        anna, bo = self._make_applicants(2)
        first = self.refuse(anna)
        second = self.refuse(bo, message_body="<p>My own words</p>")
        self.assertIn("We need more years", first.body)
        (anna + bo).easy_to_read = True
        self.assertFalse(first.body)
        self.assertIn("My own words", second.body)
        self.run_at(NOW + DAY)
        self.assertIn("It is a no.", self.get_letters(anna)[-1])
        self.assertIn("My own words", self.get_letters(bo)[-1])

    def test_it_is_frozen_in_easy_words_too(self):
        usual, easy = self._make_applicants(), self._make_applicants(easy_to_read=True)
        (easy + usual).write({"refuse_reason_id": self.reason.id, "active": False})
        rows = self.answers(easy + usual)
        self.ledger._freeze_refusals()
        self.env.invalidate_all()
        self.assertEqual(
            {row.applicant_id: "It is a no." in row.body for row in rows},
            {usual: False, easy: True},
        )

    def test_it_holds_for_the_person_in_the_company(self):
        anna = self._make_applicants()
        sister = anna.copy({"partner_name": "Eva Ek", "partner_id": anna.partner_id.id})
        other = self.env["res.company"].create({"name": "Sydlys"})
        there = anna.copy({"company_id": other.id, "job_id": False})
        earlier = self._make_applicants()
        earlier.active = False
        anna._choose_easy_to_read(True)
        self.assertEqual(
            (anna + sister + there + earlier).mapped("easy_to_read"), [True, False, False, True]
        )
        again = self._make_applicants(partner_name=anna.partner_name, partner_id=anna.partner_id.id)
        self.assertTrue(again.easy_to_read)
        again._choose_easy_to_read(False)
        self.assertFalse(any((anna + again + earlier).mapped("easy_to_read")))

    @mute_logger(*MODELS)
    def test_who_sees_and_sets_it(self):
        """Why somebody wants it is nobody's business who only judges them."""
        judge = self._make_user("judge", "hr_recruitment.group_hr_recruitment_interviewer")
        applicant = self._make_applicants(user_id=self.recruiter.id)
        applicant.interviewer_ids = judge
        applicant.with_user(self.recruiter).easy_to_read = True
        theirs = applicant.with_user(judge)
        with self.assertRaises(AccessError):
            theirs.read(["easy_to_read"])
        with self.assertRaises(AccessError):
            theirs.easy_to_read = False
        with self.assertRaises(AccessError):
            theirs.search([("easy_to_read", "=", True)])
        self.assertNotIn("easy_to_read", theirs.fields_get())
        notes = str(applicant.message_ids.mapped("body"))
        self.assertNotIn("asy", notes)
        self.assertFalse(applicant.message_ids.tracking_value_ids)

    def test_templates_of_other_records_are_refused(self):
        foreign = self._make_template(
            name="Foreign",
            model_id=self.env["ir.model"]._get_id("res.partner"),
            body_html="<p>Hello</p>",
            subject="Hello",
            lang=False,
        )
        with self.assertRaises(ValidationError):
            self.thanks.easy_mail_template_id = foreign

    def test_it_goes_with_the_plan_and_stands_among_the_texts(self):
        copied = self.plan.copy().step_ids.filtered(lambda step: step.name == "Thanks")
        self.assertEqual(copied.easy_mail_template_id, self.easy)
        self.env.flush_all()
        texts = self.env["hr.recruitment.communication.text"]
        text = texts.search([("mail_template_id", "=", self.easy.id)], limit=1)
        self.assertIn("Engineers: Thanks", text.usage)

    def test_it_is_erased_and_stands_in_the_copy(self):
        applicant = self._make_applicants(easy_to_read=True)
        self.assertIn("easy_to_read", applicant._find_personal_columns())
        self.assertIn("easy_to_read", [fact.name for fact in applicant._get_known_facts()])
        applicant.easy_to_read = False
        self.assertNotIn("easy_to_read", [fact.name for fact in applicant._get_known_facts()])
