from datetime import date

from lxml import html

from odoo.tests import tagged

from ...models.experience.conduct_choices import PATH
from ..cases.job_page import JobPageCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestConductPage(JobPageCase):
    """What everybody reads on the website."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pages = cls.env["hr.recruitment.conduct"]
        cls.company.conduct_published = True
        cls.change = cls.env["hr.recruitment.improvement"].create(
            {
                "name": "Inside",
                "state": "done",
                "date_done": date(2026, 3, 1),
                "is_public": True,
                "public_text": "We call <everybody>.",
            }
        )
        cls.change.with_context(lang="sv_SE").public_text = "Vi ringer alla."
        cls._answer(9, 9, 9, 9, 0)

    @classmethod
    def _answer(cls, *scores):
        cls.env["hr.recruitment.feedback"].create(
            [
                {
                    "score": number,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": date(2026, 5, 1),
                    "company_id": cls.company.id,
                    "job_id": cls.job.id,
                }
                for number in scores
            ]
        )

    def compute(self, company=None):
        with self.at(NOW):
            self.pages._compute_anew(company or self.company)

    def get_page(self, lang=None, status=200):
        return self.read_page(PATH, lang=lang, status=status)

    def test_one_answer_more_and_five(self):
        self.get_page(status=404)
        self.compute()
        first = self.get_page()
        self.assertIn("60 on a scale", first)
        for _more in range(4):
            self._answer(0)
            self.compute()
            self.assertEqual(self.get_page(), first)
        self._answer(0)
        self.compute()
        self.assertIn("−20 on a scale", self.get_page())

    def test_in_the_language_of_the_visitor(self):
        self.compute()
        page, swedish = (html.fromstring(self.get_page(lang=lang)) for lang in (None, "sv"))
        self.assertEqual(page.get("lang")[:2], "en")
        self.assertEqual(swedish.get("lang"), "sv-SE")
        self.assertIn("Vi ringer alla.", swedish.text_content())
        self.assertIn("We call <everybody>.", page.text_content())
        for found in (page, swedish):
            with self.subTest(lang=found.get("lang")):
                levels = [element.tag for element in found.iter("h1", "h2", "h3")]
                self.assertEqual(levels, ["h1", *["h2"] * 6])
                self.assertFalse(found.xpath("//@style | //script | //meta[@name='robots']"))
                ids = found.xpath("//@id")
                self.assertEqual(len(ids), len(set(ids)))
                self.assertEqual(len(found.xpath("//details/summary")), 6)
                self.assertEqual(len(found.xpath("//nav//a[@hreflang]")), 1)
        # Nothing of the English page but its name, what cNPS is, and our own words.
        paragraphs = {p.text_content() for p in page.xpath("//main//p | //main//h2")}
        same = {p for p in paragraphs if p in swedish.text_content()}
        self.assertLessEqual(same, {""}, same)

    def test_only_where_it_is_shown(self):
        self.compute()
        job, own = f"/jobs/{self.name}", self.path
        self.assertIn(PATH, self.read_page(job))
        self.assertIn(PATH, self.read_page(own))
        self.assertIn(PATH, self.read_page("/sitemap.xml"))
        self.switch_off()
        self.assertIn(PATH, self.read_page(job))
        other = self.env["website"].create({"name": "Second", "company_id": self.company.id})
        for values in (
            {"conduct_published": False},
            {"conduct_website_ids": [(6, 0, other.ids)]},
        ):
            with self.subTest(**values):
                self.company.write({"conduct_published": True, **values})
                self.get_page(status=404)
                self.assertFalse(self.website._find_conduct_path(self.job))
        self.company.conduct_published = False
        for path in (job, own, "/sitemap.xml"):
            self.assertNotIn(PATH, self.read_page(path))
        self.company.write({"conduct_published": True, "conduct_website_ids": [(5,)]})
        self.assertNotIn("X-Robots-Tag", self.url_open(PATH).headers)
        self.change.is_public = False
        self.assertNotIn("We call", self.get_page())
        self.env.cr.execute("UPDATE res_company SET active = FALSE WHERE id = %s", self.company.ids)
        self.env.invalidate_all()
        self.assertFalse(self.website._find_conduct())

    def test_two_companies_on_two_websites(self):
        other = self.env["res.company"].create({"name": "Sydlys", "conduct_published": True})
        site = self.env["website"].create({"name": "Sydlys", "company_id": other.id})
        self.compute()
        self.assertFalse(site._find_conduct())
        self.compute(other)
        self.assertEqual(site._find_conduct().company_id, other)
        self.assertEqual(self.website._find_conduct().company_id, self.company)
        self.assertFalse(site._find_conduct_path(self.job))
        self.company.conduct_published = False
        self.get_page(status=404)
        # The website changes hands: the page is that of its company.
        self.website.company_id = other
        self.assertIn("Too few have answered", self.get_page())
        self.assertNotIn("We call", self.get_page())

    def test_a_preview_before_it_is_shown(self):
        self.company.conduct_published = False
        self.compute()
        public = f"{PATH}/preview?company={self.company.id}"
        manager = self._make_user(
            "hr", "hr_recruitment_candidate_experience.group_experience_manager"
        )
        manager.password = "hr-hr-hr-hr"
        self.recruiter.password = "rekryterare-1"
        self.assertNotIn("60 on a scale", self.url_open(public).text)
        self.authenticate(self.recruiter.login, "rekryterare-1")
        self.assertEqual(self.url_open(public).status_code, 404)
        self.authenticate(manager.login, "hr-hr-hr-hr")
        answer = self.url_open(public)
        self.assertIn("60 on a scale", answer.text)
        self.assertIn("noindex", answer.headers["X-Robots-Tag"])
        self.assertIn("noindex", answer.text)
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.compute(other)
        for wrong in (other.id, 0, "x", "9" * 30, ""):
            answer = self.url_open(f"{PATH}/preview?company={wrong}")
            self.assertEqual(answer.status_code, 404, wrong)
