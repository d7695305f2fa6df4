import re
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ...models.privacy import everywhere
from ...models.privacy.spellings import spell_address, spell_name, spell_number
from ..cases.erasure import NAME, ErasureCase
from ..common import NOW

FOUND = [
    (
        spell_name("Åsa Öberg"),
        "Åsa Öberg|ÅSA ÖBERG|asa oberg|Öberg, Åsa|&Aring;sa &Ouml;berg|Aasa Oeberg|Åsa  Öberg"
        "|Asa_Oberg.pdf|A\u030asa O\u0308berg|<b>Åsa</b> Öberg|\\u00c5sa \\u00d6berg",
        "Åsa Öbergström|Lisa Öberg|Åsa bor vid Öberg",
    ),
    (spell_name("Anna Maria Ek"), "Anna Ek|Ek Anna Maria|anna maria ek", "Hanna Ek|Anna Eklund"),
    (
        spell_address("Asa.Oberg@candidate.example"),
        "asa.oberg@candidate.example|ASA.OBERG@Candidate.Example|a=asa.oberg%40candidate.example",
        "lasa.oberg@candidate.example|asa.oberg@candidate.example2|asaxoberg@candidate.example",
    ),
    (
        spell_number("+46701740605"),
        "0701740605|070-174 06 05|+46 (0)70 174 06 05|0046701740605|070/1740605",
        "07017406051|0701740604",
    ),
]


@tagged("post_install", "-at_install")
class TestEverywhere(ErasureCase):
    """A person is found in whatever way the name is written, and others are not."""

    def test_spellings_in_python_and_in_the_database(self):
        for pattern, right, wrong in FOUND:
            for texts, expected in ((right, True), (wrong, False)):
                for text in texts.split("|"):
                    found = bool(re.search(pattern, text, re.IGNORECASE))
                    self.assertEqual(found, expected, text)
                    ((found,),) = self.env.execute_query(SQL("SELECT %s ~* %s", text, pattern))
                    self.assertEqual(found, expected, f"PostgreSQL: {text}")

    def test_what_means_nobody_is_not_searched_for(self):
        self.assertIsNone(spell_name("Al"))
        self.assertIsNone(spell_address("nobody"))
        self.assertIsNone(spell_number("12 34"))

    def search(self, user, **given):
        dialog = self.env["hr.recruitment.everywhere.search"].with_user(user).create(given)
        dialog.action_search()
        return {(place.table, place.column) for place in dialog.place_ids}

    def test_every_table_and_the_files(self):
        with self.at(NOW):
            applicant = self.make_person()
        found = self.search(self.administrator, name="asa obergstrom", phone="070 174 0605")
        self.assertLessEqual(
            {
                ("hr_applicant", "partner_name"),
                ("hr_applicant", "applicant_notes"),
                ("res_partner", "name"),
                ("mail_message", "body"),
                ("mail_mail", "email_to"),
                ("sms_sms", "number"),
            },
            found,
        )
        file = self.env["ir.attachment"].create(
            {"name": "notes.txt", "raw": f"Om {NAME}".encode(), "mimetype": "text/plain"}
        )
        self.env.cr.execute("UPDATE ir_attachment SET index_content = NULL WHERE id = %s", file.ids)
        self.assertIn(("ir_attachment", "raw"), self.search(self.administrator, name=NAME))
        with self.at(NOW):
            self.erase(applicant)
            file.unlink()
        self.assertEqual(self.search(self.administrator, name=NAME, phone="0701740605"), set())

    def test_small_and_large_tables_have_the_same(self):
        with self.at(NOW):
            self.make_person()
        for name in (NAME, "Nobody Whoever"):
            small = self.search(self.administrator, name=name)
            with patch.object(everywhere, "SMALL_TABLE", -1):
                self.assertEqual(self.search(self.administrator, name=name), small)

    def test_a_name_on_two_rows_is_nobodys(self):
        first, last = "Ziska", "Quandt"
        tags = self.env["hr.applicant.category"]
        tags.create([{"name": first}, {"name": last}])
        self.assertEqual(self.search(self.administrator, name=f"{first} {last}"), set())
        tags.create({"name": f"{last}, {first}"})
        self.assertEqual(
            self.search(self.administrator, name=f"{first} {last}"),
            {("hr_applicant_category", "name")},
        )

    def test_only_administrators_search(self):
        for user in (self.recruiter, self.manager):
            with self.assertRaises(AccessError):
                self.search(user, name=NAME)
        self.administrator.company_ids = self.administrator.company_id
        self.env["res.company"].create({"name": "Another"})
        with self.assertRaises(AccessError):
            self.search(self.administrator, name=NAME)

    def test_nothing_to_search_for(self):
        with self.assertRaises(UserError):
            self.search(self.administrator, name="Al", phone="12")
