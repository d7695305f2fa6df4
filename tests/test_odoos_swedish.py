import re
from pathlib import Path

import polib
from lxml import etree

from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

MODULE = "hr_recruitment_candidate_experience"
# Odoo's modules whose screens recruiters have.
SCREENS = (
    "calendar hr hr_recruitment hr_recruitment_skills hr_recruitment_sms hr_recruitment_survey"
    " survey website_hr_recruitment"
).split()
RECRUITMENT = (
    "hr_recruitment hr_recruitment_sms hr_recruitment_survey website_hr_recruitment".split()
)
EXTRA = Path(__file__).parent.parent / "i18n_extra" / "sv.po"
# Words that Swedish has as English has them, or that are none.
SAME = {"Process", "Facebook", "X", "LinkedIn", "info@yourcompany.example.com"}
CONDITIONS = ("invisible", "readonly", "required", "column_invisible", "domain", "context")


@tagged("post_install", "-at_install")
class TestOdoosSwedish(TransactionCase):
    """What recruiters read of Odoo is Swedish, too: what Odoo lacks stands in
    ``i18n_extra``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.load_swedish()

    @classmethod
    def load_swedish(cls):
        modules = cls.env["ir.module.module"].search([("name", "in", [MODULE, *SCREENS])])
        modules._update_translations(["sv_SE"])
        cls.env.invalidate_all()

    def read_terms(self, record, name):
        """:return: list of (English, Swedish)"""
        field = record._fields[name]
        texts = [record.with_context(lang=lang)[name] or "" for lang in ("en_US", "sv_SE")]
        terms = (
            map(field.get_trans_terms, texts) if callable(field.translate) else ([t] for t in texts)
        )
        return list(zip(*terms, strict=True))

    def test_what_odoo_lacks_is_swedish_too(self):
        data = self.env["ir.model.data"].search(
            [("module", "in", RECRUITMENT), ("model", "=", "ir.ui.view")]
        )
        views = self.env["ir.ui.view"].browse(data.mapped("res_id"))
        self.assertGreater(len(views), 60)
        for view in views:
            for english, swedish in self.read_terms(view, "arch_db"):
                words = re.sub(r"<[^>]*>", "", english).strip()
                if words not in SAME and re.search(r"[^\W\d]{2}", words):
                    with self.subTest(view=view.xml_id, term=english):
                        self.assertNotEqual(swedish, english)

    def test_what_odoo_lacks_in_its_data_is_swedish_too(self):
        """Stages, reasons, names of models and fields, titles of windows."""
        data = self.env["ir.model.data"].search(
            [("module", "in", [*RECRUITMENT, "hr_recruitment_skills"])], order="id"
        )
        seen = 0
        for model, of_model in data.grouped("model").items():
            records = self.env[model].browse(of_model.mapped("res_id")).exists()
            for name, field in records._fields.items():
                # Emails of Odoo's are whole texts; of them the addon has its own.
                if field.store and field.translate is True and name != "body_html":
                    seen += self.check_texts(records, field)
        self.assertGreater(seen, 600)

    def check_texts(self, records, field):
        """:return: int, number of texts"""
        translations = [
            (record, field._get_stored_translations(record) or {}) for record in records
        ]
        said = [(record, texts) for record, texts in translations if texts.get("en_US")]
        for record, texts in said:
            with self.subTest(record=record, field=field.name, text=texts["en_US"]):
                self.assertIn("sv_SE", texts)
        return len(said)

    def test_a_stage_that_a_customer_has_named_keeps_its_name(self):
        """Swedish, too: nobody knows what it means now."""
        stage = self.env.ref("hr_recruitment.stage_job1")
        self.assertEqual(stage.with_context(lang="sv_SE").name, "Urval")
        stage.update_field_translations("name", {"sv_SE": False})
        stage.with_context(lang="en_US").name = "On hold"
        self.load_swedish()
        self.assertEqual(stage.with_context(lang="sv_SE").name, "On hold")
        stage.with_context(lang="sv_SE").name = "Vilande"
        self.load_swedish()
        self.assertEqual(stage.with_context(lang="sv_SE").name, "Vilande")

    @mute_logger("odoo.tools.translate")
    def test_whoever_may_load_a_language_may_load_this(self):
        """Odoo's Settings are enough, with no right in recruitment; again, too, and with
        what is there overwritten."""
        stage = self.env.ref("hr_recruitment.stage_job1")
        stage.update_field_translations("name", {"sv_SE": False})
        stage.with_context(lang="en_US").name = "On hold"
        administrator = new_test_user(self.env, "it", "base.group_system")
        modules = self.env["ir.module.module"].with_user(administrator)
        for overwrite in (False, True):
            modules._load_module_terms([MODULE], ["sv_SE", "fi_FI"], overwrite=overwrite)
            self.assertEqual(stage.with_context(lang="sv_SE").name, "On hold")

    def test_what_odoo_lacks_is_said_of_what_is_there(self):
        """And comes to the screen."""
        installed = self.env["ir.module.module"]._installed()
        seen = 0
        for entry in polib.pofile(str(EXTRA)):
            for path, line in entry.occurrences:
                _kind, name, xml_id = f"{path}:{line}".rstrip(":").split(":")
                if xml_id.split(".")[0] not in installed:
                    continue
                seen += 1
                with self.subTest(text=entry.msgid, of=xml_id):
                    record = self.env.ref(xml_id)
                    pairs = self.read_terms(record, name.split(",")[1])
                    self.assertIn((entry.msgid, entry.msgstr), pairs)
        self.assertGreater(seen, 130)

    def test_what_a_customer_has_translated_stays(self):
        view = self.env.ref("hr_recruitment.view_hr_job_kanban")
        view.update_field_translations("arch_db", {"sv_SE": {"Job Page": "Till annonsen"}})
        label = self.env.ref("hr_recruitment.field_hr_job__expected_degree")
        label.with_context(lang="sv_SE").field_description = "Utbildning"
        self.load_swedish()
        self.assertIn(("Job Page", "Till annonsen"), self.read_terms(view, "arch_db"))
        self.assertEqual(label.with_context(lang="sv_SE").field_description, "Utbildning")

    def test_conditions_are_the_same_in_swedish(self):
        """Odoo's own Swedish translates one, and the details of an application did not open."""
        views = self.env["ir.ui.view"].search([("type", "!=", "qweb")])
        english, swedish = (views.with_context(lang=lang) for lang in ("en_US", "sv_SE"))
        pairs = list(zip(english, swedish, strict=True))
        self.assertTrue(any(en.arch_db != sv.arch_db for en, sv in pairs))
        odd = [en for en, sv in pairs if find_conditions(en.arch_db) != find_conditions(sv.arch_db)]
        roots = self.env["ir.ui.view"].union(*map(find_root, odd))
        for view in views.filtered(lambda v: v.mode == "primary" and find_all(v) & roots):
            said = [
                find_conditions(etree.tostring(view.with_context(lang=lang)._get_combined_arch()))
                for lang in ("en_US", "sv_SE")
            ]
            self.assertEqual(said[1], said[0], view.xml_id)


def find_conditions(arch):
    """:return: list of what decides whether and how something is shown"""
    nodes = etree.fromstring(arch).iter()
    return [(n.tag, name, n.get(name)) for n in nodes for name in CONDITIONS if n.get(name)]


def find_root(view):
    while view.mode == "extension":
        view = view.inherit_id
    return view


def find_all(view):
    """:return: the view, and those that it is made of"""
    return view | find_all(view.inherit_id) if view else view
