from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..cases.plan import PlanCase

SCRIPT = Path(__file__).parents[2] / "migrations/19.0.1.5.0/pre-plan_scope.py"


@tagged("post_install", "-at_install")
class TestPlanScope(PlanCase):
    """Whose plan it is, and that no plan becomes everybody's by accident."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_step("applied")
        cls.mine = cls.plan.with_user(cls.administrator)

    def test_a_copy_is_nobodys_until_told(self):
        for plan in (self.mine, self.general.with_user(self.administrator)):
            copy = plan.copy()
            with self.subTest(plan=plan.name):
                self.assertTrue(copy.is_nobodys)
                with self.assertRaisesRegex(UserError, "Choose the job positions"):
                    copy.action_put_in_use()
                with self.assertRaisesRegex(UserError, "Choose the job positions"):
                    copy.in_use = True
                self.assertEqual(self.plan_of(self.job), self.plan)
                self.assertEqual(self.plan_of(self.other_job), self.general)
        copy.job_ids = self.other_job
        copy.action_put_in_use()
        self.assertEqual(self.plan_of(self.other_job), copy)

    def test_a_copy_that_is_told_at_once(self):
        copy = self.mine.copy({"job_ids": [Command.set(self.other_job.ids)], "in_use": True})
        self.assertEqual(self.plan_of(self.other_job), copy)
        copy = self.mine.copy(
            {"name": "Everybody's", "is_general": True, "in_use": True, "sequence": -1}
        )
        self.assertEqual(copy.name, "Everybody's")
        self.assertEqual(self.plan_of(self.other_job.copy()), copy)
        copy = self.mine.copy({"in_use": True, "sequence": -2})
        self.assertEqual((copy.job_ids, copy.is_general), (self.job, False))
        self.assertEqual(self.plan_of(self.job), copy)

    def test_the_job_position_is_deleted(self):
        """What was for one job position does not become everybody's."""
        job = self.other_job.copy()
        plan = self.mine.copy({"job_ids": [Command.set(job.ids)], "in_use": True, "sequence": -1})
        job.unlink()
        self.assertTrue(plan.is_nobodys)
        self.assertEqual(self.plan_of(self.other_job), self.general)
        self.assertEqual(self.general.compared_plan_id, self.general.browse())

    def test_job_positions_are_chosen_and_taken_away(self):
        self.assertFalse(self.mine.is_general)
        self.mine.job_ids += self.other_job
        self.assertFalse(self.mine.is_general)
        self.mine.job_ids = False
        self.assertTrue(self.mine.is_general)
        self.mine.sequence = -1
        self.assertEqual(self.plan_of(self.other_job), self.plan)
        self.mine.job_ids = self.job
        self.assertFalse(self.mine.is_general)
        self.assertEqual(self.plan_of(self.other_job), self.general)
        self.mine.is_general = True
        self.assertFalse(self.mine.job_ids)
        self.assertEqual(self.plan_of(self.other_job), self.plan)
        self.mine.write({"is_general": True, "job_ids": [Command.link(self.job.id)]})
        self.assertFalse(self.mine.is_general)

    def test_a_plan_in_use_is_somebodys(self):
        """Or candidates would hear nothing, and nobody would have meant it."""
        general = self.general.with_user(self.administrator)
        general.company_id = self.administrator.company_id
        for plan, values in (
            (general, {"is_general": False}),
            (self.mine, {"is_general": False, "job_ids": False}),
        ):
            with self.assertRaisesRegex(UserError, "Choose the job positions"):
                plan.write(values)
        general.write({"is_general": False, "in_use": False})

    def test_made_over_rpc(self):
        create = self.mine.browse().create
        self.assertTrue(create({"name": "All"}).is_general)
        self.assertFalse(create({"name": "One", "job_ids": self.other_job.ids}).is_general)
        both = create({"name": "Both", "is_general": True, "job_ids": self.other_job.ids})
        self.assertFalse(both.is_general)
        self.assertTrue(create({"name": "Nobody", "is_general": False}).is_nobodys)
        step = {"name": "Hello", "mail_template_id": self.template.id}
        values = {"in_use": True, "step_ids": [Command.create(step)]}
        with self.assertRaisesRegex(UserError, "Choose the job positions"):
            create({"name": "Nobody", "is_general": False, **values})

    def test_the_form(self):
        with Form(self.mine.browse()) as form:
            form.name = "Cooks"
            self.assertTrue(form.is_general)
            form.job_ids.add(self.other_job)
            self.assertFalse(form.is_general)
        with Form(form.record) as form:
            form.is_general = True
            self.assertFalse(form.job_ids)
        self.assertTrue(form.record.is_general)

    def test_upgrade(self):
        spec = spec_from_file_location("pre_plan_scope", SCRIPT)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        self.env.cr.execute("UPDATE hr_recruitment_communication_plan SET is_general = NULL")
        for _time in range(2):
            script.migrate(self.env.cr, "19.0.1.4.0")
        self.env.invalidate_all()
        self.assertEqual((self.plan.is_general, self.general.is_general), (False, True))
