from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..cases.feedback import FeedbackCase
from ..common import TourCase


@tagged("post_install", "-at_install")
class TestDashboard(FeedbackCase, TourCase):
    """The overview, as those see it who may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.manager + cls.recruiter:
            user.password = user.login
        cls.rare = cls.env["hr.job"].create({"name": "Rare"})

    def answered(self, *scores, job=None, **values):
        """Answers of today, by default after applying as engineer."""
        return self.feedback.create(
            [
                {
                    "score": score,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": fields.Date.today(),
                    "company_id": self.company.id,
                    "job_id": (job or self.job).id,
                    **values,
                }
                for score in scores
            ]
        )

    def wait_for_us(self, name, job, days):
        """An applicant whose last word was theirs, days ago."""
        applicant = self._make_applicants(partner_name=name, job_id=job.id)
        date = fields.Datetime.now() - timedelta(days=days)
        applicant.write({"awaiting_reply": True, "last_reply_date": date})
        return applicant

    def live(self):
        """Five engineers and two of the rare after applying, five after a no."""
        self.answered(10, 9, 9, 8, 3)
        self.answered(10, 0, job=self.rare)
        self.answered(0, 6, 7, 8, 9, moment="refused")
        self.wait_for_us("Rita Rare", self.rare, 9)
        self.wait_for_us("Eva Engineer", self.job, 2)

    def tour(self, name, user, path="/odoo/candidate-experience"):
        self.start_tour(path, f"candidate_dashboard_{name}", login=user.login)

    def test_manager_looks_narrows_and_opens_what_is_behind(self):
        self.live()
        low = self.feedback.search([("score", "<=", 6), ("job_id", "=", self.job.id)])
        low._raise_follow_up()
        low[0].follow_up_note = "Called, and apologised"
        low[0].with_user(self.manager).action_follow_up_done()
        self.tour("manager", self.manager)

    def test_officer_sees_what_an_officer_may(self):
        self.live()
        self.tour("officer", self.recruiter, "/odoo/recruitment-applications")

    def test_first_day(self):
        self.tour("empty", self.manager)

    def test_interviewer_has_no_overview(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        menu = self.env.ref("hr_recruitment_candidate_experience.menu_experience_dashboard")
        for user, sees in ((self.recruiter, True), (interviewer, False)):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertEqual(menu.id in visible, sees, user.name)
