from odoo.tests import tagged

from ..cases.scorecard import ScorecardCase
from ..common import TourCase

ADDON = "hr_recruitment_candidate_experience"


@tagged("post_install", "-at_install")
class TestScorecardTour(ScorecardCase, TourCase):
    """Two interviewers in their browsers: neither reads the other before their own, and the
    recruiter, who was not there, reads both side by side."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.karin | cls.ivar | cls.officer:
            user.password = user.login
        cls.env["hr.recruitment.communication.step"].search([]).active = False

    def setUp(self):
        super().setUp()
        self.meeting = self.book(guests=self.karin | self.ivar)
        self.kit = self.kit_of(self.meeting)

    def test_each_for_themselves_and_then_together(self):
        kit = f"/odoo/action-{ADDON}.action_interview_kit/{self.kit.id}"
        self.start_tour(kit, "candidate_scorecard_first", login="karin")
        self.start_tour(kit, "candidate_scorecard_second", login="ivar")
        self.start_tour(kit, "candidate_scorecard_both", login="ivar")
        self.env.invalidate_all()
        cards = self.kit.sudo().scorecard_ids
        self.assertEqual(cards.mapped("state"), ["done", "done"])
        application = f"/odoo/action-hr_recruitment.crm_case_categ0_act_job/{self.anna.id}"
        self.start_tour(application, "candidate_scorecard_summary", login="officer")
