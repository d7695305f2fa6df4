from odoo.tests import TransactionCase, tagged

from ...models.wording.demands import find_demands
from ...models.wording.languages import find_foreign, guess_of_blocks
from ...models.wording.readability import count_syllables, judge_reading, measure_lix
from ...models.wording.terms import Term, find_terms
from ...models.wording.text_blocks import get_sentences, read_html, read_lines
from ...models.wording.unfinished import find_placeholders, find_sample, get_sample_sentences

SWEDISH = """
<section><div class="container"><h2>Vi söker en utvecklare</h2>
<p>Du arbetar med våra kunders system, t.ex. Python och Odoo. Vi är åtta i teamet.<br/>
Du börjar i mars.</p><h3>Responsibilities</h3><ul><li>Du bygger nya delar</li></ul>
<p><b>Krav</b></p><ul><li>Utbildning i ämnet</li><li>God <b>svenska</b></li></ul>
<p>Meriterande:</p><ul><li>Finska</li></ul></div></section>
"""


@tagged("post_install", "-at_install")
class TestWordingFunctions(TransactionCase):
    """What is said of a text, without any record."""

    def test_what_a_text_is_made_of(self):
        blocks = read_html(SWEDISH)
        self.assertEqual(
            [(block.kind, block.words) for block in blocks if block.kind == "heading"],
            [
                ("heading", "Vi söker en utvecklare"),
                ("heading", "Responsibilities"),
                ("heading", "Krav"),
                ("heading", "Meriterande"),
            ],
        )
        self.assertIn(("item", "God svenska"), [tuple(block) for block in blocks])
        self.assertIn("Du börjar i mars.", get_sentences(blocks))
        self.assertIn(
            "Du arbetar med våra kunders system, t.ex. Python och Odoo.", get_sentences(blocks)
        )

    def test_no_text_is_a_text_too(self):
        for source in (None, False, "", "<p></p>", "<br>", "<!-- nothing -->"):
            self.assertEqual(read_html(source), [], source)
        self.assertEqual(read_lines(None), [])
        self.assertIsNone(measure_lix([]))
        self.assertIsNone(guess_of_blocks([]))

    def test_broken_html_is_read(self):
        blocks = read_html("<p>One <b>two<p>three</div><script>alert('x')</script>")
        self.assertEqual([block.words for block in blocks], ["One two", "three"])

    def test_a_swedish_ad_with_english_headings_is_swedish(self):
        blocks = read_html(SWEDISH)
        self.assertEqual(guess_of_blocks(blocks), "sv")
        self.assertEqual(
            [block.words for block in find_foreign(blocks, "sv")], ["Responsibilities"]
        )
        english = read_html("<p>You will work with our customers and the team.</p>")
        self.assertEqual(guess_of_blocks(english), "en")
        self.assertFalse(find_foreign(english, "en"))

    def test_demands_are_counted_and_wishes_are_not(self):
        self.assertEqual(find_demands(read_html(SWEDISH)), ["Utbildning i ämnet", "God svenska"])
        text = (
            "We must say that we like it here.\nYou must hold a driving licence.\n"
            "Finnish is a plus, not required.\nDu behöver kunna läsa ritningar."
        )
        self.assertEqual(
            find_demands(read_lines(text)),
            ["You must hold a driving licence.", "Du behöver kunna läsa ritningar."],
        )

    def test_placeholders(self):
        said = "Hello [company], XX days, {{ name }}, &lt;name&gt;, TBD. Lorem ipsum. ____"
        self.assertEqual(
            find_placeholders(read_html(f"<p>{said}</p>")),
            ["[company]", "XX", "{{ name }}", "<name>", "TBD", "Lorem ipsum", "____"],
        )
        fine = "Size XXL [1], a todo list, Star Wars XXI, 5 < 6 and 7 > 6"
        self.assertEqual(find_placeholders(read_lines(fine)), [])

    def test_a_sample_is_known_by_its_sentences(self):
        sample = get_sample_sentences(read_html("<ul><li>Lead the entire sales cycle</li></ul>"))
        blocks = read_html("<p>LEAD the entire sales cycle!</p><p>Lead the team.</p>")
        self.assertEqual(find_sample(blocks, sample), ["LEAD the entire sales cycle!"])

    def test_how_hard_it_is_to_read(self):
        easy = read_lines("Vi är sju som jobbar här. Du får en egen dator. " * 8)
        hard = read_lines(
            "Verksamhetsutvecklingsorganisationen tillhandahåller specialistkompetens avseende "
            "kvalitetssäkringsprocesser inom infrastrukturförvaltning, tillståndshantering och "
            "myndighetskommunikation för samhällsbyggnadsförvaltningens verksamhetsområden. " * 5
        )
        self.assertEqual(judge_reading(easy, "sv")[0], "ok")
        self.assertEqual(judge_reading(hard, "sv")[0], "missing")
        easy = read_lines("You will meet our guests and make their day. We are a team of six. " * 6)
        hard = read_lines(
            "Responsibilities encompass organisational transformation initiatives, facilitating "
            "multidisciplinary collaboration methodologies and institutional accountability. " * 6
        )
        self.assertEqual(judge_reading(easy, "en")[0], "ok")
        self.assertEqual(judge_reading(hard, "en")[0], "missing")
        self.assertEqual(judge_reading(read_lines("Too short to tell."), "en"), (None, None))

    def test_syllables(self):
        for word, number in (
            ("make", 1),
            ("makes", 1),
            ("table", 2),
            ("wanted", 2),
            ("the", 1),
            ("customer", 3),
            ("worked", 1),
        ):
            self.assertEqual(count_syllables(word), number, word)

    def test_spellings(self):
        term = Term(1, "young|younger|!young people|*gäng|rock-star*", "excluding")
        for text, found in (
            ("A young team", ["young"]),
            ("We help young people.", []),
            ("Ett arbetsgäng", ["arbetsgäng"]),
            ("Rockstars and rock stars", ["Rockstars", "rock stars"]),
            ("Youngish, gänget", []),
        ):
            hits = find_terms(read_lines(text), (term,))
            self.assertEqual([hit.found for hit in hits], found, text)

    def test_a_name_is_no_word_of_the_list(self):
        term = Term(1, "young|hunter", "coded")
        for text in ("Ernst & Young", "Anna Young leads it", "Young & Rubicam", "Hunter Douglas"):
            self.assertEqual(find_terms(read_lines(text), (term,)), [], text)
        self.assertTrue(find_terms(read_lines("Young and keen"), (term,)))
