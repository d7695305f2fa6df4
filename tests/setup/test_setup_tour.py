from odoo.tests import tagged

from ..cases.setup import SetupCase
from ..common import TourCase


@tagged("post_install", "-at_install")
class TestSetupTour(SetupCase, TourCase):
    """The first day of an HR manager who has read nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.manager + cls.recruiter:
            user.password = user.login
        cls.crons.nextcall = "2040-01-01 00:00:00"

    def test_through_a_door_and_closed(self):
        self.open_mail_server()
        # In autumn, what is left of the year is asked for before the next one.
        for year, companies in self.company._find_years_to_enter()[:-1]:
            companies._enter_holidays(companies._get_public_holidays(year))
        self.start_tour("/odoo/recruitment-today", "candidate_setup", login="chef")
        self.env.invalidate_all()
        self.assertEqual(self.company.candidate_hr_user_id, self.manager)
        self.assertEqual(len(self.postman.letters), 1)
        self.assertFalse(self.is_open())
        self.start_tour("/odoo/recruitment-setup", "candidate_setup_reopened", login="chef")
        self.assertTrue(self.is_open())

    def test_nothing_for_a_recruiter(self):
        self.start_tour("/odoo/recruitment-today", "candidate_setup_none", login="rekryterare")
