from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from psycopg2.extras import Json

from odoo.tests import tagged

from .common import CandidateCase

ADDON = "hr_recruitment_candidate_experience"
MIGRATIONS = Path(__file__).parents[1] / "migrations"
OLD = {"sv_SE": "Gammalt", "fr_FR": "Le mien"}


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
        for lang in OLD:
            cls.env["res.lang"]._activate_lang(lang)
        cls.load_swedish()

    @classmethod
    def load_swedish(cls):
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"], overwrite=False)
        cls.env.invalidate_all()

    def find(self, names):
        """:param dict names: of names of records, by (table, column)
        :return: dict of what stands in the database, by (table, column, id)"""
        found = {}
        for (table, column), said in names.items():
            self.env.cr.execute(
                f"""
                SELECT record.id, record.{column}
                  FROM {table} AS record
                  JOIN ir_model_data AS data ON data.res_id = record.id
                 WHERE data.module = %s AND data.name = ANY(%s) AND data.model = %s
                """,
                (ADDON, said.split(), self.models[table]),
            )
            found.update({(table, column, row): words for row, words in self.env.cr.fetchall()})
            self.assertEqual(
                sum(key[:2] == (table, column) for key in found), len(said.split()), column
            )
        return found

    def test_every_label_that_changed_says_what_it_means_now(self):
        scripts = [load("19.0.1.4.0", "pre-labels"), load("19.0.1.17.0", "pre-labels")]
        self.models = scripts[0].MODELS | scripts[1].MODELS
        screens = scripts[1].SCREENS
        right = {}
        for script in scripts:
            right |= self.find(script.CHANGED)
        shown = self.find(screens)
        for (table, column, row), words in (right | shown).items():
            self.env.cr.execute(
                f"UPDATE {table} SET {column} = {column} || %s WHERE id = %s",
                (Json({lang: f"<p>{old}</p>" for lang, old in OLD.items()}), row)
                if (table, column, row) in shown
                else (Json(OLD), row),
            )
            self.assertTrue(words.get("sv_SE"), (table, column, row))
        for script in scripts * 2:
            script.migrate(self.env.cr, "19.0.1.2.0")
        self.load_swedish()
        now = {}
        for script in scripts:
            now |= self.find(script.CHANGED)
        for key, words in right.items():
            with self.subTest(key=key):
                self.assertEqual(now[key]["en_US"], words["en_US"])
                self.assertEqual(now[key]["sv_SE"], words["sv_SE"])
                self.assertEqual(now[key]["fr_FR"], OLD["fr_FR"])
        for key, words in self.find(screens).items():
            with self.subTest(key=key):
                self.assertEqual(words["sv_SE"], shown[key]["sv_SE"])

    def test_what_was_shipped_has_its_new_name_unless_somebody_has_another(self):
        script = load("19.0.1.17.0", "post-shipped_names")
        records = {}
        for name, (before, now) in script.RENAMED.items():
            record = records[name] = self.env.ref(f"{ADDON}.{name}")
            self.assertEqual((record.name, record.with_context(lang="sv_SE").name), now, name)
            record.name, record.with_context(lang="sv_SE").name = before
        mine = records.pop("communication_step_idle")
        mine.name = "Ours"
        mine.with_context(lang="sv_SE").name = "Vår"
        self.env.flush_all()
        for _time in range(2):
            script.migrate(self.env.cr, "19.0.1.16.0")
        self.env.invalidate_all()
        for name, record in records.items():
            found = (record.name, record.with_context(lang="sv_SE").name)
            self.assertEqual(found, script.RENAMED[name][1], name)
        self.assertEqual((mine.name, mine.with_context(lang="sv_SE").name), ("Ours", "Vår"))
