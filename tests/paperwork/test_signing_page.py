import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.paperwork import WHILE
from ..cases.signing import NAME, SigningCase, draw


@tagged("post_install", "-at_install")
class TestSigningPage(SigningCase):
    """The page with Odoo's form for signatures, and those who want something else there."""

    def send_signature(self, **data):
        """Open the page, read for a while, sign."""
        page = self.open(self.signing_path)
        self.assertEqual(page.status_code, 200)
        given = {
            "form": self.form_of(page),
            "shown": self.shown_of(page),
            "signed_name": NAME,
            "agreed": "yes",
            "drawn": draw(),
            **data,
        }
        with self.at(self.env.cr._now + WHILE):
            answer = self.url_open(self.signing_path, data=given, allow_redirects=False)
        self.env.invalidate_all()
        return answer

    def test_drawn_and_kept(self):
        self.know()
        answer = self.send_signature()
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith(f"/papers/{self.paper.id}"))
        self.assertEqual((self.paper.state, self.paper.signed_name), ("handed_in", NAME))
        self.assertTrue(base64.b64decode(self.paper.signed_image).startswith(b"\x89PNG"))
        last = self.read_pdf(self.paper)[1].pages[-1]
        self.assertTrue(last.images, "the signature is printed")
        words = self.words_of(self.paper)
        self.assertIn("Signature as it was drawn", words)
        self.assertIn(NAME, words)
        self.assertIn("simple electronic signatures", words)
        self.assertIn("The file carries no seal", words)
        self.assertIn("/candidate/check", words)
        receipt = self.look(f"{self.path}/papers/{self.paper.id}")
        self.assertIn(self.paper.file_hash, receipt)
        self.assertIn("/candidate/check?lang=en_US", receipt)

    def test_without_scripts(self):
        """The same page takes the typed name."""
        self.know()
        self.assertEqual(self.send_signature(drawn="").status_code, 303)
        self.assertEqual(self.paper.signed_name, NAME)
        self.assertFalse(self.paper.signed_image)
        self.assertIn("Typed name", self.words_of(self.paper))

    def test_only_this_page_has_scripts(self):
        self.know()
        policy = self.open(f"{self.path}/papers/{self.paper.id}").headers["Content-Security-Policy"]
        self.assertNotIn("script-src", policy)
        page = self.open(self.signing_path)
        policy = page.headers["Content-Security-Policy"]
        nonce = policy.split("'nonce-")[1].split("'")[0]
        self.assertIn("default-src 'none'", policy)
        scripts = page.text.split("<script")[1:]
        self.assertTrue(scripts)
        for script in scripts:
            self.assertIn(f'nonce="{nonce}"', script.partition(">")[0])
        again = self.open(self.signing_path).headers["Content-Security-Policy"]
        self.assertNotIn(nonce, again)

    def test_what_is_no_signature(self):
        self.know()
        for drawn in ("hello", "data:image/png;base64,AAAA", draw(mode="LA")):
            with self.subTest(drawn[:30]):
                answer = self.send_signature(drawn=drawn)
                self.assertEqual(answer.status_code, 422)
                self.assertIn("has not arrived as a picture", answer.text)
                self.assertIn("Łukasz &lt;b&gt;", answer.text, "nothing that was typed is lost")
                self.assertFalse(self.paper.signed_date)

    def test_not_ticked_and_no_name(self):
        self.know()
        answer = self.send_signature(agreed="", signed_name=" ")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Please tick that you want to sign", answer.text)
        self.assertIn("Please write your name", answer.text)
        self.assertFalse(self.paper.signed_date)

    def test_thirty_megabytes(self):
        """Refused before it is read."""
        self.know()
        answer = self.send_signature(drawn="A" * 30_000_000)
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.paper.signed_date)

    def test_twice(self):
        """The second press finds the receipt, and changes nothing."""
        self.know()
        self.assertEqual(self.send_signature().status_code, 303)
        kept = self.paper.file_hash
        with self.at(self.env.cr._now + timedelta(minutes=1)):
            for call in (
                lambda: self.url_open(
                    self.signing_path, data={"signed_name": "Bo"}, allow_redirects=False
                ),
                lambda: self.open(self.signing_path),
            ):
                answer = call()
                self.assertEqual(answer.status_code, 303)
                self.assertTrue(answer.headers["Location"].endswith(f"/papers/{self.paper.id}"))
        self.env.invalidate_all()
        self.assertEqual((self.paper.file_hash, self.paper.signed_name), (kept, NAME))

    def test_replaced_while_the_page_was_open(self):
        self.know()
        page = self.open(self.signing_path)
        form, shown = self.form_of(page), self.shown_of(page)
        self.document.body = "<p>Say everything.</p>"
        self.env.flush_all()
        answer = self.send_signature(form=form, shown=shown)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("changed while you had it open", answer.text)
        self.assertFalse(self.paper.signed_date)

    def test_what_is_not_to_be_signed(self):
        """A document to read has no such page; nor has one of somebody else."""
        self.know()
        other = self._make_applicants(email_from="bo@candidate.example", partner_name="Bo")
        theirs = other._start_paperwork(self.set).filtered(lambda paper: paper.kind == "sign")
        self.env.flush_all()
        for paper in (self.rules, theirs):
            path = f"{self.path}/papers/{paper.id}/sign"
            for data in (None, {"signed_name": NAME, "agreed": "yes", "drawn": draw()}):
                answer = self.url_open(path, data=data, allow_redirects=False)
                self.assertEqual(answer.status_code, 303)
                self.assertTrue(answer.headers["Location"].endswith("/papers"))
        self.env.invalidate_all()
        self.assertFalse(theirs.signed_date or self.rules.handed_in_date)

    def test_no_code_and_no_key(self):
        data = {"signed_name": NAME, "agreed": "yes", "drawn": draw()}
        for given in (None, data):
            answer = self.url_open(self.signing_path, data=given, allow_redirects=False)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/device?to=papers", answer.headers["Location"])
        self.know()
        wrong = self.signing_path.replace(self.applicant.page_token, "x" * 43)
        for given in (None, data):
            answer = self.url_open(wrong, data=given, allow_redirects=False)
            self.assertEqual(answer.status_code, 404)
        self.env.invalidate_all()
        self.assertFalse(self.paper.signed_date)

    def test_a_machine_signs_nothing(self):
        self.know()
        self.assertEqual(self.send_signature(form="").status_code, 422)
        self.assertFalse(self.paper.signed_date)

    def test_we_draw_ours(self):
        """In the dialog of Odoo's field for signatures."""
        paper = self.have_signed(draw())
        wizards = self.env["hr.paperwork.countersign"].with_user(self.handler)
        wizard = wizards.create(
            {"paper_id": paper.id, "picture": base64.b64encode(b"no picture at all")}
        )
        with self.assertRaisesRegex(UserError, "This is not a signature"):
            wizard.action_sign()
        self.assertEqual(paper.state, "handed_in")
        wizard.picture = draw((300, 140)).partition(",")[2].encode()
        wizard.action_sign()
        self.assertFalse(wizard.picture, "not kept twice")
        self.assertEqual((paper.state, paper.our_name), ("checked", self.handler.name))
        self.assertEqual(len(self.read_pdf(paper)[1].pages[-1].images), 2)
        with self.assertRaises(AccessError):
            self.env["hr.paperwork.countersign"].with_user(self.recruiter).create(
                {"paper_id": paper.id}
            )

    def test_withdrawn(self):
        """Pictures go with the signatures."""
        paper = self.have_signed(draw())
        paper.action_withdraw()
        self.assertFalse(self.paper.signed_image or self.paper.first_hash)
        files = self.env["ir.attachment"].search(
            [("res_model", "=", paper._name), ("res_id", "=", paper.id), ("res_field", "!=", False)]
        )
        self.assertFalse(files)
