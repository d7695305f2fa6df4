import base64
import hashlib

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.paperwork import PDF
from ..cases.signing import NAME, SigningCase


@tagged("post_install", "-at_install")
class TestSigning(SigningCase):
    """A document that both sides sign, and that nobody changes afterwards."""

    def sign(self, **data):
        page = self.open(f"{self.path}/papers/{self.paper.id}").text
        shown = page.split('name="shown" value="')[1].split('"')[0]
        given = {"shown": shown, "signed_name": NAME, "agreed": "yes", **data}
        return self.hand_in(self.paper, **given)

    def test_signed_on_the_page_and_by_us(self):
        self.know()
        path = f"{self.path}/papers/{self.paper.id}"
        self.assertIn("simple electronic signature", self.look(path))
        answer = self.sign(signed_name="", agreed="")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Please write your name", answer.text)
        self.assertIn("Please tick that you want to sign", answer.text)
        self.assertEqual(self.sign().status_code, 303)
        self.assertEqual((self.paper.state, self.paper.signed_name), ("handed_in", NAME))
        content, pdf = self.read_pdf(self.paper)
        self.assertEqual(pdf.getNumPages(), 2)
        first = self.paper.file_hash
        self.assertEqual(first, hashlib.sha256(content).hexdigest())
        page = self.look(path)
        self.assertIn(first, page)
        self.assertNotIn("<b>", page)
        self.assertNotIn('name="signed_name"', page)
        self.assertEqual(self.url_open(f"{path}/file").content, content)
        paper = self.paper.with_user(self.handler)
        paper.action_check()
        self.assertEqual(paper.state, "handed_in", "ours is missing")
        paper.action_countersign()
        self.assertEqual((paper.state, paper.our_name), ("checked", self.handler.name))
        self.assertNotEqual(paper.file_hash, first)
        self.assertEqual(self.read_pdf(paper)[1].getNumPages(), 2)
        self.env.flush_all()
        self.assertIn(self.handler.name, self.look(path))

    def test_one_changed_byte(self):
        paper = self.have_signed()
        self.assertEqual(paper.action_check_file()["params"]["type"], "success")
        content = bytearray(self.read_pdf(paper)[0])
        content[len(content) // 2] ^= 1
        self.paper.file = base64.b64encode(bytes(content))
        with self.assertRaisesRegex(UserError, "not the file that was signed"):
            paper.action_check_file()

    def test_changed_while_it_is_read(self):
        self.know()
        answer = self.sign(shown="0" * 64)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("changed while you had it open", answer.text)
        self.assertFalse(self.paper.signed_date)

    def test_replaced_after_one_side_signed(self):
        paper = self.have_signed()
        self.assertFalse(paper.is_changed)
        kept = self.read_pdf(paper)[0]
        self.document.body = "<p>Say nothing to anybody.</p>"
        self.env.invalidate_all()
        self.assertTrue(paper.is_changed)
        for action in (paper.action_countersign, paper.action_check):
            with self.assertRaisesRegex(UserError, "was changed after the candidate signed"):
                action()
        paper.action_sign_anew()
        self.assertEqual((paper.state, paper.signed_name), ("replaced", NAME))
        self.assertEqual(self.read_pdf(paper)[0], kept)
        anew = self.applicant.sudo().paperwork_ids.filtered(lambda p: p.version == 2)
        self.assertEqual((anew.state, anew.document_id), ("todo", self.document))
        self.assertFalse(anew.signed_date or anew.our_date or anew.file)
        self.env.flush_all()
        self.know()
        self.assertIn("You signed an earlier version", self.look(f"{self.path}/papers/{paper.id}"))
        self.assertIn("to anybody", self.look(f"{self.path}/papers/{anew.id}"))

    def test_who_may(self):
        self.have_signed()
        paper = self.paper.with_user(self.recruiter)
        for action in ("action_countersign", "action_sign_anew", "action_check_file"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(paper, action)()
        for name in ("signed_name", "our_name", "shown_file", "shown_hash", "file_hash"):
            with self.subTest(name), self.assertRaises(AccessError):
                paper.read([name])
        with self.assertRaises(UserError):
            paper.with_user(self.handler).action_ask_to_mend()
        paper.with_user(self.handler).action_withdraw()
        self.assertFalse(self.paper.signed_name or self.paper.shown_file or self.paper.file)

    def test_a_pdf_that_takes_no_page(self):
        broken = base64.b64encode(PDF)
        with self.assertRaises(ValidationError):
            self.document.file = broken
        self.set.document_ids = [Command.create({"name": "To read", "file": broken})]
