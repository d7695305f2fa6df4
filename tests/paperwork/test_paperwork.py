import io
import json
import zipfile
from base64 import b64decode

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.paperwork import PDF, PaperworkCase
from ..common import NOW

HANDLER = "hr_recruitment_candidate_experience.group_paperwork_handler"

NUMBER = "19811218-9876"


@tagged("post_install", "-at_install")
class TestPaperwork(PaperworkCase):
    """Documents before the first day: on the candidate's page, behind a code, checked by HR."""

    def test_the_link_alone_opens_nothing(self):
        page = self.look()
        self.assertIn("3 documents are there for you", page)
        self.assertNotIn("Tax and bank", page)
        for below in ("", f"/{self.tax.id}", f"/{self.tax.id}/document", f"/{self.tax.id}/file"):
            answer = self.open(f"{self.path}/papers{below}")
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/device?to=papers", answer.headers["Location"])
        answer = self.send(f"{self.path}/papers/{self.rules.id}", read="yes")
        self.assertIn("/device", answer.headers["Location"])
        self.env.invalidate_all()
        self.assertEqual(self.rules.state, "todo")

    def test_read_fill_in_and_upload(self):
        self.know()
        self.assertIn("Tax and bank", self.look(f"{self.path}/papers"))
        self.assertIn("Be kind.", self.look(f"{self.path}/papers/{self.rules.id}"))
        self.assertEqual(self.hand_in(self.rules).status_code, 422, "not ticked")
        self.assertEqual(self.hand_in(self.rules, read="yes").status_code, 303)
        self.assertEqual(self.rules.state, "handed_in")
        self.assertEqual(len(self.rules.document_hash), 64)
        field, other = self.tax.document_id.field_ids
        answer = self.hand_in(self.tax, **{f"field_{field.id}": "19811218-9877"})
        self.assertEqual(answer.status_code, 422)
        self.assertIn("not a Swedish personal number", answer.text)
        self.assertIn("19811218-9877", answer.text, "nothing that was typed is lost")
        self.assertFalse(self.tax.answers)
        self.hand_in(self.tax, **{f"field_{field.id}": NUMBER, f"field_{other.id}": ""})
        self.assertEqual(self.tax.answers[0]["value"], NUMBER)
        self.assertEqual(self.hand_in(self.diploma).status_code, 422)
        files = {"file": ("me.exe", b"MZ" + bytes(90), "image/png")}
        self.assertIn("Please send a PDF", self.hand_in(self.diploma, files=files).text)
        files = {"file": ("../my diploma.PDF", PDF, "application/pdf")}
        self.assertEqual(self.hand_in(self.diploma, files=files).status_code, 303)
        self.assertEqual(self.diploma.file_name, "my diploma.pdf")
        mine = self.url_open(f"{self.path}/papers/{self.diploma.id}/file")
        self.assertEqual(mine.content, PDF)
        self.assertIn("attachment", mine.headers["Content-Disposition"])
        self.assertIn("There is nothing to do at the moment", self.look())

    def test_a_scan_of_30_megabytes(self):
        self.know()
        content = PDF + bytes(30_000_000)
        answer = self.hand_in(self.diploma, files={"file": ("scan.pdf", content)})
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(len(self.file_of(self.diploma).raw), len(content))

    def file_of(self, paper):
        return self.env["ir.attachment"].search(
            [("res_model", "=", paper._name), ("res_id", "=", paper.id), ("res_field", "=", "file")]
        )

    def test_who_reads_it(self):
        """A recruiter sees how it stands. What is in it: those who handle it."""
        self.tax._fill_in({f"field_{self.tax.document_id.field_ids[0].id}": NUMBER})
        self.diploma._upload("diploma.pdf", PDF)
        paper = self.tax.with_user(self.recruiter)
        officer = "hr_recruitment.group_hr_recruitment_user"
        exporter = self._make_user("exporter", officer, "base.group_allow_export")
        self.assertEqual(paper.read(["state"])[0]["state"], "handed_in")
        for name in ("answers", "answer_words", "file", "file_name", "mend_words"):
            with self.subTest(name), self.assertRaises(AccessError):
                paper.read([name])
            with self.subTest(name), self.assertRaises(AccessError):
                paper.with_user(exporter).export_data([name])
        with self.assertRaises(AccessError):
            self.file_of(self.diploma).with_user(self.recruiter).read(["raw"])
        with self.assertRaises(AccessError):
            paper.action_check()
        self.assertIn(NUMBER, self.tax.with_user(self.handler).answer_words)
        self.assertNotIn(NUMBER, str(self.applicant.message_ids.mapped("body")))
        self.assertNotIn(NUMBER, str(self.applicant.activity_ids.mapped("summary")))
        self.assertFalse(
            self.file_of(self.diploma).filtered(lambda f: f.res_model == "hr.applicant")
        )
        karin = self._make_user("karin", "hr_recruitment.group_hr_recruitment_interviewer")
        with self.assertRaises(AccessError):
            self.tax.with_user(karin).read(["state"])

    def test_checked_or_to_mend(self):
        self.rules._hand_in()
        todo = self.checks()
        self.assertTrue(todo.user_id.has_group(HANDLER), "the recruiter may not read it")
        self.assertNotIn("Our rules", todo.summary)
        paper = self.rules.with_user(self.handler)
        with self.assertRaises(UserError):
            paper.action_ask_to_mend()
        paper.mend_words = "Please read page two as well."
        paper.action_ask_to_mend()
        self.env.flush_all()
        self.know()
        self.assertIn("page two", self.look(f"{self.path}/papers/{self.rules.id}"))
        self.hand_in(self.rules, read="yes")
        paper.action_check()
        self.assertEqual((paper.state, paper.checked_user_id), ("checked", self.handler))
        self.assertFalse(self.checks(), "nothing is left to check")
        self.env.flush_all()
        self.assertNotIn('name="read"', self.look(f"{self.path}/papers/{self.rules.id}"))

    def checks(self):
        """:return: to-dos of those who check"""
        self.env.invalidate_all()
        kind = self.env.ref("hr_recruitment_candidate_experience.activity_type_papers")
        return self.applicant.activity_ids.filtered(lambda a: a.activity_type_id == kind)

    def test_one_todo_for_all_that_was_handed_in(self):
        self.rules._hand_in()
        self.diploma._upload("diploma.pdf", PDF)
        self.assertEqual(len(self.checks()), 1)
        self.rules.with_user(self.handler).action_check()
        self.assertTrue(self.checks())
        self.diploma.with_user(self.handler).action_withdraw()
        self.assertFalse(self.checks())

    def test_missing_and_late(self):
        papers = self.env["hr.applicant.paperwork"].with_user(self.recruiter)
        self.assertFalse(papers.search([("is_late", "=", True)]))
        self.diploma._upload("diploma.pdf", PDF)
        self.env.flush_all()
        with self.at(NOW + 8 * DAY):
            self.assertEqual(papers.search([("is_late", "=", True)]).sudo(), self.rules + self.tax)

    def test_asked_once(self):
        self.assertFalse(self.applicant._start_paperwork(self.set))
        other = self._make_applicants(2)
        self.assertEqual(len(other._start_paperwork(self.set)), 6)

    def test_switched_off(self):
        self.know()
        self._switch_paperwork(False)
        self.env.flush_all()
        self.assertNotIn("documents are there", self.look())
        self.assertEqual(self.open(f"{self.path}/papers").headers["Location"], self.path)
        papers = self.env["hr.applicant.paperwork"].with_user(self.handler)
        self.assertFalse(papers.search([]))

    def test_another_candidate(self):
        """A paper of somebody else is none."""
        self.know()
        other = self._make_applicants(email_from="bo@candidate.example", partner_name="Bo")
        theirs = other._start_paperwork(self.set)[:1]
        self.env.flush_all()
        answer = self.open(f"{self.path}/papers/{theirs.id}")
        self.assertTrue(answer.headers["Location"].endswith("/papers"))

    def test_no_longer_needed(self):
        self.diploma._upload("diploma.pdf", PDF)
        self.diploma.with_user(self.handler).action_withdraw()
        self.assertFalse(self.file_of(self.diploma))

    def test_in_the_copy_that_the_candidate_fetches(self):
        """Not in the file that colleagues open."""
        self.tax._fill_in({f"field_{self.tax.document_id.field_ids[0].id}": NUMBER})
        request = self.env["hr.applicant.data.request"].create(
            {"applicant_id": self.applicant.id, "kind": "copy"}
        )
        request._make_copy()
        for content, known in (
            (b64decode(request.with_context(bin_size=False).copy_file), False),
            (request._read_copy_for_candidate(), True),
        ):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                page = archive.read("index.html").decode()
                data = json.loads(archive.read("data.json"))
            self.assertEqual(NUMBER in page, known)
            self.assertEqual(NUMBER in str(data), known)

    def test_the_page_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env["ir.module.module"]._load_module_terms(
            ["hr_recruitment_candidate_experience"], ["sv_SE"]
        )
        self.applicant.candidate_lang = "sv_SE"
        self.env.flush_all()
        self.know()
        self.assertIn("dokument finns att ta hand om", self.look())
        page = self.look(f"{self.path}/papers/{self.tax.id}")
        self.assertIn("Tio eller tolv siffror", page)
        self.assertIn("Lämna in", page)

    def test_it_goes_with_the_application(self):
        self.diploma._upload("diploma.pdf", PDF)
        file = self.file_of(self.diploma)
        self.assertTrue(file)
        self.applicant.unlink()
        self.assertFalse(file.exists())
