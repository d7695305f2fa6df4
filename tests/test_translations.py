import io
import re
from pathlib import Path

import polib
from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

MODULE = "hr_recruitment_candidate_experience"
FOLDER = Path(__file__).parent.parent / "i18n"
# Odoo's modules whose screens recruiters have.
SCREENS = (
    "hr hr_recruitment hr_recruitment_skills hr_recruitment_sms hr_recruitment_survey survey"
    " website_hr_recruitment"
).split()
CONDITIONS = ("invisible", "readonly", "required", "column_invisible", "domain", "context")
PLACEHOLDER = re.compile(r"%\(\w+\)s|%s|object\.[\w.]+|t-if=\"[^\"]*\"")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """English and Swedish are complete, and say what is true now."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exported = io.BytesIO()
        trans_export(None, [MODULE], exported, "po", cls.env)
        cls.exported = polib.pofile(exported.getvalue().decode())
        cls.template = polib.pofile(str(FOLDER / f"{MODULE}.pot"))
        cls.swedish = polib.pofile(str(FOLDER / "sv.po"))

    def _texts(self, catalogue):
        return {entry.msgid for entry in catalogue if not entry.obsolete}

    def test_template_is_what_the_addon_says_now(self):
        now, kept = self._texts(self.exported), self._texts(self.template)
        self.assertEqual(now - kept, set(), "run `make i18n`: new texts")
        self.assertEqual(kept - now, set(), "run `make i18n`: stale texts")

    def test_swedish_is_complete_and_not_stale(self):
        self.assertEqual(self._texts(self.template), self._texts(self.swedish))
        self.assertEqual([e.msgid for e in self.swedish.untranslated_entries()], [])
        self.assertEqual([e.msgid for e in self.swedish.fuzzy_entries()], [])
        self.assertEqual([e.msgid for e in self.swedish.obsolete_entries()], [])

    def test_swedish_keeps_every_placeholder(self):
        for entry in self.swedish:
            self.assertEqual(
                sorted(PLACEHOLDER.findall(entry.msgid)),
                sorted(PLACEHOLDER.findall(entry.msgstr)),
                entry.msgid,
            )

    def test_a_swedish_recruiter_reads_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env["ir.module.module"].search([("name", "=", MODULE)])._update_translations(["sv_SE"])
        ledger = self.env["hr.applicant.communication"].with_context(lang="sv_SE")
        reasons = dict(ledger._fields["reason"]._description_selection(ledger.env))
        self.assertEqual(reasons["due"], "Skickas på utsatt tid")
        template = self.env.ref(f"{MODULE}.mail_template_applied")
        self.assertNotEqual(
            template.with_context(lang="sv_SE").body_html,
            template.with_context(lang="en_US").body_html,
        )

    def test_conditions_are_the_same_in_swedish(self):
        """Odoo's own Swedish translates one, and the details of an application did not open."""
        self.env["res.lang"]._activate_lang("sv_SE")
        modules = self.env["ir.module.module"].search([("name", "in", [MODULE, *SCREENS])])
        modules._update_translations(["sv_SE"])
        self.env.invalidate_all()
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
