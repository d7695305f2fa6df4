from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.retrospective import ReviewCase


@tagged("post_install", "-at_install")
class TestOwnRetrospectives(ReviewCase):
    """Recruiters and managers read what they wrote, and nothing that HR has put on it."""

    def test_what_one_wrote(self):
        job = self._make_job("Closed")
        self.close(job)
        self.ask()
        mine = self.of(job).filtered(lambda row: row.partner_id == self.recruiter.partner_id)
        own = self.env["hr.recruitment.review.own"].with_user(self.recruiter)
        self.assertFalse(own.search([]), "not before it is answered")
        self.answer(mine)
        (row,) = own.search([])
        self.assertEqual((row.job_name, row.role), ("Closed", "recruiter"))
        self.assertIn("Agree on the profile first.", row.answers)
        for other in (self.boss, self.hr):
            with self.subTest(user=other.login):
                self.assertFalse(own.with_user(other).search([]))
                self.assertFalse(own.with_user(other).search([("id", "=", row.id)]))
                theirs = own.with_user(other).browse(row.id)
                self.assertFalse(theirs.answers or theirs.job_name)
                self.env.invalidate_all()
                self.assertFalse(theirs.read(["role", "answers"]))
        with self.assertRaises(AccessError):
            mine.with_user(self.recruiter).read(["state"])
        with self.assertRaises(AccessError):
            row.write({"role": "manager"})
        context = row.action_suggest_improvement()["context"]
        self.assertEqual(context["default_job_id"], job.id)
