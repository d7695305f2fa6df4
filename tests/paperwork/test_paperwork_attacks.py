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
