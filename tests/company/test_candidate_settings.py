from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from ..cases.access import AccessCase

SETTINGS = "hr.candidate.settings"


@tagged("post_install", "-at_install")
class TestCandidateSettings(AccessCase):
    """An HR manager sets what is this addon's, without Odoo's Settings right."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.hr = cls.people["manager"]
        cls.settings = cls.env[SETTINGS].with_user(cls.hr)

    def open(self):
        return self.settings.browse(self.settings.action_open()["res_id"])

    def test_everything_is_set_by_an_hr_manager(self):
        self.assertFalse(self.hr.has_group("base.group_system"))
        name = self.company.name
        with Form(self.open()) as form:
            form.refusal_delay_hours = 48
            form.candidate_hr_user_id = self.ada
            form.employer_story = "<p>We build radios.</p>"
            form.experience_report_active = True
            form.experience_report_user_ids.add(self.ada)
        self.assertEqual(self.company.refusal_delay_hours, 48)
        self.assertEqual(self.company.candidate_hr_user_id, self.ada)
        self.assertIn("radios", self.company.employer_story)
        self.assertEqual(self.company.experience_report_user_ids, self.ada)
        self.assertEqual(self.company.name, name)

    def test_opening_and_saving_changes_nothing(self):
        self.company.employer_story = "<p>We build radios.</p>"
        before = self.company.read()
        with Form(self.open()) as form:
            form.unanswered_days = self.company.unanswered_days
        after = self.company.read()
        for values in before + after:
            values.pop("write_date")
        self.assertEqual(before, after)

    def test_one_value_leaves_the_others_alone(self):
        self.company.feedback_min_scores = 7
        settings = self.settings.create({"unanswered_days": 9})
        self.company.near_miss_months = 3
        settings.unanswered_days = 10
        self.assertEqual(self.company.unanswered_days, 10)
        self.assertEqual((self.company.feedback_min_scores, self.company.near_miss_months), (7, 3))
        self.assertEqual(self.company.interview_invitations, "odoo")

    def test_the_texts_are_translated_as_the_company_has_them(self):
        self.company.employer_story = "<p>We build radios.</p>"
        settings = self.open()
        self.env.flush_all()
        self.call(
            self.hr,
            SETTINGS,
            "update_field_translations",
            settings.ids,
            "employer_story",
            {"sv_SE": {"We build radios.": "Vi bygger radioapparater."}},
        )
        swedish = self.company.with_context(lang="sv_SE")
        self.assertIn("radioapparater", swedish.employer_story)
        self.assertIn("radios", self.company.employer_story)
        with Form(settings) as form:
            form.unanswered_days = 9
        self.assertIn("radioapparater", swedish.employer_story)

    def test_limits_hold(self):
        for values in ({"feedback_min_scores": 1}, {"video_test_url": "javascript:x"}):
            with self.subTest(values=values):
                self.refuse(
                    self.call,
                    self.hr,
                    SETTINGS,
                    "create",
                    values,
                    by=("odoo.exceptions.ValidationError", "psycopg2.errors.CheckViolation"),
                )

    def test_others_and_other_companies_are_out_of_reach(self):
        stranger = self.people["bo"]
        with self.assertRaises(ValidationError):
            self.settings.create({"candidate_hr_user_id": stranger.id})
        settings = self.settings.create({"company_id": self.other_company.id, "unanswered_days": 5})
        self.assertEqual(settings.company_id, self.company)
        self.assertEqual(self.company.unanswered_days, 5)
        self.assertNotEqual(self.other_company.unanswered_days, 5)
        with self.assertRaises(AccessError):
            settings.company_id = self.other_company
        self.env.flush_all()
        self.refuse(
            self.call,
            self.hr,
            SETTINGS,
            "create",
            {"unanswered_days": 5},
            context={"allowed_company_ids": self.other_company.ids},
        )
        for name in ("name", "email", "partner_id"):
            self.refuse(self.call, self.hr, "res.company", "write", self.company.ids, {name: False})
            self.refuse(
                self.call,
                self.hr,
                SETTINGS,
                "update_field_translations",
                settings.ids,
                name,
                {"en_US": "Mine"},
            )
        for user in (self.ada, self.interviewer, self.employee, self.portal, self.administrator):
            with self.subTest(user=user.login):
                self.refuse(self.call, user, SETTINGS, "create", {"unanswered_days": 5})
                self.refuse(self.call, user, SETTINGS, "action_open")
