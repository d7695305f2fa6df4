from time import perf_counter

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..cases.access import AccessCase

MODEL = "hr.recruitment.wording"


@tagged("post_install", "-at_install")
class TestWordingList(AccessCase):
    """The lists that are shipped, and those who change them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.wordings = cls.env[MODEL]

    def find(self, text, lang=None):
        return [hit["found"] for hit in self.wordings._check_text(text, lang=lang, markup=False)]

    def test_what_is_found_in_english(self):
        for text, found in (
            ("We are a young team of ninjas.", ["young team", "ninjas"]),
            ("You are a native speaker of English.", ["native speaker"]),
            ("The pay is a competitive salary.", ["competitive salary"]),
            ("A digital native who is a self-starter.", ["digital native", "self-starter"]),
            ("The salesmen will be here.", ["salesmen"]),
            ("You must be physically fit, and able to handle stress.", None),
        ):
            hits = self.find(text, "en")
            if found is None:
                self.assertEqual(len(hits), 2, hits)
            else:
                self.assertEqual(sorted(hits), sorted(found), text)

    def test_what_is_found_in_swedish(self):
        for text, found in (
            ("Vi är ett ungt gäng.", ["ungt gäng"]),
            ("Du har svenska som modersmål och är stresstålig.", ["modersmål", "stresstålig"]),
            ("Här är högt i tak och marknadsmässig lön.", ["högt i tak", "marknadsmässig lön"]),
            ("Du är fullt frisk, självgående och ung.", ["fullt frisk", "ung", "självgående"]),
            ("Vi söker en säljninja.", ["säljninja"]),
        ):
            self.assertEqual(sorted(self.find(text, "sv")), sorted(found), text)

    def test_what_is_not_found(self):
        for lang, text in (
            ("sv", "En hårddisk, ungefär tolv mannekänger och en manager i ungersk mat."),
            ("sv", "Du arbetar med barn och unga och har flexibel arbetstid."),
            ("sv", "Du leder grävmaskinister. Handläggaren, personalen, skandinaver."),
            ("en", "You know React Native. You work with Anna Young at Ernst & Young."),
            ("en", "We teach young people. The manager writes a hardware manual by hand."),
            ("en", "The human resources team will share the menu. Chairs and guidance."),
        ):
            self.assertEqual(self.find(text, lang), [], text)

    def test_every_entry_is_found_and_says_why(self):
        """What is written in the list is found, in its own language, and nothing else
        there gives the same word twice."""
        for wording in self.wordings.search([("company_id", "=", False)], limit=1000):
            with self.subTest(term=wording.term):
                first = next(one.strip("* ") for one in wording.term.split("|") if one[:1] != "!")
                hits = self.wordings._check_text(first, lang=wording.language, markup=False)
                self.assertIn(wording.why, [hit["why"] for hit in hits])
                self.assertGreater(len(wording.why), 25)
                if wording.suggestion:
                    self.assertEqual(self.find(wording.suggestion, wording.language), [])

    def test_both_lists_are_considered(self):
        for language in ("en", "sv"):
            found = self.wordings.search([("language", "=", language)], limit=1000)
            self.assertGreaterEqual(len(found), 60)
            self.assertEqual(
                set(found.mapped("kind")), {"coded", "excluding", "discriminating", "empty"}
            )

    def test_the_worst_comes_first_and_in_the_readers_language(self):
        wordings = self.wordings.with_context(lang="sv_SE")
        text = "<p>We offer a competitive salary to a native speaker and to you.</p>"
        hits = wordings._check_text(text)
        self.assertEqual([hit["kind"] for hit in hits], ["discriminating", "empty"])
        self.assertEqual(hits[0]["language"], "en")
        self.assertEqual(hits[0]["suggestion"], "fluent, spoken and written")

    def test_a_company_has_words_of_its_own(self):
        self.wordings.create(
            {
                "term": "synlys*",
                "language": "en",
                "kind": "empty",
                "why": "An old name of ours that nobody knows.",
                "company_id": self.other_company.id,
            }
        )
        text = "You will join the synlysers and the team."
        self.assertEqual(self.find(text), [])
        hits = self.wordings._check_text(text, self.other_company, markup=False)
        self.assertEqual([hit["found"] for hit in hits], ["synlysers"])

    def test_who_writes_the_list(self):
        shared = self.wordings.search([("company_id", "=", False)], limit=1)
        manager = self.people["manager"]
        manager.company_ids = self.env["res.company"].search([], limit=1000)
        shared.with_user(manager).why = "Another reason that is long enough."
        for user in (self.ada, self.interviewer):
            self.assertTrue(shared.with_user(user).term)
            with self.assertRaises(AccessError):
                shared.with_user(user).why = "x"
        for user in (self.employee, self.portal):
            with self.assertRaises(AccessError):
                shared.with_user(user).term  # noqa: B018

    def test_a_change_counts_at_once(self):
        wording = self.wordings.search([("term", "like", "ninja*")], limit=1)
        self.assertEqual(self.find("We want a ninja and you.", "en"), ["ninja"])
        wording.active = False
        self.assertEqual(self.find("We want a ninja and you.", "en"), [])
        wording.write({"active": True, "term": "shinobi*"})
        self.assertEqual(self.find("We want shinobis and you.", "en"), ["shinobis"])

    def test_a_spelling_has_letters(self):
        for term in ("*", "a", "x|young", "yo*ng"):
            with self.assertRaises(ValidationError):
                self.wordings.create({"term": term, "why": "A reason", "company_id": False})

    def test_five_thousand_letters_take_no_time(self):
        text = "<p>%s</p>" % ("Vi söker en utvecklare som vill arbeta med systemen. " * 100)
        self.wordings._check_text(text, lang="sv")
        start = perf_counter()
        self.wordings._check_text(text, lang="sv")
        self.assertLess(perf_counter() - start, 0.5, "fifty milliseconds on a quiet machine")
