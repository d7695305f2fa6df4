from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.ads import GOOD, AdCase

THIN = "<p>We need a planner.</p>"


@tagged("post_install", "-at_install")
class TestAdPublish(AdCase):
    """Whichever way a job position gets on the website."""

    def publish(self, job=None, user=None, **values):
        job = job or self.job
        job.with_user(user or self.ada).write({"website_published": True, **values})
        return job.is_published

    def todos(self, job=None):
        return (job or self.job).activity_ids.filtered(
            lambda activity: activity.summary == "Make the job ad better"
        )

    def test_a_good_ad_is_published_without_a_word(self):
        self.assertFalse(self.job.with_user(self.ada).look_before_publishing()["ask"])
        self.assertTrue(self.publish())
        self.assertFalse(self.todos())

    def test_a_thin_ad_is_published_and_noted(self):
        self.job.website_description = THIN
        self.assertTrue(self.publish())
        todo = self.todos()
        self.assertEqual(len(todo), 1)
        self.assertEqual(todo.user_id, self.recruiter)
        self.assertIn("The team", str(todo.note))

    def test_who_was_asked_gets_no_todo(self):
        self.job.website_description = THIN
        asked = self.job.with_user(self.ada).look_before_publishing()
        self.assertTrue(asked["ask"])
        self.assertIn("Tasks in detail", asked["missing"])
        self.assertTrue(self.job.with_user(self.ada).publish_ad())
        self.assertFalse(self.todos())

    def test_text_that_is_still_to_be_written_asks_however_good_the_rest_is(self):
        sample = "</ul>", "<li>Valid work permit for Belgium</li></ul>"
        for old, new in (("a bakery", "[company]"), sample):
            self.job.write(
                {"website_description": GOOD.replace(old, new, 1), "is_published": False}
            )
            found = self.look()
            self.assertGreaterEqual(found["score"], found["limit"])
            self.assertEqual(self.job.ad_state, "thin")
            asked = self.job.with_user(self.ada).look_before_publishing()
            self.assertTrue(asked["ask"])
            self.assertEqual(len(asked["unfinished"]), 1)
            self.assertTrue(self.publish())
            self.assertIn(asked["unfinished"][0], str(self.todos()[:1].note))
            self.todos().unlink()

    def test_the_context_of_a_client_says_nothing(self):
        self.job.website_description = THIN
        self.bind("team")
        for said in ({"ad_asked": True}, {"ad_reason": "As I say"}):
            with self.assertRaises(UserError):
                self.job.with_user(self.ada).with_context(**said).write({"is_published": True})
        self.bind_nothing()
        self.job.with_user(self.ada).with_context(ad_asked=True).write({"is_published": True})
        self.assertTrue(self.todos())

    def bind_nothing(self):
        self.checks.search([("binding", "=", True)], limit=50).binding = False

    def test_what_is_binding_stops_everybody(self):
        self.bind("pay", "team")
        self.job.write({"pay_min": 0, "pay_max": 0})
        for values in ({"website_published": True}, {"is_published": True}):
            with self.assertRaises(UserError) as error:
                self.job.with_user(self.ada).write(values)
            self.assertIn("Pay", str(error.exception))
            self.assertNotIn("The team", str(error.exception))
            self.job.invalidate_recordset()
        with self.assertRaises(UserError):
            self.job.with_user(self.ada).website_publish_button()
        self.job.invalidate_recordset()
        with self.assertRaises(UserError):
            self.job.with_user(self.ada).sudo().is_published = True
        self.job.invalidate_recordset()
        with self.assertRaises(UserError):
            self.env["hr.job"].with_user(self.ada).create({"name": "Baker", "is_published": True})

    def test_by_rpc_and_by_import(self):
        self.bind("pay")
        self.job.write({"pay_min": 0, "pay_max": 0})
        with mute_logger("odoo.http"):
            self.refuse(
                self.call,
                self.ada,
                "hr.job",
                "write",
                self.job.ids,
                {"is_published": True},
                by=("odoo.exceptions.UserError",),
            )
            loaded = self.call(
                self.ada,
                "hr.job",
                "load",
                ["name", "is_published"],
                [["Baker by import", "True"]],
            )
        self.assertTrue(loaded["messages"])
        self.assertFalse(self.env["hr.job"].search([("name", "=", "Baker by import")], limit=1))

    def test_what_is_written_with_it_counts(self):
        self.bind("pay", "team")
        self.job.write({"pay_min": 0, "pay_max": 0, "website_description": THIN})
        self.assertTrue(self.publish(pay_min=30_000, website_description=GOOD))

    def test_many_at_once(self):
        self.bind("pay")
        bad = self.env["hr.job"].create({"name": "Baker by night"})
        with self.assertRaises(UserError) as error:
            (self.job + bad).with_user(self.ada).write({"is_published": True})
        self.assertIn("Baker by night", str(error.exception))
        self.assertNotIn("Planner", str(error.exception))

    def test_an_administrator_says_why(self):
        self.bind("pay")
        self.job.write({"pay_min": 0, "pay_max": 0})
        manager = self.people["manager"]
        with self.assertRaises(RedirectWarning) as error:
            self.publish(user=manager)
        self.job.invalidate_recordset()
        context = error.exception.args[3]
        wizard = self.env["hr.job.publish"].with_user(manager).with_context(**context)
        wizard = wizard.create({"reason": "The pay is still negotiated with the union."})
        self.assertIn("Pay", wizard.missing)
        wizard.action_publish()
        self.assertTrue(self.job.is_published)
        said = str(self.job.message_ids[:3].mapped("body"))
        self.assertIn("negotiated with the union", said)
        self.assertFalse(self.todos())

    def test_nobody_else_says_why(self):
        with self.assertRaises(AccessError):
            self.env["hr.job.publish"].with_user(self.ada).create(
                {"reason": "x", "job_ids": [(6, 0, self.job.ids)]}
            )

    def test_who_is_published_already_is_not_asked_again(self):
        self.publish()
        self.bind("pay")
        self.job.write({"pay_min": 0, "pay_max": 0})
        self.job.with_user(self.ada).write({"is_published": True, "name": "Planner of bread"})
        self.job.with_user(self.ada).write({"website_published": False})
        self.assertFalse(self.job.is_published)

    def test_an_interviewer_publishes_nothing(self):
        self.assertFalse(self.job.with_user(self.interviewer).look_before_publishing()["ask"])
        with self.assertRaises(AccessError):
            self.job.with_user(self.interviewer).publish_ad()

    def test_off_nothing_is_asked(self):
        self.bind("team")
        self._switch(False)
        self.job.website_description = THIN
        self.assertFalse(self.job.with_user(self.ada).look_before_publishing()["ask"])
        self.assertTrue(self.publish())
        self.assertFalse(self.todos())
