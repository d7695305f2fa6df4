from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from .common import CandidateCase

ADDON = "hr_recruitment_candidate_experience"
MIGRATIONS = Path(__file__).parents[1] / "migrations"
SCRIPTS = ("19.0.1.4.0", "19.0.1.16.0")


def load(version, name):
    """:return: a script of a migration, as a module"""
    spec = spec_from_file_location("script", MIGRATIONS / version / f"{name}.py")
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


@tagged("post_install", "-at_install")
class TestLabelsUpgrade(CandidateCase):
    """Odoo keeps a translation whose text has changed, and it says what was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("sv_SE", "fr_FR"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.load_swedish()

    @classmethod
    def load_swedish(cls):
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"], overwrite=False)
        cls.env.invalidate_all()

    def migrate(self, script):
        self.env.flush_all()
        for _time in range(2):
            script.migrate(self.env.cr, "19.0.1.2.0")
        self.env.invalidate_all()

    def test_every_label_that_changed_says_what_it_means_now(self):
        for version in SCRIPTS:
            self.check_labels(load(version, "pre-labels"))

    def check_labels(self, script):
        labels = [
            (self.env.ref(f"{ADDON}.{name}"), field)
            for (_table, field), names in script.CHANGED.items()
            for name in names.split()
        ]
        right = [
            (record[field], record.with_context(lang="sv_SE")[field]) for record, field in labels
        ]
        for record, field in labels:
            record.with_context(lang="sv_SE")[field] = "Gammalt"
            record.with_context(lang="fr_FR")[field] = "Le mien"
        self.migrate(script)
        self.load_swedish()
        for (record, field), (english, swedish) in zip(labels, right, strict=True):
            with self.subTest(record=record, field=field):
                self.assertEqual(record[field], english)
                self.assertEqual(record.with_context(lang="sv_SE")[field], swedish)
                self.assertNotEqual(swedish, "Gammalt")
                self.assertEqual(record.with_context(lang="fr_FR")[field], "Le mien")

    def test_screens_are_translated_anew(self):
        script = load("19.0.1.16.0", "pre-labels")
        views = self.env["ir.ui.view"].union(
            *(
                self.env.ref(f"{ADDON}.{name}")
                for name in script.SCREENS["ir_ui_view", "arch_db"].split()
            )
        )
        right = [view.with_context(lang="sv_SE").arch_db for view in views]
        self.migrate(script)
        for view in views:
            self.assertEqual(view.with_context(lang="sv_SE").arch_db, view.arch_db)
        self.load_swedish()
        for view, swedish in zip(views, right, strict=True):
            self.assertEqual(view.with_context(lang="sv_SE").arch_db, swedish)
            self.assertNotEqual(view.arch_db, swedish)

    def test_what_was_shipped_has_its_new_name_unless_somebody_has_another(self):
        script = load("19.0.1.16.0", "post-shipped_names")
        records = {}
        for name, (before, now) in script.RENAMED.items():
            record = records[name] = self.env.ref(f"{ADDON}.{name}")
            self.assertEqual((record.name, record.with_context(lang="sv_SE").name), now, name)
            record.name, record.with_context(lang="sv_SE").name = before
        mine = records.pop("communication_step_idle")
        mine.name = "Ours"
        mine.with_context(lang="sv_SE").name = "Vår"
        self.migrate(script)
        for name, record in records.items():
            found = (record.name, record.with_context(lang="sv_SE").name)
            self.assertEqual(found, script.RENAMED[name][1], name)
        self.assertEqual((mine.name, mine.with_context(lang="sv_SE").name), ("Ours", "Vår"))
