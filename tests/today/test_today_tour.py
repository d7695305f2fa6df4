from odoo.tests import tagged

from ..cases.today import TodayCase
from ..common import TourCase


@tagged("post_install", "-at_install")
class TestTodayTour(TodayCase, TourCase):
    """A recruiter begins the day."""

    action = "hr_recruitment_candidate_experience.action_today"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.recruiter + cls.interviewer:
            user.password = user.login

    def test_a_recruiter_works_it_off(self):
        who = self.live()
        for number in range(7):
            self.wrote(f"Anna {number}", days=0)
        self.wrote("Hanna Hers", user_id=self.colleague.id)
        self.start_tour("/odoo/recruitment-today", "candidate_today", login="rekryterare")
        self.env.invalidate_all()
        self.assertFalse(who["reply"].awaiting_reply)
        self.assertFalse(who["calls"].activity_ids)
        said = who["calls"].message_ids.mapped("body")
        self.assertTrue(any("May start in May" in body for body in said))
        self.assertTrue(who["refusals"].active)
        self.assertEqual(self.recruiter.action_id.id, self.env.ref(self.action).id)

    def test_a_day_without_the_mouse(self):
        who = self.live()
        self.wrote("Anna 0", days=0)
        self.start_tour("/odoo/recruitment-today", "candidate_today_keys", login="rekryterare")
        self.env.invalidate_all()
        self.assertFalse(who["reply"].awaiting_reply)

    def test_an_interviewer_prepares(self):
        self.live()
        self.start_tour(
            "/odoo/recruitment-today", "candidate_today_interviewer", login="intervjuare"
        )
