from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..cases.access import AccessCase

GROUP = "hr_recruitment_candidate_experience.group_advert"


@tagged("post_install", "-at_install")
class TestCapabilities(AccessCase):
    """What nobody has switched on is not there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr = cls.people["manager"]
        cls.hr.company_ids = cls.env["res.company"].search([], limit=1000)
        cls.settings = cls.env["hr.candidate.settings"].with_user(cls.hr)

    def open(self):
        return self.settings.browse(self.settings.action_open()["res_id"])

    def test_off_on_the_first_day(self):
        self.assertFalse(self.env.ref("base.user_admin").has_group(GROUP))
        self.assertFalse(self.open().uses_advert)

    def test_an_hr_manager_switches_it_for_everybody(self):
        self.assertFalse(self.hr.has_group("base.group_system"))
        with Form(self.open()) as form:
            form.uses_advert = True
        for person in ("ada", "interviewer"):
            self.assertTrue(self.people[person].has_group(GROUP), person)
        with Form(self.open()) as form:
            self.assertTrue(form.uses_advert)
            form.uses_advert = False
        self.assertFalse(self.ada.has_group(GROUP))

    def test_what_was_only_seen_is_not_switched(self):
        opened = self.open()
        self.open().uses_advert = True
        opened.unanswered_days = 9
        self.assertTrue(self.hr.has_group(GROUP))

    def test_who_works_in_one_company_does_not_decide_for_all(self):
        self.env["res.company"].create({"name": "Another"})
        with self.assertRaises(AccessError):
            self.open().uses_advert = True
        self.assertFalse(self.hr.has_group(GROUP))

    def test_nobody_else(self):
        with self.assertRaises(AccessError):
            self.settings.with_user(self.ada).create({"uses_advert": True})
        self.assertFalse(self.ada.has_group(GROUP))
