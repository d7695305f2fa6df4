from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from .common import CandidateCase

ADDON = "hr_recruitment_candidate_experience"
SCRIPT = Path(__file__).parents[1] / "migrations/19.0.1.4.0/pre-labels.py"


@tagged("post_install", "-at_install")
class TestLabelsUpgrade(CandidateCase):
    """Odoo keeps a translation whose text has changed, and it says what was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        spec = spec_from_file_location("pre_labels", SCRIPT)
        cls.script = module_from_spec(spec)
        spec.loader.exec_module(cls.script)

    def load_swedish(self):
        self.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"], overwrite=False)
        self.env.invalidate_all()

    def test_every_label_that_changed_says_what_it_means_now(self):
        for lang in ("sv_SE", "fr_FR"):
            self.env["res.lang"]._activate_lang(lang)
        self.load_swedish()
        labels = [
            (self.env.ref(f"{ADDON}.{name}"), field)
            for (_table, field), names in self.script.CHANGED.items()
            for name in names.split()
        ]
        right = [
            (record[field], record.with_context(lang="sv_SE")[field]) for record, field in labels
        ]
        for record, field in labels:
            record.with_context(lang="sv_SE")[field] = "Gammalt"
            record.with_context(lang="fr_FR")[field] = "Le mien"
        self.env.flush_all()
        for _time in range(2):
            self.script.migrate(self.env.cr, "19.0.1.2.0")
        self.load_swedish()
        for (record, field), (english, swedish) in zip(labels, right, strict=True):
            with self.subTest(record=record, field=field):
                self.assertEqual(record[field], english)
                self.assertEqual(record.with_context(lang="sv_SE")[field], swedish)
                self.assertNotEqual(swedish, "Gammalt")
                self.assertEqual(record.with_context(lang="fr_FR")[field], "Le mien")
