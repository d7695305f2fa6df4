import io
import json
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.paperwork import PDF, WHILE, PaperworkCase

OFFICER = "hr_recruitment.group_hr_recruitment_user"
NUMBER = "19811218-9876"
PAPER = "hr.applicant.paperwork"


@tagged("post_install", "-at_install")
class TestPaperworkAttacks(PaperworkCase):
    """What is handed in before the first day, and those who want to see or change it."""

    def fill_in(self):
        self.tax._fill_in({f"field_{self.tax.document_id.field_ids[0].id}": NUMBER})
        self.diploma._upload("diploma.pdf", PDF)
        self.env.flush_all()
        self.env.invalidate_all()

    def elsewhere(self):
        there = self.env["res.company"].create({"name": "Elsewhere"})
        manager = "hr_recruitment.group_hr_recruitment_manager"
        return self._make_user("stranger", manager, company_id=there.id, company_ids=there.ids)

    def test_nobody_makes_or_writes_them(self):
        self.fill_in()
        tax = self.tax.with_user(self.handler)
        for name, value in (
            ("state", "checked"),
            ("answers", []),
            ("file", "eA=="),
            ("file_name", "x"),
            ("document_hash", "0"),
            ("checked_date", "2026-06-01"),
            ("deadline", "2027-01-01"),
            ("checked_user_id", self.handler.id),
            ("applicant_id", 1),
            ("name", "x"),
            ("handed_in_date", False),
            ("document_id", self.rules.document_id.id),
            ("company_id", False),
            ("answer_words", "x"),
            ("candidate_name", "x"),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                tax.write({name: value})
        for action in (tax.copy, tax.unlink):
            with self.assertRaises(AccessError):
                action()
        with self.assertRaises(AccessError):
            tax.create(
                {
                    "applicant_id": self.applicant.id,
                    "name": "x",
                    "kind": "read",
                    "document_id": self.rules.document_id.id,
                }
            )

    def test_who_is_kept_out(self):
        self.fill_in()
        inside = self._make_user("inside", "hr_recruitment.group_hr_recruitment_manager")
        self.applicant.partner_id = inside.partner_id
        self.env.flush_all()
        for user in (self.elsewhere(), inside):
            self.env.invalidate_all()
            tax = self.tax.with_user(user)
            for name in ("action_check", "action_withdraw", "action_ask_to_mend"):
                self.env.invalidate_all()
                with self.subTest(user=user.login, name=name), self.assertRaises(AccessError):
                    getattr(tax, name)()
            for name in ("state", "answers"):
                self.env.invalidate_all()
                with self.subTest(user=user.login, name=name), self.assertRaises(AccessError):
                    tax.read([name])
            with self.assertRaises(AccessError):
                tax.write({"mend_words": "x"})
            self.assertFalse(tax.search([]))
            self.assertFalse(tax._read_group([], ["state"], ["__count"]))
            self.assertFalse(
                self.env["ir.attachment"]
                .with_user(user)
                .search([("res_model", "=", PAPER), ("res_field", "!=", False)])
            )
        self.env.invalidate_all()
        self.assertEqual(self.tax.state, "handed_in")

    def test_recruiters_do_not_compute_it(self):
        self.fill_in()
        tax = self.tax.with_user(self.recruiter)
        for look in (
            lambda: tax.search([("answers", "!=", False)]),
            lambda: tax.search([("file_name", "ilike", "dip")]),
            lambda: tax.search([("mend_words", "ilike", "x")]),
            lambda: tax._read_group([], ["file_name"], ["__count"]),
            lambda: tax.search([], order="file_name"),
            lambda: self.applicant.with_user(self.recruiter).search(
                [("paperwork_ids.file_name", "ilike", "dip")]
            ),
        ):
            with self.assertRaises(AccessError):
                look()
        files = self.env["ir.attachment"].with_user(self.recruiter)
        self.assertFalse(files.search([("res_model", "=", PAPER), ("res_field", "=", "file")]))

    def test_the_dialog_with_foreign_applications(self):
        stranger = self.elsewhere()
        start = self.env["hr.paperwork.start"].with_user(stranger)
        other = self._make_applicants(email_from="bo@candidate.example", partner_name="Bo")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            start.create({"applicant_ids": other.ids, "set_id": self.set.id}).action_start()
        self.assertFalse(other.sudo().paperwork_ids)

    def test_changed_while_it_is_read(self):
        """What is said to be read is what was shown."""
        self.know()
        path = f"{self.path}/papers/{self.rules.id}"
        seen = self.open(path)
        form = self.form_of(seen)
        shown = self.shown_of(seen)
        self.rules.document_id.body = "<p>Pay us.</p>"
        self.env.flush_all()
        with self.at(self.env.cr._now + WHILE):
            answer = self.url_open(
                path, data={"form": form, "shown": shown, "read": "yes"}, allow_redirects=False
            )
        self.env.invalidate_all()
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Pay us.", answer.text)
        self.assertEqual(self.rules.state, "todo")
        self.assertEqual(self.hand_in(self.rules, read="yes").status_code, 303)
        self.assertEqual(self.rules.document_hash, self.rules.document_id._hash())

    def test_revoked(self):
        self.know()
        self.applicant.with_user(self.recruiter).action_revoke_page()
        self.env.flush_all()
        for below in ("/papers", "/device", f"/papers/{self.rules.id}"):
            self.assertEqual(self.open(f"{self.path}{below}").status_code, 404)

    def test_erased(self):
        self.fill_in()
        file = self.env["ir.attachment"].search(
            [("res_model", "=", PAPER), ("res_field", "=", "file")]
        )
        self.assertTrue(file)
        papers = self.applicant.sudo().paperwork_ids
        self.applicant.sudo()._erase()
        self.assertFalse(papers.exists())
        self.assertFalse(file.exists())

    def test_the_file_is_in_the_copy(self):
        self.fill_in()
        request = self.env["hr.applicant.data.request"].create(
            {"applicant_id": self.applicant.id, "kind": "copy"}
        )
        request._make_copy()
        with zipfile.ZipFile(io.BytesIO(request._read_copy_for_candidate())) as archive:
            data = json.loads(archive.read("data.json"))
            names = archive.namelist()
            found = [name for name in names if name.endswith("diploma.pdf")]
            self.assertTrue(found, names)
            self.assertEqual(archive.read(found[0]), PDF)
        self.assertIn("diploma", str(data["paperwork"]))

    def test_odd_bodies(self):
        self.know()
        path = f"{self.path}/papers/{self.diploma.id}"
        for data, headers in (
            ("x" * 100, {"Content-Type": "application/json"}),
            (b"\xff\x00" * 50, {"Content-Type": "multipart/form-data; boundary=x"}),
            ("read=yes", {"Content-Type": "text/plain"}),
        ):
            answer = self.url_open(path, data=data, headers=headers, allow_redirects=False)
            self.assertIn(answer.status_code, (303, 400, 415, 422))
        answer = self.url_open(
            f"{self.path}/papers/{self.rules.id}",
            data="a" * 100_000,
            headers={"Content-Type": "text/plain"},
            allow_redirects=False,
        )
        self.assertIn(answer.status_code, (303, 400, 413, 415, 422))
        self.env.invalidate_all()
        self.assertEqual(set(self.applicant.sudo().paperwork_ids.mapped("state")), {"todo"})
