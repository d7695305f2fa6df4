import re
from pathlib import Path

from odoo.tests import BaseCase, tagged

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\]\(([^)\s#]+)")
LONGEST_README = 120


@tagged("post_install", "-at_install")
class TestDocuments(BaseCase):
    """What is written for people leads to what is there."""

    def setUp(self):
        super().setUp()
        if not (ROOT / "Makefile").exists():
            self.skipTest("an installed addon has not all of the documents")

    def documents(self):
        return [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("dev/*.md")]

    def test_links_lead_somewhere(self):
        for document in self.documents():
            for target in LINK.findall(document.read_text()):
                if "://" not in target:
                    with self.subTest(document=document.name, target=target):
                        self.assertTrue((document.parent / target).exists())

    def test_every_document_is_found_from_the_readme(self):
        found = set(LINK.findall((ROOT / "README.md").read_text()))
        for document in ROOT.glob("docs/*.md"):
            self.assertIn(f"docs/{document.name}", found)

    def test_the_readme_is_short(self):
        self.assertLessEqual(len((ROOT / "README.md").read_text().splitlines()), LONGEST_README)

    def test_commands_are_those_that_there_are(self):
        makefile = (ROOT / "Makefile").read_text()
        verbs = re.search(r"^VERBS := (.+)$", makefile, re.M)[1].split()
        for document in self.documents():
            for block in re.findall(r"```(?:sh)?\n(.*?)```", document.read_text(), re.S):
                for verb in re.findall(r"^(?:[A-Z]+=\S+ )*make ([a-z]\w*)", block, re.M):
                    with self.subTest(document=document.name, verb=verb):
                        self.assertIn(verb, [*verbs, "help"])
