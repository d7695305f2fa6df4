from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from ..common import CandidateCase


@tagged("post_install", "-at_install")
class TestHandOver(CandidateCase):
    """Nobody is left with something to do for a candidate whom they may not open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ivar = cls._make_user("ivar", "hr_recruitment.group_hr_recruitment_interviewer")
        cls.job.write({"interviewer_ids": cls.ivar.ids, "user_id": cls.recruiter.id})
        cls.other = cls.env["hr.job"].create({"name": "Cook", "user_id": cls.recruiter.id})

    def ask(self, user=None, **values):
        """:return: an application, and what the addon asks for it"""
        applicant = self._make_applicants(user_id=self.recruiter.id, **values)
        activities = self.env["mail.activity"]
        todo = activities._prepare_todo(
            applicant,
            user or self.ivar,
            activities._get_todo_type(),
            lambda applicant: ("Prepare", False),
        )
        return applicant, activities._raise_todos([todo])

    def assert_handed_over(self, applicant, todo):
        self.assertFalse(applicant.with_user(self.ivar).has_access("read"))
        self.assertEqual(todo.user_id, self.recruiter)

    def test_another_job(self):
        applicant, todo = self.ask()
        applicant.with_user(self.recruiter).job_id = self.other
        self.assert_handed_over(applicant, todo)

    def test_no_interviewer_of_the_job_any_more(self):
        applicant, todo = self.ask()
        archived, old = self.ask()
        archived.active = False
        self.job.with_user(self.recruiter).interviewer_ids = False
        self.assert_handed_over(applicant, todo)
        self.assert_handed_over(archived, old)

    def test_no_interviewer_of_the_application_any_more(self):
        applicant, todo = self.ask(job_id=self.other.id, interviewer_ids=self.ivar.ids)
        self.assertEqual(todo.user_id, self.ivar)
        applicant.with_user(self.recruiter).interviewer_ids = [Command.clear()]
        self.assert_handed_over(applicant, todo)

    def test_who_interviews_for_both_goes_on(self):
        applicant, todo = self.ask()
        self.other.interviewer_ids = self.ivar
        applicant.job_id = self.other
        self.assertEqual(todo.user_id, self.ivar)

    def test_another_company(self):
        company = self.env["res.company"].create({"name": "Sydlys"})
        there = self._make_user(
            "there",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        job = self.env["hr.job"].create(
            {"name": "Baker", "company_id": company.id, "user_id": there.id}
        )
        applicant, todo = self.ask()
        applicant.write({"job_id": job.id, "company_id": company.id, "user_id": there.id})
        self.assertEqual(todo.user_id, there)

    def test_what_people_have_given_each_other_stays(self):
        applicant, _todo = self.ask()
        given = applicant.with_user(self.recruiter).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.ivar.id, automated=False
        )
        applicant.job_id = self.other
        self.assertEqual(given.user_id, self.ivar)

    def test_many_are_handed_over_in_one(self):
        asked = [self.ask() for _number in range(9)]
        applicants = self.env["hr.applicant"].union(*(applicant for applicant, _todo in asked))
        counts = []
        # The first one fills the caches.
        for some in (applicants[:1], applicants[1:3], applicants[3:]):
            with patch.object(type(some), "_hand_over_todos"):
                some.job_id = self.other
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._hand_over_todos()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual({todo.user_id for _applicant, todo in asked}, {self.recruiter})
        self.assertEqual(counts[1], counts[2])
