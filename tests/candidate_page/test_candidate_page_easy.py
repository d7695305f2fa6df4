from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase


@tagged("post_install", "-at_install")
class TestCandidatePageEasy(CandidatePageCase):
    """Candidates choose easy-to-read emails on their own page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.easy = cls._make_template(name="Easy", subject="Easy", body_html="<p>Easy</p>")
        cls.booked_step.easy_mail_template_id = cls.easy

    def test_a_candidate_chooses(self):
        notes = self.applicant.message_ids
        page = self.look()
        self.assertIn("Do you want easy-to-read emails?", page)
        self.assertRegex(page, r'id="easy_no"[^>]*checked')
        answer = self.press("easy", easy="yes")
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(self.applicant.easy_to_read)
        self.assertIn("We now send you easy-to-read emails.", self.look(answer.headers["Location"]))
        self.assertRegex(self.look(), r'id="easy_yes"[^>]*checked')
        self.press("easy", easy="no")
        self.assertFalse(self.applicant.easy_to_read)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.message_ids, notes)

    def test_what_is_no_choice(self):
        for given in ({}, {"easy": "maybe"}):
            with self.subTest(given):
                answer = self.press("easy", **given)
                self.assertEqual(answer.status_code, 422)
                self.assertIn("Please choose one.", answer.text)
                self.assertIn('aria-describedby="error_easy easy_hint"', answer.text)
        # Nobody has looked at the page before: a machine.
        answer = self.send(self.path, part="easy", easy="yes", form="forged")
        self.assertIn("please press once more", answer.text)
        self.assertFalse(self.applicant.easy_to_read)

    def test_nothing_is_offered_that_makes_no_difference(self):
        for name, value in (("body_html", False), ("active", False)):
            with self.subTest(name):
                before, self.easy[name] = self.easy[name], value
                self.assertNotIn("easy-to-read", self.look())
                self.press("easy", easy="yes")
                self.assertFalse(self.applicant.easy_to_read)
                self.easy[name] = before
        # Who has chosen it can take it back.
        self.applicant.easy_to_read = True
        self.easy.active = False
        self.press("easy", easy="no")
        self.assertFalse(self.applicant.easy_to_read)
