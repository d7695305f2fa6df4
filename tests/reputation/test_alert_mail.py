import time
from datetime import date

from odoo.tests import BaseCase, tagged

from ...models.reputation.alert_mail import find_date, find_kind, find_rating, read_reviews
from ...models.reputation.mail_lines import LINK, read_lines

# Invented: written from how such mails are put, none of them was ever sent by a site.
ENGLISH = """
<html><head><title>Alert</title><style>p {color: red}</style></head><body>
<p>Hi, your company has a new review.</p>
<h2>"Nice people, slow tools"</h2><p>★★★★☆ 4.0 out of 5</p>
<p>Current Employee – Nurse in Malmö</p><p>Jan 3, 2026</p>
<h3>Pros</h3><p>Good colleagues.</p><p>I learned a lot</p>
<h3>Cons</h3><p>Old computers.</p><h3>Advice to Management</h3><p>Buy new ones.</p>
<a href="https://www.glassdoor.com/Reviews/x-RVW12345.htm?tok=secret">Read more</a>
<p>Unsubscribe</p><p>Cons of unsubscribing: none</p></body></html>
"""
SWEDISH = """<pre>Källa: Indeed
Betyg: 2,5/5
Datum: 3 januari 2026
Typ: Intervju
Rubrik: Väntade länge
Fördelar: Trevlig rekryterare
och bra fika
Nackdelar: Fick aldrig svar
Kan bli bättre: Svara alla.
Länk: https://se.indeed.com/cmp/x/reviews/9912</pre>"""
GERMAN = """<div><b>Neue Bewertung</b><br>3,8 von 5<br>Ex-Mitarbeiter/in – Vertrieb – Berlin<br>
12. Februar 2026<br>Gut am Arbeitgeber finde ich<br>Das Team<br>
Schlecht am Arbeitgeber finde ich<br>Das Gehalt<br>Verbesserungsvorschläge<br>Mehr Lohn<br>
Abmelden</div>"""
TWO = """<p>Sven K left a review</p><p>⭐⭐⭐</p><p>Had an interview here, waited an hour.</p>
<p>Reply to review</p><p>Berit E left a review</p><p>⭐⭐⭐⭐⭐</p>
<p>Very friendly reception and clear answers.</p>"""
DIGEST = """<p>2 of 5 new reviews</p><p>"One"</p><p>5/5</p><p>Pros</p><p>The people</p><p>Cons</p>
<p>The food</p><p>"Two"</p><p>1/5</p><p>Former employee, cook</p><p>Pros</p><p>The food</p>
<p>Cons</p><p>I give it 1/5 for noise</p>"""


@tagged("post_install", "-at_install")
class TestAlertMail(BaseCase):
    """What is read in a mail, without a database."""

    def read_mail(self, body, subject="New review", hosts=("glassdoor.com", "indeed.com")):
        return read_reviews(read_lines(body), subject, hosts)

    def test_english(self):
        (one,) = self.read_mail(ENGLISH)
        self.assertEqual((one.rating, one.scale, one.kind), (4, 5, "employee"))
        self.assertEqual(one.title, "Nice people, slow tools")
        self.assertEqual(one.valued, "Good colleagues.\nI learned a lot")
        self.assertEqual((one.disliked, one.better), ("Old computers.", "Buy new ones."))
        self.assertEqual((one.job, one.location), ("Nurse", "Malmö"))
        self.assertEqual(one.day, date(2026, 1, 3))
        self.assertEqual(one.external_id, "12345")
        self.assertEqual(one.url, "https://www.glassdoor.com/Reviews/x-RVW12345.htm")

    def test_swedish_form(self):
        (one,) = self.read_mail(SWEDISH)
        self.assertEqual((one.source, one.rating, one.kind), ("Indeed", 2.5, "interview"))
        self.assertEqual(one.title, "Väntade länge")
        self.assertEqual(one.valued, "Trevlig rekryterare\noch bra fika")
        self.assertEqual((one.disliked, one.better), ("Fick aldrig svar", "Svara alla."))
        self.assertEqual((one.day, one.external_id), (date(2026, 1, 3), "9912"))

    def test_german(self):
        (one,) = self.read_mail(GERMAN)
        self.assertEqual((one.rating, one.kind), (3.8, "former"))
        self.assertEqual((one.job, one.location), ("Vertrieb", "Berlin"))
        self.assertEqual(
            (one.valued, one.disliked, one.better), ("Das Team", "Das Gehalt", "Mehr Lohn")
        )
        self.assertEqual(one.day, date(2026, 2, 12))

    def test_several_in_one_mail(self):
        first, second = self.read_mail(TWO)
        self.assertEqual((first.rating, first.author), (3, "Sven K"))
        self.assertEqual(first.text, "Had an interview here, waited an hour.")
        self.assertEqual((second.rating, second.author), (5, "Berit E"))
        first, second = self.read_mail(DIGEST)
        self.assertEqual((first.title, first.rating, first.disliked), ("One", 5, "The food"))
        self.assertEqual((second.title, second.rating, second.job), ("Two", 1, "cook"))
        self.assertEqual(second.disliked, "I give it 1/5 for noise", "it is no third one")

    def test_a_line_that_looks_like_a_beginning_stays(self):
        """A sentence about former employees is part of the text, whatever it looks like."""
        (one,) = self.read_mail(
            "<p>2/5</p><p>Pros</p><p>Lunch</p><p>Cons</p><p>Nobody stays:</p>"
            "<p>former employees told me so</p>"
        )
        words = f"{one.disliked}\n{one.text}"
        self.assertIn("former employees told me so", words)

    def test_no_review(self):
        for body in (
            "",
            '<img src="https://t.example/x.png" alt="">',
            '<img src="cid:1" alt="New review!">',
            "<p>5 tips to attract talent</p><p>Read about current employee engagement</p>",
            "<p>You have 3 of 5 new reviews to look at</p>",
            "<!-- nothing -->",
        ):
            self.assertEqual(self.read_mail(body), [], body)

    def test_words_that_stand_for_pictures(self):
        (one,) = self.read_mail('<p><img src="x" alt="4 stars"></p><p>Pros</p><p>The lunch</p>')
        self.assertEqual(one.rating, 4)

    def test_ratings(self):
        for line, found in {
            "4.0 out of 5": (4.0, 5.0),
            "4,5/5": (4.5, 5.0),
            "3,8 von 5": (3.8, 5.0),
            "Helhetsbetyg 4 av 5 stjärnor": (4.0, 5.0),
            "★★★☆☆": (3.0, 5.0),
            "⭐⭐⭐⭐": (4.0, 5.0),
            "87 %": (87.0, 100.0),
            "2 stars": (2.0, 0.0),
            "3/5/2026": None,
            "2026-03-05": None,
            "7/5": None,
            "1 of 5 new reviews": None,
            "24/7 support": None,
        }.items():
            self.assertEqual(find_rating(line), found, line)

    def test_days(self):
        for line, found in {
            "Jan 3, 2026": date(2026, 1, 3),
            "3 januari 2026": date(2026, 1, 3),
            "Skrivet den 14 sept. 2025": date(2025, 9, 14),
            "12. März 2026": date(2026, 3, 12),
            "03.01.2026": date(2026, 1, 3),
            "2026-01-03": date(2026, 1, 3),
            "3/1/2026": None,
            "31 February 2026": None,
            "99.99.2026": None,
        }.items():
            self.assertEqual(find_date(line), found, line)

    def test_who_has_written(self):
        for line, found in {
            "Current Employee – Cook": "employee",
            "Nuvarande anställd": "employee",
            "Former Intern": "former",
            "Tidigare medarbetare": "former",
            "Ehemaliger Mitarbeiter": "former",
            "Anonymous Interview Candidate": "interview",
            "Bewerber/in": "interview",
            "Intervjuomdöme": "interview",
            "I liked it": "",
        }.items():
            self.assertEqual(find_kind(line), found, line)

    def test_links_are_cut(self):
        lines = read_lines('<a href="https://user:key@glassdoor.com/review/88123?who=me#x">See</a>')
        (one,) = read_reviews(["4/5", *lines], "", ("glassdoor.com",))
        self.assertEqual(one.url, "https://glassdoor.com/review/88123")
        self.assertNotIn("key", one.url)
        self.assertEqual(lines[0], f"{LINK}https://user:key@glassdoor.com/review/88123?who=me#x")

    def test_nothing_takes_long(self):
        """Neither depth nor length, nor what patterns could stumble over."""
        begin = time.monotonic()
        self.read_mail("<div>" * 50_000 + "x")
        for evil in ("a " * 60_000, "★" * 100_000, "1/" * 80_000, "Pros: " * 30_000, "- " * 80_000):
            self.read_mail(f"<pre>{evil}</pre>", subject=evil[:10_000])
        self.assertLess(time.monotonic() - begin, 5)
