import base64

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..cases.advert import AdvertCase


@tagged("post_install", "-at_install")
class TestPublications(AdvertCase):
    """Where an ad is published, and what came of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.job.website_published = True
        cls.boards = cls.env["utm.source"].create([{"name": "Board A"}, {"name": "Board B"}])
        cls.first, cls.second = cls.env["hr.recruitment.source"].create(
            [
                {"job_id": cls.job.id, "source_id": board.id, "cost": cost}
                for board, cost in zip(cls.boards, (9000, 0), strict=True)
            ]
        )

    def test_seen_there_and_applied_there_are_two_things(self):
        applied = self._make_applicants(2, source_id=self.boards[0].id)
        self._make_applicants(3, source_id=self.boards[1].id, seen_source_id=self.boards[0].id)
        applied[0].date_closed = "2026-11-11 10:00:00"
        self.assertEqual((self.first.application_count, self.first.seen_count), (2, 3))
        self.assertEqual((self.second.application_count, self.second.seen_count), (3, 0))
        self.assertEqual(self.first.hired_count, 1)
        self.assertEqual(self.first.cost_per_application, 3000)
        self.assertEqual(self.first.cost_per_hire, 9000)

    def test_nothing_came_of_it(self):
        self.assertEqual((self.first.cost_per_application, self.first.cost_per_hire), (0, 0))

    def test_who_was_closed_counts_and_the_pool_does_not(self):
        closed, pooled = self._make_applicants(2, source_id=self.boards[0].id)
        closed.action_archive()
        pooled.talent_pool_ids = self.env["hr.talent.pool"].create({"name": "Pool"})
        self.assertEqual(self.first.application_count, 1)

    def test_a_constant_number_of_queries(self):
        boards = self.env["utm.source"].create([{"name": f"Board {i}"} for i in range(20)])
        more = self.first.create([{"job_id": self.job.id, "source_id": b.id} for b in boards])
        counts = []
        for sources in (self.first, more):
            self.env.invalidate_all()
            sources.mapped("source_id.name")
            before = self.cr.sql_log_count
            sources.mapped("application_count")
            sources.mapped("cost_per_hire")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_a_link_of_its_own(self):
        self.assertIn("utm_source=Board", self.first.publication_url)
        (self.first + self.second).with_user(self.recruiter).action_make_link()
        self.assertNotEqual(self.first.publication_url, self.second.publication_url)
        self.assertIn("/r/", self.first.publication_url)
        self.env.flush_all()
        opened = self.url_open(self.first.publication_url)
        self.assertEqual(opened.status_code, 200)
        self.assertIn("utm_source=Board", opened.url)
        self.assertIn("/jobs/", opened.url)
        self.env.invalidate_all()
        self.assertEqual((self.first.click_count, self.second.click_count), (1, 0))

    def test_a_link_is_made_once(self):
        self.first.action_make_link()
        link = self.first.link_id
        self.first.action_make_link()
        self.assertEqual(self.first.link_id, link)

    def test_the_qr_code_is_a_picture(self):
        self.first.action_make_link()
        self.authenticate(self.recruiter.login, self.recruiter.login)
        picture = self.url_open(self.first.action_open_qr()["url"])
        self.assertEqual(picture.headers["Content-Type"], "image/png")
        self.assertEqual(picture.content, base64.b64decode(self.first.qr_code))

    def test_dates_and_costs_that_cannot_be(self):
        with self.assertRaises(ValidationError):
            self.first.write({"date_from": "2026-12-01", "date_to": "2026-11-30"})
        with self.assertRaises(ValidationError):
            self.first.cost = -1

    def test_a_job_position_of_all_companies_costs_what_the_reader_reads(self):
        self.job.company_id = False
        self.first.invalidate_recordset()
        kroner = self.env["res.currency"].create({"name": "CXK", "symbol": "k"})
        other = self.env["res.company"].create({"name": "Elsewhere", "currency_id": kroner.id})
        company = self.first.env.company
        self.assertEqual(self.first.currency_id, company.currency_id)
        self.assertEqual(self.first.with_company(other).currency_id, kroner)

    def test_costs_are_not_for_everybody(self):
        user = self.env["res.users"].create(
            {
                "name": "Iris",
                "login": "iris.publications",
                "group_ids": [
                    (4, self.env.ref("hr_recruitment.group_hr_recruitment_interviewer").id)
                ],
            }
        )
        source = self.first.with_user(user)
        self.assertNotIn("cost", source.fields_get())
        with self.assertRaises(AccessError):
            source.write({"date_to": "2026-12-01"})
        with self.assertRaises(AccessError):
            source.action_make_link()

    def test_the_form_asks_where_the_job_was_seen(self):
        page = self.url_open(f"/jobs/apply/{self.job.id}").text
        self.assertIn("Where did you see this job?", page)
        self.assertIn("Board B", page)
        answer = self.url_open(
            "/website/form/hr.applicant",
            data={
                "partner_name": "Bo Ek",
                "email_from": "bo@candidate.example",
                "job_id": self.job.id,
                "candidate_seen_source": self.boards[1].id,
            },
        )
        applicant = self.env["hr.applicant"].browse(answer.json()["id"])
        self.assertEqual(applicant.seen_source_id, self.boards[1])

    def test_seen_nowhere_we_know(self):
        other = self.env["utm.source"].create({"name": "Elsewhere"})
        for value in (str(other.id), "x", ""):
            given = {"job_id": str(self.job.id), "candidate_seen_source": value}
            answers, rest = self.env["hr.applicant"]._take_applying_answers(given)
            self.assertFalse(answers)
            self.assertEqual(rest, given)

    def test_a_job_that_is_published_nowhere_does_not_ask(self):
        (self.first + self.second).unlink()
        self.assertNotIn("Where did you see", self.url_open(f"/jobs/apply/{self.job.id}").text)
