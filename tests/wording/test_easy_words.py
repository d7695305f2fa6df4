import re

from odoo.tests import BaseCase, tagged

from ..cases.catalogue import get_texts

ADDON = "hr_recruitment_candidate_experience"
PLACE = re.compile(rf"mail\.template,body_html:{ADDON}\.mail_template_(\w+)$")
# What leads somewhere, and what is asked of an application.
LINKS = re.compile(r'(?:href|t-att-href|t-attf-href|t-call|t-out)="([^"]+)"')
CALLS = re.compile(r"\b(?:object|meeting|refusal)\b[\w.]*(?:\['\w+'\])?")
# Said otherwise, not left out.
SAID = {"caller", "line"}
MOST_WORDS = 16
BREAKS = re.compile(r"<br ?/>|</p>|</t>(?=\s*<t t-el)")
TAGS = re.compile(r"<[^>]*>")
LINES = re.compile(r"\n|(?<=[.?!:])\s")


@tagged("post_install", "-at_install")
class TestEasyWords(BaseCase):
    """What is easy to read says what the ordinary email says, in both languages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bodies = {}
        for english, swedish, where in get_texts():
            for place in where:
                if found := PLACE.search(place):
                    cls.bodies[found[1]] = english, swedish
        cls.pairs = {
            name: (cls.bodies[name.removeprefix("easy_")], bodies)
            for name, bodies in cls.bodies.items()
            if name.startswith("easy_")
        }

    def test_the_same_links_and_facts(self):
        self.assertGreater(len(self.pairs), 10)
        for name, (usual, easy) in self.pairs.items():
            for lang, (ordinary, plain) in enumerate(zip(usual, easy, strict=True)):
                with self.subTest(name, lang=lang):
                    for pattern in (LINKS, CALLS):
                        said = {*pattern.findall(ordinary)} - SAID
                        self.assertEqual(said - {*pattern.findall(plain)}, set())

    def test_both_languages_ask_the_same(self):
        for name, (_usual, (english, swedish)) in self.pairs.items():
            with self.subTest(name):
                code = re.compile(r'(?:t-[\w-]+|href)="([^"]*)"')
                self.assertEqual(code.findall(english), code.findall(swedish))

    def test_one_idea_a_line(self):
        for name, (_usual, easy) in self.pairs.items():
            for body in easy:
                said = TAGS.sub("", BREAKS.sub("\n", body))
                for line in LINES.split(said):
                    words = line.split()
                    with self.subTest(name, line=" ".join(words)):
                        self.assertLessEqual(len(words), MOST_WORDS)
