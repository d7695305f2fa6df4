from odoo.tests import tagged

from ..cases.health import HealthCase
from ..common import TourCase


@tagged("post_install", "-at_install")
class TestHealthTour(HealthCase, TourCase):
    """Somebody has archived the scheduled action."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.manager + cls.admin:
            user.password = user.login
        cls.crons.nextcall = "2040-01-01 00:00:00"

    def setUp(self):
        super().setUp()
        self.open_mail_server()

    def test_from_red_to_green(self):
        self.cron().active = False
        self._make_step("applied")
        self.rows(self._make_applicants(2))._fail("undeliverable")
        self.start_tour("/odoo/recruitment-today", "candidate_health", login="admin-it")
        self.assertTrue(self.cron().active)
        self.env.invalidate_all()
        self.assertFalse(self.ledger.search([("state", "=", "failed")]))

    def test_whom_to_ask(self):
        self.cron().active = False
        self.start_tour("/odoo/recruitment-today", "candidate_health_ask", login="chef")

    def test_no_light_for_a_recruiter(self):
        self.recruiter.password = self.recruiter.login
        self.cron().active = False
        self.start_tour("/odoo/recruitment-today", "candidate_health_none", login="rekryterare")
