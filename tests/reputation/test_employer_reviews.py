from datetime import date, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..cases.reputation import ReputationCase
from ..common import NOW

RETENTION = (
    "odoo.addons.hr_recruitment_candidate_experience.models.reputation.hr_employer_review_retention"
)


@tagged("post_install", "-at_install")
class TestEmployerReviews(ReputationCase):
    """What HR does at the desk."""

    def todos(self, review):
        return review.activity_ids.sudo()

    # Ratings ---------------------------------------------------------------------------------

    def test_ratings_of_all_sites_can_be_compared(self):
        for source, rating, percent in (
            (self.glassdoor, 1, 0),
            (self.glassdoor, 4.2, 80),
            (self.glassdoor, 5, 100),
            (self.facebook, 2, 100),
            (self.facebook, 1, 0),
        ):
            review = self.review(source_id=source.id, rating=rating)
            self.assertAlmostEqual(review.rating_percent, percent, msg=(source.name, rating))
            self.assertTrue(review.is_rated)
        silent = self.review(source_id=self.linkedin.id, rating=0, text="Looks nice")
        self.assertFalse(silent.is_rated)

    def test_the_scale_is_that_of_its_day(self):
        """The site changes it; what was written before keeps its own."""
        review = self.review(rating=5)
        self.glassdoor.scale_max = 10
        self.assertEqual((review.scale_max, review.rating_percent), (5, 100))
        self.assertEqual(self.review(rating=5).scale_max, 10)

    def test_what_is_no_rating(self):
        with self.assertRaisesRegex(ValidationError, "Glassdoor: a rating is from 1 to 5, not 7"):
            self.review(rating=7)
        with self.assertRaises(ValidationError):
            self.glassdoor.scale_max = 0.5
        with self.assertRaisesRegex(ValidationError, "no domain"):
            self.glassdoor.sender_domains = "glassdoor.com, com"
        with self.assertRaisesRegex(ValidationError, "has not come yet"):
            self.review(date="2100-01-01")
        with self.assertRaisesRegex(ValidationError, "or later"):
            self.review(date="2026-01-15", answer_date="2026-01-14")
        with self.assertRaisesRegex(ValidationError, "https"):
            self.review(url="javascript:alert(1)")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.review(rating=-1)

    def test_averages_leave_out_what_has_none(self):
        self.review(rating=5)
        self.review(rating=3, text="So-so")
        self.review(rating=0, text="No stars here")
        self.review(rating=1, text="Bad", answer_date="2026-01-19")
        ((percent, days),) = self.reviews._read_group(
            [("company_id", "=", self.company.id), ("create_uid", "=", self.env.uid)],
            [],
            ["rating_percent:avg", "days_to_answer:avg"],
        )
        self.assertAlmostEqual(percent, (100 + 50 + 0) / 3)
        self.assertAlmostEqual(days, 4)

    # Its life ----------------------------------------------------------------------------------

    def test_from_new_to_answered(self):
        with freeze_time(NOW):
            review = self.review(self.manager, date="2026-06-08", title="Nice")
            self.assertEqual((review.state, review.user_id), ("new", self.manager))
            # A Wednesday, and five working days.
            self.assertEqual(review.answer_deadline, date(2026, 6, 17))
            todo = self.todos(review)
            self.assertEqual(todo.summary, "Answer this review: Glassdoor: Nice")
            self.assertEqual((todo.user_id, todo.date_deadline), (self.manager, date(2026, 6, 17)))
            review.action_draft_answer()
            self.assertEqual(review.state, "to_answer")
            self.assertIn("Nordlys", review.answer)
        with freeze_time(NOW + timedelta(days=2)):
            review.action_mark_answered()
        self.assertEqual(review.answer_date, date(2026, 6, 12))
        self.assertEqual((review.answered_by_id, review.days_to_answer), (self.manager, 4))
        self.assertFalse(self.todos(review))

    def test_late(self):
        with freeze_time(NOW):
            review = self.review()
        with freeze_time(NOW + timedelta(days=7)):
            review.invalidate_recordset()
            self.assertFalse(review.is_late)
        with freeze_time(NOW + timedelta(days=8)):
            review.invalidate_recordset(["is_late"])
            self.assertTrue(review.is_late)
            review.action_no_answer()
            self.assertFalse(review.is_late)

    def test_an_answer_that_was_given_before(self):
        review = self.review(answer_date="2026-01-20")
        self.assertEqual((review.state, review.days_to_answer), ("answered", 5))
        self.assertFalse(self.todos(review))
        other = self.review(text="Another")
        other.answer_date = "2026-01-16"
        self.assertEqual(other.state, "answered")

    def test_who_answers(self):
        self.company.review_user_id = False
        self.company.candidate_hr_user_id = self.recruiter
        self.assertEqual(self.review().user_id, self.recruiter)
        self.company.candidate_hr_user_id = False
        self.assertEqual(self.review(self.officer, text="x").user_id, self.officer)
        with self.assertRaisesRegex(ValidationError, "does not work in"):
            self.other.review_user_id = self.manager

    def test_one_todo_each_and_handed_over(self):
        review = self.review()
        review.user_id = self.officer
        self.assertEqual(self.todos(review).user_id, self.officer)
        review.active = False
        self.assertFalse(self.todos(review))
        review.active = True
        self.assertEqual(len(self.todos(review)), 1)

    def test_links_by_name(self):
        job = self.env["hr.job"].create({"name": "Nurse", "company_id": self.company.id})
        self.env["hr.job"].create({"name": "Nurse", "company_id": self.other.id})
        review = self.review(job_name=" nurse ", department_name="Nowhere")
        self.assertEqual(review.job_id, job)
        self.assertFalse(review.department_id)

    def test_language_is_guessed_and_can_be_chosen(self):
        review = self.review(valued="Det är bra att man får lära sig och att de lyssnar på oss.")
        self.assertEqual(review.language, "sv")
        review.language = "de"
        review.valued = "They are the best and you learn with them."
        self.assertEqual(review.language, "de")

    def test_the_form(self):
        form = Form(self.reviews.with_user(self.manager))
        form.source_id = self.facebook
        form.rating = 2
        form.valued = "The lunch"
        review = form.save()
        self.assertEqual((review.scale_max, review.rating_percent), (2, 100))
        self.assertEqual(review.came_by, "hand")

    def test_a_constant_number_of_queries(self):
        def count(n):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.reviews.create(
                [
                    {
                        "source_id": self.glassdoor.id,
                        "company_id": self.company.id,
                        "title": f"{n} {i}",
                    }
                    for i in range(n)
                ]
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(3)
        few, many = count(5), count(60)
        self.assertLessEqual(many - few, 6, (few, many))

    # Twice ---------------------------------------------------------------------------------------

    def test_the_same_twice_is_archived_and_kept(self):
        first = self.review(external_id="9", valued="The  lunch!")
        number = self.review(external_id="9", rating=2, valued="Changed my mind")
        words = self.review(text="the lunch")
        self.assertEqual((number | words).mapped("active"), [False, False])
        self.assertEqual((number | words).duplicate_of_id, first)
        self.assertEqual(first.with_context(active_test=False).duplicate_ids, number | words)
        self.assertEqual(number.rating, 2, "nothing of it is lost")

    def test_what_is_not_the_same(self):
        first = self.review(valued="The lunch")
        others = (
            self.review(valued="The lunch", date="2026-01-16")
            | self.review(valued="The lunch", source_id=self.indeed.id)
            | self.review(valued="The lunch", company_id=self.other.id)
        )
        self.assertTrue(all((first | others).mapped("active")))
        self.assertTrue(all((self.review() | self.review()).mapped("active")), "stars alone")

    def test_two_people_wrote_the_same(self):
        self.review(text="Great place!")
        again = self.review(text="Great place!")
        again.action_not_duplicate()
        self.assertTrue(again.active)
        again.title = "Great"
        again.title = False
        self.assertTrue(again.active, "nobody is asked twice")

    def test_in_one_go(self):
        made = self.reviews.create(
            [
                {"source_id": self.glassdoor.id, "date": "2026-02-02", "text": "Same"}
                for _n in range(3)
            ]
        )
        self.assertEqual(made.mapped("active"), [True, False, False])

    def test_what_is_deleted_leaves_an_heir(self):
        first = self.review(text="Same")
        second, third = self.review(text="Same"), self.review(text="Same")
        first.with_user(self.manager).unlink()
        self.assertTrue(second.active)
        self.assertFalse(second.duplicate_of_id or third.active)
        self.assertEqual(third.duplicate_of_id, second)

    def test_a_copy_is_a_new_one(self):
        review = self.review(answer="Thanks", answer_date="2026-01-16")
        copied = review.copy({"title": "Other words"})
        self.assertEqual((copied.state, copied.answer, copied.answer_date), ("new", False, False))

    # Improvements ----------------------------------------------------------------------------

    def test_an_improvement_is_filled_in(self):
        job = self.env["hr.job"].create({"name": "Cook", "company_id": self.company.id})
        review = self.review(better="Answer all.\nPlease", job_id=job.id)
        action = review.with_user(self.manager).action_create_improvement()
        actions = self.env["hr.recruitment.improvement"].with_user(self.manager)
        made = actions.with_context(**action["context"]).create({})
        self.assertEqual(
            (made.name, made.job_id, made.employer_review_id), ("Answer all.", job, review)
        )
        self.assertEqual(made.company_id, self.company)
        self.assertEqual(review.with_user(self.manager).improvement_count, 1)

    def test_a_recruiter_has_an_idea(self):
        review = self.review(self.officer, better="Answer all.")
        idea = self.env["hr.employer.review.idea"].with_user(self.officer)
        idea.create(
            {"review_id": review.id, "name": "A mail a week", "description": "<b>"}
        ).action_suggest()
        made = self.env["hr.recruitment.improvement"].search(
            [("employer_review_id", "=", review.id)]
        )
        self.assertEqual(
            (made.name, made.state, made.user_id), ("A mail a week", "idea", self.officer)
        )
        self.assertIn("&lt;b&gt;", made.description)
        heard = made.activity_ids.filtered(lambda todo: "An idea" in (todo.summary or ""))
        self.assertTrue(
            heard.user_id.has_group("hr_recruitment_candidate_experience.group_experience_manager")
        )
        self.assertEqual(review.with_user(self.officer).improvement_count, 1)
        with self.assertRaises(UserError):
            idea.create({"review_id": review.id, "name": "  "}).action_suggest()

    def test_no_idea_about_what_one_may_not_read(self):
        review = self.review()
        idea = self.env["hr.employer.review.idea"].with_user(self.officer)
        with self.assertRaises(AccessError):
            idea.create({"review_id": review.id, "name": "x"}).action_suggest()

    # Kept for a time -----------------------------------------------------------------------------

    def test_words_go_and_numbers_stay(self):
        today = fields.Date.today()
        old = self.review(
            date=fields.Date.subtract(today, months=37),
            rating=2,
            valued="x",
            author="Somebody",
            url="https://x.example/1",
            answer="Thank you",
            answer_date=fields.Date.subtract(today, months=36),
        )
        old.message_post(body="Who is it?")
        self.env["ir.attachment"].create(
            {"name": "a", "raw": b"x", "res_model": old._name, "res_id": old.id}
        )
        again = self.review(
            date=fields.Date.subtract(today, months=37), rating=2, valued="x", author="Somebody"
        )
        young = self.review(date=fields.Date.subtract(today, months=35), valued="y")
        elsewhere = self.review(date="2020-01-01", valued="z", company_id=self.other.id)
        self.other.review_keep_months = 0
        self.delete_words()
        for review in old | again:
            self.assertFalse(review.valued or review.author or review.url or review.answer)
            self.assertTrue(review.emptied_date)
        self.assertEqual((old.rating, old.rating_percent, old.days_to_answer > 0), (2, 25, True))
        self.assertFalse(old.message_ids)
        self.assertFalse(
            self.env["ir.attachment"].search(
                [("res_model", "=", old._name), ("res_id", "=", old.id)]
            )
        )
        self.assertEqual((young.valued, elsewhere.valued), ("y", "z"))

    def test_one_that_cannot_be_emptied_keeps_no_other(self):
        day = fields.Date.subtract(fields.Date.today(), months=40)
        bad, good = self.review(date=day, text="bad"), self.review(date=day, text="good")
        original = type(self.reviews)._delete_words

        def work(reviews):
            if bad in reviews:
                raise ZeroDivisionError
            return original(reviews)

        with patch.object(type(self.reviews), "_delete_words", work), mute_logger(RETENTION):
            self.delete_words()
        self.assertEqual((bad.text, good.text), ("bad", False))
        heard = self.env["mail.activity"].search([("summary", "like", "could not")])
        self.assertEqual(len(heard), 1)

    def delete_words(self):
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda *args, **kwargs: 60):
            self.reviews._cron_delete_words()

    # Today ---------------------------------------------------------------------------------------

    def today(self, user, scope="mine"):
        data = self.env["hr.recruitment.today"].with_user(user).get_data(scope)
        return next((one for one in data["sections"] if one["name"] == "reviews"), None)

    def test_today(self):
        self.assertIsNone(self.today(self.manager), "nothing waits, nothing is shown")
        late = self.review(title="Late", answer_deadline="2026-01-20")
        self.review(title="Done", answer_date="2026-01-16")
        theirs = self.review(title="Theirs", user_id=self.officer.id)
        section = self.today(self.manager)
        self.assertEqual([line["id"] for line in section["lines"]], late.ids)
        self.assertTrue(section["lines"][0]["is_late"])
        self.assertEqual(section["lines"][0]["name"], "Glassdoor: Late")
        self.assertEqual([line["id"] for line in self.today(self.officer)["lines"]], theirs.ids)
        self.assertEqual(self.today(self.officer, "everybody")["count"], 1, "only their own")
        self.assertEqual(self.today(self.manager, "everybody")["count"], 2)
        group = self.env.ref("hr_recruitment_candidate_experience.group_reputation")
        self.env.ref("base.group_user").implied_ids = [(3, group.id)]
        self.assertIsNone(self.today(self.manager))
