from odoo.tests import Form, tagged

from ..cases.access import AccessCase


@tagged("post_install", "-at_install")
class TestHrManager(AccessCase):
    """What else an HR manager sets up without Odoo's Settings right, in the forms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.se")
        cls.hr = cls.people["manager"]
        cls.mine = cls.env(user=cls.hr.id)

    def test_without_the_settings_right(self):
        self.assertFalse(self.hr.has_group("base.group_system"))

    def test_a_place_and_how_to_find_it(self):
        with Form(self.mine["hr.work.location"]) as form:
            form.name = "Harbour Office"
            form.address_id = self.company.partner_id
            with form.transport_ids.new() as line:
                line.line = "76"
                line.stop = "Harbour Square"
        self.assertEqual(form.record.transport_ids.line, "76")
        self.assertEqual(form.record.company_id, self.company)

    def test_public_holidays(self):
        wizard = self.mine["hr.public.holidays"].create({"year": 2027})
        self.assertTrue(wizard.line_ids)
        wizard.action_enter()
        self.assertFalse(self.company._filter_without_holidays(2027))

    def test_stages_as_candidates_see_them(self):
        stage = self.mine["hr.recruitment.stage"].search([], limit=1)
        with Form(stage) as form:
            form.candidate_name = "We read it"
            form.expected_days = 4
        self.assertEqual((stage.candidate_name, stage.expected_days), ("We read it", 4))

    def test_what_one_job_position_says(self):
        job = self.mine["hr.job"].search([("company_id", "in", [False, self.company.id])], limit=1)
        with Form(job) as form:
            form.employer_story = "<p>We repair radios.</p>"
        self.assertIn("radios", job.employer_story)
