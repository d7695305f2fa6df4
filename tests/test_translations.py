import io
import re
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

MODULE = "hr_recruitment_candidate_experience"
FOLDER = Path(__file__).parent.parent / "i18n"
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
