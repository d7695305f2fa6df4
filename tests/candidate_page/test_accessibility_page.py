from odoo.tests import tagged

from ...models.candidate_page.accessibility import ACCESSIBILITY_PATH, read_record
from ..cases.privacy import PrivacyNoticeCase

NAME = "hr_recruitment_candidate_experience.accessibility_name"


@tagged("post_install", "-at_install")
class TestAccessibilityPage(PrivacyNoticeCase):
    """What candidates read about what was tested, and whom they tell what does not work."""

    def show(self, lang="en_US", company=None, status=200):
        company = self.company.id if company is None else company
        path = f"{ACCESSIBILITY_PATH}/{company}?lang={lang}"
        page = self.open(path)
        self.assertEqual(page.status_code, status)
        return " ".join(page.text.split())

    def test_what_was_found_in_both_languages(self):
        self.company.write({"email": "jobs@company.example", "phone": "+46 8 123 45 67"})
        record = read_record()
        for lang, tag in (("en_US", "en-US"), ("sv_SE", "sv-SE"), ("xx_XX", "en-US")):
            page = self.show(lang)
            self.assertIn(f'lang="{tag}"', page)
            for told in (
                record["version"],
                record["tool"],
                str(record["looks"]),
                "mailto:jobs@company.example",
                "tel:+4681234567",
            ):
                self.assertIn(told, page, lang)

    def test_each_page_has_its_name(self):
        names = self.env["ir.qweb"].with_context(lang="en_US")
        said = {
            page: str(names._render(NAME, {"page": page})).strip()
            for page in read_record()["pages"]
        }
        self.assertTrue(all(said.values()), said)
        self.assertEqual(len(set(said.values())), len(said))

    def test_without_an_address_of_the_company(self):
        self.company.write({"email": False, "phone": False})
        self.assertIn("Reply to one of our emails.", self.show())

    def test_companies_that_nobody_applies_to(self):
        """Nor is one that is gone there, and what is none."""
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.show(company=other.id, status=404)
        self.env["hr.job"].create({"name": "Baker", "company_id": other.id})
        self.assertIn("Sydlys", self.show(company=other.id))
        other.active = False
        for company in (other.id, 0, "x", "-1", "9" * 30):
            self.show(company=company, status=404)

    def test_the_way_there(self):
        self.applicant.candidate_lang = "sv_SE"
        for path in (self.path, f"{self.path}/withdraw"):
            page = self.look(path)
            self.assertIn(f"{ACCESSIBILITY_PATH}/{self.company.id}?lang=sv_SE", page)
        self.assertNotIn(f'href="{ACCESSIBILITY_PATH}', self.show())
