import hashlib

from odoo.tests import TransactionCase, tagged

from ...controllers.signed_file import MOST_OF_ONE, Pace, pace
from ...models.paperwork.states import CHECK_PATH
from ..cases.signing import SigningCase

YES, NO = "Yes, this is a signed document", "No, we do not know this file"


@tagged("post_install", "-at_install")
class TestSignedFile(SigningCase):
    """Anybody who has a file can ask whether it is the one that was signed."""

    def setUp(self):
        super().setUp()
        pace.forget()

    def check(self, content=b"", status=200, **data):
        files = {"file": ("signed.pdf", content, "application/pdf")} if content else None
        answer = self.url_open(CHECK_PATH, data={"lang": "en_US", **data}, files=files)
        self.assertEqual(answer.status_code, status)
        return answer.text

    def test_yes_and_no(self):
        paper = self.have_signed()
        self.env.flush_all()
        first = self.read_pdf(paper)[0]
        page = self.check(first)
        self.assertIn(YES, page)
        self.assertIn("has not signed it yet", page)
        self.assertIn(hashlib.sha256(first).hexdigest(), page)
        paper.action_countersign()
        self.env.flush_all()
        second = self.read_pdf(paper)[0]
        page = self.check(second)
        self.assertIn(YES, page)
        self.assertNotIn("newer file", page)
        page = self.check(first)
        self.assertIn(YES, page)
        self.assertIn("newer file", page)
        for place in (0, len(second) // 2, len(second) - 1):
            changed = bytearray(second)
            changed[place] ^= 1
            page = self.check(bytes(changed))
            self.assertIn(NO, page)
            self.assertNotIn(YES, page)
        self.assertIn(NO, self.check(second + b"\n"))

    def test_no_name_and_no_title(self):
        paper = self.have_both_signed()
        page = self.check(self.read_pdf(paper)[0])
        for secret in ("Łukasz", self.handler.name, "Secrecy", self.applicant.partner_name):
            self.assertNotIn(secret, page)
        self.assertIn(self.company.name, page)

    def test_nothing_is_kept(self):
        paper = self.have_both_signed()
        content = self.read_pdf(paper)[0]
        files = self.env["ir.attachment"].search_count([])
        self.check(content)
        self.check(b"something else")
        self.assertEqual(self.env["ir.attachment"].search_count([]), files)

    def test_by_its_hash_alone(self):
        paper = self.have_both_signed()
        self.assertIn(YES, self.check(sha256=paper.file_hash))
        self.assertIn(YES, self.check(sha256=f" {paper.file_hash.upper()} "))
        self.assertIn(NO, self.check(sha256="0" * 64))
        for typed in ("hello", paper.file_hash[:-1], "%" * 64, "٣" * 64):
            self.assertIn("This is not a SHA-256", self.check(sha256=typed, status=422))

    def test_nothing_too_much_and_too_often(self):
        self.assertIn("Please choose a file", self.check(status=422))
        self.assertIn("larger than 50 MB", self.check(bytes(52_000_000), status=413))
        for _time in range(MOST_OF_ONE):
            pace.may("127.0.0.1")
        self.assertIn("try again in a minute", self.check(sha256="0" * 64, status=429))

    def test_replaced_and_withdrawn(self):
        paper = self.have_both_signed()
        content = self.read_pdf(paper)[0]
        paper.action_sign_anew()
        self.env.flush_all()
        page = self.check(content)
        self.assertIn(YES, page)
        self.assertIn("in another version", page)
        paper.action_withdraw()
        self.env.flush_all()
        self.assertIn(NO, self.check(content))

    def test_erased(self):
        """What is erased is not known any more: the page says that this can be."""
        paper = self.have_both_signed()
        content = self.read_pdf(paper)[0]
        self.applicant.unlink()
        self.env.flush_all()
        page = self.check(content)
        self.assertIn(NO, page)
        self.assertIn("deleted it since", page)

    def test_for_whom_it_is(self):
        page = self.url_open(CHECK_PATH)
        self.assertEqual(page.status_code, 200)
        self.assertIn("sha256sum", page.text)
        self.assertNotIn("<script", page.text)
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self._switch_paperwork(False)
        self.env.flush_all()
        self.assertEqual(self.url_open(CHECK_PATH).status_code, 404)
        self.check(b"hello", status=404)

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env["ir.module.module"]._load_module_terms(
            ["hr_recruitment_candidate_experience"], ["sv_SE"]
        )
        paper = self.have_both_signed()
        page = self.check(self.read_pdf(paper)[0], lang="sv_SE")
        self.assertIn("Ja, det här är ett undertecknat dokument", page)
        self.assertIn("2026", page)


@tagged("post_install", "-at_install")
class TestPace(TransactionCase):
    """How often strangers may ask."""

    def test_one_and_all(self):
        clock = [100.0]
        limit = Pace(2, 3, 60, lambda: clock[0])
        self.assertTrue(limit.may("a") and limit.may("a"))
        self.assertFalse(limit.may("a"), "one")
        self.assertTrue(limit.may("b"))
        self.assertFalse(limit.may("c"), "all")
        clock[0] += 60
        self.assertTrue(limit.may("a") and limit.may("c"))
