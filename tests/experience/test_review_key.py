from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import tagged

from ..cases.retrospective import ReviewCase


@tagged("post_install", "-at_install")
class TestReviewKey(ReviewCase):
    """Whoever has the link of a recruiter could answer in the recruiter's name: HR,
    who reads the answers, does not have it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._make_user(
            "admin2", "hr_recruitment.group_hr_recruitment_manager", "base.group_system"
        )
        cls.analyst = cls._make_user(
            "analyst",
            "hr_recruitment_candidate_experience.group_experience_manager",
            "survey.group_survey_manager",
        )

    def setUp(self):
        super().setUp()
        self.close(self.job)
        self.ask()
        self.review = self.of(self.job, role="manager")
        self.invitation = self.review.user_input_id
        self.key = self.invitation.access_token
        self.assertTrue(self.key)

    def test_nobody_else_reads_the_key(self):
        for user in (self.hr, self.administrator, self.analyst, self.recruiter):
            with self.subTest(user=user.login):
                answers = self.env["survey.user_input"].with_user(user)
                for domain in (
                    [("id", "=", self.invitation.id)],
                    [("access_token", "=", self.key)],
                    [("access_token", "like", self.key[:4])],
                ):
                    found = answers.has_access("read") and answers.search(domain)
                    self.assertFalse(found)
                mine = self.invitation.with_user(user)
                for read in (
                    lambda mine=mine: mine.read(["access_token"]),
                    mine.get_start_url,
                    mine.get_print_url,
                ):
                    self.env.invalidate_all()
                    with self.assertRaises(AccessError):
                        read()

    def test_nobody_finds_it_by_the_review(self):
        for user in (self.hr, self.administrator, self.analyst):
            with self.subTest(user=user.login):
                reviews = self.env["hr.recruitment.review"].with_user(user)
                self.assertIn(self.review, reviews.search([]))
                domain = [("user_input_id.access_token", "=like", f"{self.key[:4]}%")]
                self.assertFalse(reviews.search(domain))
                review = self.review.with_user(user)
                with self.assertRaises(AccessError):
                    get_public_method(review, "get_answer_url")
                shown = review.read([])
                self.assertNotIn(self.key, str(shown))
                preview = self.env["mail.template.preview"].with_user(user)
                template = self.env.ref("hr_recruitment_candidate_experience.mail_template_review")
                made = preview.create({"mail_template_id": template.id})
                made.resource_ref = f"hr.recruitment.review,{self.review.id}"
                self.assertNotIn(self.key, str(made.read([])))

    def test_it_stays_behind_in_no_message(self):
        messages = self.env["mail.message"]
        self.assertTrue(messages.search([("body", "like", self.key)]))
        for user in (self.hr, self.administrator, self.recruiter):
            found = messages.with_user(user).search([("body", "like", self.key)])
            self.assertFalse(found, user.login)

    def test_hr_reads_what_was_answered(self):
        before = self.review.with_user(self.hr)
        self.assertFalse(before.comment or before.rating_count)
        self.answer(self.review)
        self.assertEqual(before.comment, "Agree on the profile first.")
        self.invitation.with_user(self.hr).check_access("read")
