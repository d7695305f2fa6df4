from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ...hooks import ADDON
from ..common import CandidateCase

SCRIPT = Path(__file__).parents[2] / "migrations/19.0.1.17.0/post-easy_mails.py"


@tagged("post_install", "-at_install")
class TestEasyUpgrade(CandidateCase):
    """Until 19.0.1.17.0 there was one text for everybody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        spec = spec_from_file_location("post_easy_mails", SCRIPT)
        cls.script = module_from_spec(spec)
        spec.loader.exec_module(cls.script)
        cls.steps = cls.env.ref(f"{ADDON}.communication_plan_default").step_ids.filtered(
            "easy_mail_template_id"
        )

    def find(self, kind, name):
        return self.env.ref(f"{ADDON}.{kind}_{name}")

    def as_it_was(self):
        """As that version left its rows."""
        texts = self.steps.easy_mail_template_id
        self.steps.easy_mail_template_id = False
        texts.unlink()
        self.env.flush_all()

    def upgrade(self):
        """More than once, as when somebody starts it again."""
        self.env.flush_all()
        for _time in range(2):
            self.script.migrate(self.env.cr, "19.0.1.16.0")

    def test_shipped_steps_get_the_shipped_texts(self):
        """Those of the script are those of the data."""
        linked = {step.get_external_id()[step.id] for step in self.steps}
        before = {
            step: next(iter(step.easy_mail_template_id.get_external_id().values()))
            for step in self.steps
        }
        self.assertEqual(
            linked,
            {f"{ADDON}.communication_step_{n}" for ns in self.script.STEPS.values() for n in ns},
        )
        self.as_it_was()
        mails = self.env["mail.mail"].search_count([])
        self.upgrade()
        for step, name in before.items():
            with self.subTest(step.name):
                self.assertEqual(step.easy_mail_template_id, self.env.ref(name))
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_what_somebody_has_written_stays_the_only_text(self):
        self.as_it_was()
        writer = self._make_user(
            "texter", "base.group_system", "hr_recruitment.group_hr_recruitment_manager"
        )
        self.find("mail_template", "status").with_user(writer).subject = "How it goes"
        self.find("communication_step", "refused").mail_template_id = self.template
        own = self.env["hr.recruitment.communication.step"].browse(
            self.find("communication_step", "applied").copy({"name": "Own"}).id
        )
        self.upgrade()
        for name in ("silence_status", "manual_status", "refused"):
            with self.subTest(name):
                self.assertFalse(self.find("communication_step", name).easy_mail_template_id)
        self.assertFalse(own.easy_mail_template_id)
        self.assertTrue(self.find("communication_step", "applied").easy_mail_template_id)

    def test_what_somebody_has_chosen_stays(self):
        step = self.find("communication_step", "applied")
        step.easy_mail_template_id = self.template
        self.upgrade()
        self.assertEqual(step.easy_mail_template_id, self.template)
