from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.ads import GOOD, AdCase

LOGGER = "odoo.addons.hr_recruitment_candidate_experience.models.advert.hr_job_ad_check"


@tagged("post_install", "-at_install")
class TestAdCheck(AdCase):
    """The checklist as a whole: the score, what is kept of it, and who decides."""

    def test_the_score_is_what_is_in_place_by_weight(self):
        found = self.look(typed={"pay_min": 0, "pay_max": 0})
        whole = sum(point["weight"] for point in found["points"])
        self.assertEqual(found["score"], int(100 * (whole - 10) / whole + 0.5))
        self.assertIn("1 missing", found["made_of"])

    def test_nothing_is_binding_on_the_first_day(self):
        self.assertFalse(self.checks.search([("binding", "=", True)], limit=1))
        self.assertEqual(self.company.ad_score_limit, 60)

    def test_every_point_that_is_shipped_has_a_reason_and_a_method(self):
        shipped = self.checks.search([("code", "!=", False)], limit=100)
        self.assertGreaterEqual(len(shipped), 20)
        for check in shipped:
            self.assertTrue(self.env["hr.recruitment.ad.checker"]._knows(check.code))
            self.assertTrue(check.why)
            self.assertTrue(check.weight)

    def test_what_a_company_decides_for_itself(self):
        manager = self.people["manager"]
        shared = self.checks.search([("code", "=", "pay")], limit=1)
        with self.assertRaises(AccessError):
            shared.with_user(manager).binding = True
        own = shared.with_user(manager).copy()
        self.assertEqual(own.company_id, self.company)
        own.binding = True
        self.assertTrue(self.points()["pay"]["binding"])
        elsewhere = self.env["hr.job"].create(
            {"name": "Nurse at night", "company_id": self.other_company.id}
        )
        self.assertFalse(self.points(elsewhere)["pay"]["binding"])
        own.active = False
        self.assertNotIn("pay", self.points(), "switched off here")
        self.assertIn("pay", self.points(elsewhere))

    def test_who_writes_the_checklist(self):
        own = self.checks.create({"name": "Rye", "looks": "words", "words": "rye"})
        own.with_user(self.people["manager"]).weight = 3
        for user in (self.ada, self.interviewer):
            self.assertEqual(own.with_user(user).name, "Rye")
            with self.assertRaises(AccessError):
                own.with_user(user).weight = 4
        with self.assertRaises(AccessError):
            own.with_user(self.employee).read(["name"])

    def test_a_point_says_how_it_is_looked_at(self):
        with self.assertRaises(ValidationError):
            self.checks.create({"name": "Rye", "looks": "words"})
        with self.assertRaises(ValidationError):
            self.checks.create({"name": "Rye", "code": "knows_nothing"})
        with self.assertRaises(ValidationError):
            self.checks.create({"name": "Rye", "looks": "code"})

    def test_the_score_is_kept_when_the_ad_is_saved(self):
        self.assertEqual((self.job.ad_score, self.job.ad_state), (100, "good"))
        self.job.website_description = "<p>We need a planner.</p>"
        self.assertEqual(self.job.ad_state, "thin")
        self.assertLess(self.job.ad_score, 40)
        thin = self.env["hr.job"].search([("ad_state", "in", ("thin", "binding"))], limit=100)
        self.assertIn(self.job, thin)

    def test_the_night_looks_again(self):
        word = self.env["hr.recruitment.wording"].create(
            {
                "term": "bakery",
                "kind": "discriminating",
                "why": "Invented for a test.",
                "company_id": False,
            }
        )
        self.assertEqual(self.job.ad_score, 100)
        self.env["hr.job"]._cron_ads()
        self.assertLess(self.job.ad_score, 100)
        word.unlink()

    def test_one_broken_ad_stops_no_other(self):
        other = self.env["hr.job"].create({"name": "Baker by night", "company_id": False})
        self.env.cr.execute("UPDATE hr_job SET ad_score = 1 WHERE id = %s", other.ids)
        other.invalidate_recordset()
        jobs, keep, bad = type(self.job), type(self.job)._keep_ad_score, self.job

        def work(records):
            if bad in records:
                raise ZeroDivisionError
            return keep(records)

        with patch.object(jobs, "_keep_ad_score", work), mute_logger(LOGGER):
            self.env["hr.job"]._cron_ads()
        self.assertGreater(other.ad_score, 1)
        todo = self.env["mail.activity"].search(
            [("res_model", "=", "hr.job"), ("res_id", "=", bad.id)], limit=10
        )
        self.assertIn("nightly look at job ads", str(todo.mapped("summary")))

    def test_who_works_in_a_language_that_the_website_has_not(self):
        found = self.job.with_context(lang="sv_SE").look_at_ad({"website_description": GOOD})
        self.assertNotIn("translated", [point["code"] for point in found["points"]])
        self.assertEqual(found["state"], "good")

    def test_nobody_types_a_score(self):
        for values in ({"ad_score": 100}, {"ad_state": "good"}):
            with self.assertRaises(AccessError):
                self.job.with_user(self.people["manager"]).write(values)

    def test_what_is_typed_is_looked_at_and_not_kept(self):
        found = self.job.with_user(self.ada).look_at_ad({"website_description": "<p>Short.</p>"})
        self.assertLess(found["score"], 50)
        self.assertEqual(found["url"], self.job.website_url)
        self.assertIn("bakery", self.job.website_description)
        self.assertEqual(self.job.ad_score, 100)

    def test_a_job_that_is_not_saved_yet(self):
        jobs = self.env["hr.job"].with_user(self.ada)
        found = jobs.look_at_ad({"name": "Planner of deliveries", "website_description": GOOD})
        self.assertGreater(found["score"], 80)
        self.assertEqual(found["url"], "")

    def test_odd_things_are_typed(self):
        for typed in (
            None,
            [],
            "text",
            {"website_description": 7},
            {"name": ["x"], "pay_min": "a lot"},
            {"company_id": self.other_company.id},
            {"website_description": "<p>" * 3000 + "x" * 200_000},
        ):
            self.assertIn("score", self.job.with_user(self.ada).look_at_ad(typed))

    def test_who_may_look(self):
        self.assertIn("score", self.job.with_user(self.interviewer).look_at_ad())
        with self.assertRaises(AccessError):
            self.job.with_user(self.interviewer).tick_ad_point(1, True)
        with self.assertRaises(AccessError):
            self.job.with_user(self.portal).look_at_ad()
        self.job.company_id = self.other_company
        self.env.flush_all()
        with self.assertRaises(AccessError):
            self.job.with_user(self.ada).look_at_ad()

    def test_off_nothing_is_kept(self):
        self._switch(False)
        job = self.env["hr.job"].create({"name": "Baker", "is_published": True})
        self.assertFalse(job.ad_state)
        view = self.env["hr.job"].with_user(self.ada).get_view(view_type="form")["arch"]
        self.assertNotIn("ad_studio", view)
        self.assertNotIn("ad_publish_toggle", view)
        self.assertIn("boolean_toggle", view)
        menus = self.env["ir.ui.menu"].with_user(self.people["manager"])._visible_menu_ids()
        self.assertNotIn(self.env.ref("hr_recruitment_candidate_experience.menu_wording").id, menus)
