import io
import zipfile
from datetime import timedelta

from odoo.tests import tagged

from ...models.candidate_page.page_requests import LARGEST_DOCUMENT, MOST_DOCUMENTS
from ..cases.candidate_page import CandidatePageCase
from ..cases.feedback import PHONE
from ..common import NOW

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89"
)


def make_docx():
    """A file as a word processor makes it, as far as its kind is concerned."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
    return content.getvalue()


@tagged("post_install", "-at_install")
class TestCandidatePageDocuments(CandidatePageCase):
    """A better CV, sent on the page."""

    def send_file(self, name="CV.pdf", content=PDF, seconds=5, **data):
        form = self.form_of(self.open(self.path))
        with self.at(self.env.cr._now + timedelta(seconds=seconds)):
            page = self.url_open(
                f"{self.path}/document",
                data={"part": "document", "form": form, **data},
                files={"document": (name, content)},
                headers={"User-Agent": PHONE},
                allow_redirects=False,
            )
        self.env.invalidate_all()
        return page

    def files(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", "hr.applicant"), ("res_id", "=", self.applicant.id)], order="id"
        )

    def test_a_document_is_there_for_recruiters(self):
        self.assertEqual(self.send_file().status_code, 303)
        (file,) = self.files()
        self.assertEqual((file.name, file.raw), ("CV.pdf", PDF))
        self.assertFalse(file.public)
        self.assertIn("CV.pdf", self.messages()[0])
        found = self.applicant.with_user(self.recruiter).message_ids.attachment_ids
        self.assertEqual(found, file)
        self.assertIn("CV.pdf</bdi>, June 10, 2026", self.look())
        self.assertFalse(self.applicant.awaiting_reply)

    def test_in_place_of_another(self):
        with self.at(NOW + timedelta(minutes=1)):
            first = self.env["ir.attachment"].create(
                {
                    "name": "First CV.pdf",
                    "raw": PDF,
                    "res_model": "hr.applicant",
                    "res_id": self.applicant.id,
                }
            )
            self.applicant.message_main_attachment_id = first
            self.env.flush_all()
        self.assertIn("First CV.pdf", self.look())
        self.send_file("Second CV.pdf", PDF + b"more", replaced=str(first.id))
        self.assertEqual(self.files().mapped("name"), ["First CV.pdf", "Second CV.pdf"])
        self.assertIn("in place of First CV.pdf", self.messages()[0])
        page = self.look()
        self.assertIn("Second CV.pdf", page)
        self.assertNotIn("First CV.pdf", page)
        self.assertEqual(self.applicant.message_main_attachment_id.name, "Second CV.pdf")

    def test_only_an_own_document_is_replaced(self):
        """An id from a browser is anybody's."""
        note = self.env["ir.attachment"].create(
            {
                "name": "Secret note.pdf",
                "raw": PDF,
                "res_model": "hr.applicant",
                "res_id": self.applicant.id,
                "create_uid": self.recruiter.id,
            }
        )
        other = self._make_applicants(email_from="other@example.org")
        theirs = note.copy({"res_id": other.id, "name": "Of somebody else.pdf"})
        self.env.cr.execute(
            "UPDATE ir_attachment SET create_date = %s WHERE id = %s",
            (NOW + timedelta(hours=1), note.id),
        )
        self.env.invalidate_all()
        self.assertNotIn("Secret note", self.look())
        for hostile in (note.id, theirs.id, "0", "-1", "x", "9" * 30):
            self.send_file(f"{hostile}.pdf", PDF + str(hostile).encode(), replaced=str(hostile))
        requests = self.applicant.page_request_ids
        self.assertEqual(len(requests), 6)
        self.assertFalse(requests.replaced_id)

    def test_kinds(self):
        for name, content in (
            ("CV.PDF", PDF),
            ("photo.png", PNG),
            ("letter.docx", make_docx()),
            ("letter.txt", "Hej då".encode()),
            ("letter.rtf", rb"{\rtf1\ansi Hello}"),
        ):
            with self.subTest(name):
                self.assertEqual(self.send_file(name, content).status_code, 303)
        self.assertEqual(len(self.files()), 5)

    def test_what_is_not_taken(self):
        for name, content, words in (
            ("CV.pdf", b"", "choose a file"),
            ("", b"", "choose a file"),
            ("CV.exe", PDF, "this kind of file"),
            ("CV", PDF, "this kind of file"),
            ("CV.pdf", b"<html><script>alert(1)</script></html>", "this kind of file"),
            ("CV.txt", b"<html><script>alert(1)</script></html>", "this kind of file"),
            ("CV.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "this kind of file"),
            ("CV.png", PDF, "this kind of file"),
            ("CV.pdf.html", PDF, "this kind of file"),
            ("CV.pdf", PDF + b" " * LARGEST_DOCUMENT, "larger than 10 MB"),
        ):
            with self.subTest(name, size=len(content)):
                page = self.send_file(name, content)
                self.assertEqual(page.status_code, 422)
                self.assertIn(words, page.text)
                self.assertIn('aria-invalid="true"', page.text)
        self.assertFalse(self.files())

    def test_far_too_large_is_refused_unread(self):
        page = self.send_file("CV.pdf", PDF + b" " * (LARGEST_DOCUMENT + 2_000_000))
        self.assertEqual(page.status_code, 413)
        self.assertIn("larger than 10 MB", page.text)
        self.assertFalse(self.files())

    def test_names(self):
        """As some browsers send them, and as nobody should."""
        for name, kept in (
            (r"C:\\Users\\Anna\\CV.pdf", "CV.pdf"),
            ("../../etc/passwd.pdf", "passwd.pdf"),
            ("å" * 300 + ".pdf", "å" * 100 + ".pdf"),
            ("<b>x</b>.pdf", "b>.pdf"),
        ):
            with self.subTest(name):
                self.assertEqual(self.send_file(name, PDF + name.encode()).status_code, 303)
                self.assertEqual(self.files()[-1].name, kept)
        self.assertNotIn("<b>", self.look())

    def test_the_same_twice(self):
        self.send_file()
        self.assertEqual(self.send_file("Again.pdf").status_code, 303)
        self.assertEqual(len(self.files()), 1)

    def test_the_same_name_and_a_better_content(self):
        """At once: the mistake was seen when it had left."""
        self.send_file("CV.pdf", PDF)
        self.send_file("CV.pdf", PDF + b"corrected")
        self.assertEqual([file.raw for file in self.files()], [PDF, PDF + b"corrected"])
        self.assertEqual(self.look().count("CV.pdf</bdi>, June 10, 2026"), 2)

    def test_what_we_have_sent_is_not_theirs(self):
        """A document that came with our confirmation."""
        step = self._make_step("manual", name="With a document")
        step.mail_template_id.attachment_ids = self.env["ir.attachment"].create(
            {"name": "Our brochure.pdf", "raw": PDF}
        )
        row = self.applicant._start_step(step, NOW)
        with self.at(NOW + timedelta(minutes=1)):
            self.process()
        self.assertEqual(row.state, "queued")
        files = row.message_id.attachment_ids
        self.assertTrue(files)
        files.write({"res_model": "hr.applicant", "res_id": self.applicant.id})
        self.env.flush_all()
        self.assertNotIn("Our brochure", self.look())

    def test_many(self):
        self.env["hr.applicant.page.request"].create(
            [{"applicant_id": self.applicant.id, "kind": "document", "date": NOW}] * MOST_DOCUMENTS
        )
        self.env.flush_all()
        page = self.send_file()
        self.assertEqual(page.status_code, 422)
        self.assertIn("by email", page.text)

    def test_only_by_a_person_with_the_link_while_it_goes_on(self):
        form = self.form_of(self.open(self.path))
        data = {"part": "document", "form": form}
        for path in (f"{self.path[:-1]}x/document", f"/candidate/page/0/{'x' * 36}/document"):
            page = self.url_open(path, data=data, files={"document": ("CV.pdf", PDF)})
            self.assertEqual(page.status_code, 404)
        self.assertIn("press once more", self.send_file(seconds=0).text)
        self.assertFalse(self.files())
        self.deliver(self.refuse(self.applicant), NOW + timedelta(days=1))
        with self.at(NOW + timedelta(days=2)):
            self.send_file()
        self.assertFalse(self.files())
        self.assertNotIn("send a document", self.look())

    def test_after_a_decision_that_nobody_has_told(self):
        """The page takes it as before, and does not show that it is too late."""
        self.refuse(self.applicant)
        self.assertEqual(self.send_file().status_code, 303)
        self.assertEqual(len(self.files()), 1)
