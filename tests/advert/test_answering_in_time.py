from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ...models.advert.answering_time import find_minutes, foresee, spread
from ..cases.advert import AdvertCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestAnsweringInTime(AdvertCase):
    """Before an ad is published: can everybody be answered with the people there are?"""

    def open(self, job=None):
        wizard = self.env["hr.job.capacity"].with_user(self.recruiter)
        return Form(wizard.with_context(default_job_id=(job or self.job).id))

    def test_all_arrive_and_most_at_first(self):
        days = spread(250, 20)
        self.assertAlmostEqual(sum(days), 250)
        self.assertGreater(sum(days[:5]), 125)
        self.assertEqual(days, sorted(days, reverse=True))

    def test_one_a_day_and_one_a_day(self):
        """Ten on the first day, two answered each day: the last waits four days."""
        self.assertEqual(foresee(10, 1, 30, 60, 4), (0.0, 4))
        late, longest = foresee(10, 1, 30, 60, 2)
        self.assertEqual(longest, 4)
        # Those of the fourth and fifth day.
        self.assertAlmostEqual(late, 0.4)

    def test_more_people_is_never_worse(self):
        late = [foresee(250, 20, 16, minutes, 7).late for minutes in range(10, 400, 10)]
        self.assertEqual(late, sorted(late, reverse=True))
        self.assertEqual(late[-1], 0)

    def test_nobody_works_nobody_is_answered(self):
        self.assertEqual(foresee(250, 20, 16, 0, 7).late, 1)
        self.assertEqual(foresee(0, 20, 16, 0, 7).late, 0)

    def test_the_fewest_minutes(self):
        for expected, promised in ((250, 7), (40, 3), (1, 0), (1000, 10)):
            minutes = find_minutes(expected, 20, 16, promised)
            self.assertEqual(foresee(expected, 20, 16, minutes, promised).late, 0)
            if minutes > 1:
                self.assertGreater(foresee(expected, 20, 16, minutes - 1, promised).late, 0)

    def test_said_with_what_is_assumed(self):
        self.new.expected_days = 5
        with self.open() as form:
            self.assertEqual(form.expected, 250)
            self.assertFalse(form.is_own)
            form.people, form.hours = 1, 4
            self.assertGreater(form.late, 0.2)
            self.assertIn("would wait longer than the 5 working days", form.words)
            form.hours = 60
            self.assertEqual(form.late, 0)
            self.assertIn("Everybody gets an answer within", form.words)

    def test_nothing_promised(self):
        self.new.expected_days = 0
        with self.open() as form:
            self.assertIn("nothing is promised", form.words)

    def test_own_history_where_there_is_one(self):
        self.env["hr.applicant"].search([("company_id", "=", self.company.id)]).unlink()
        for number, applied in enumerate((2, 4, 6)):
            job = self.job.create({"name": f"Old {number}", "company_id": self.company.id})
            with self.at(NOW - timedelta(days=30)):
                self._make_applicants(applied, job_id=job.id)
        with self.open() as form:
            self.assertEqual(form.expected, 4)
            self.assertTrue(form.is_own)

    def test_own_history_of_a_job_position_of_all_companies(self):
        shared = self.job.create({"name": "New", "company_id": False})
        for number, company in enumerate((self.company.id, self.company.id, False)):
            old = self.job.create({"name": f"Earlier {number}", "company_id": company})
            with self.at(NOW - timedelta(days=30)):
                self._make_applicants(3, job_id=old.id, company_id=company)
        with self.open(shared) as form:
            self.assertTrue(form.is_own)

    def test_numbers_that_cannot_be(self):
        for name in ("expected", "weeks", "people", "hours", "interview_share"):
            for number in (-1, 20261126):
                with self.assertRaises(ValidationError), self.env.cr.savepoint():
                    self.env["hr.job.capacity"].create(
                        {"job_id": self.job.id, "expected": 10, "people": 1, name: number}
                    )
