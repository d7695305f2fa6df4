from base64 import b64decode

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.paperwork import PDF, PaperworkCase

NUMBER = "19811218-9876"
ACCOUNT = "5839, 8257466"
HANDOVER = "hr.paperwork.handover"


@tagged("post_install", "-at_install")
class TestPapersHandover(PaperworkCase):
    """What was handed in becomes the employee's, without anybody typing it twice, and without
    overwriting anything unasked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.handler.group_ids |= cls.env.ref("hr.group_hr_user")
        tax = cls.set.document_ids.filtered(lambda document: document.kind == "fill_in")
        tax.field_ids[0].employee_field = "identification_id"
        tax.field_ids = [
            Command.create(
                {"name": "Account", "kind": "bank_se", "employee_field": "bank_account"}
            ),
            Command.create(
                {"name": "In an emergency", "employee_field": "emergency_contact", "sequence": 30}
            ),
        ]

    def setUp(self):
        super().setUp()
        given = {"Personal number": NUMBER, "Account": ACCOUNT, "In an emergency": "Bo Ek"}
        fields = self.tax.document_id.field_ids
        self.tax._fill_in({f"field_{f.id}": given.get(f.name, "") for f in fields})
        self.diploma._upload("diploma.pdf", PDF)
        self.rules._hand_in()
        papers = self.tax | self.diploma
        papers.with_user(self.handler).action_check()
        self.applicant.create_employee_from_applicant()
        self.employee = self.applicant.employee_id
        self.env.flush_all()
        self.env.invalidate_all()

    def open_dialog(self, user=None):
        paper = self.tax.with_user(user or self.handler)
        action = paper.action_hand_over()
        return paper.env[HANDOVER].browse(action["res_id"])

    def line(self, dialog, name):
        return dialog.line_ids.filtered(lambda line: line.field_id.employee_field == name)

    def files(self):
        attachments = self.env["ir.attachment"]
        return attachments.search(
            [("res_model", "=", "hr.employee"), ("res_id", "=", self.employee.id)]
        )

    def test_what_is_empty_is_taken_over(self):
        dialog = self.open_dialog()
        self.assertEqual(dialog.line_ids.mapped("difference"), ["new"] * 3)
        dialog.action_take_over()
        self.assertEqual(self.employee.identification_id, NUMBER)
        self.assertEqual(self.employee.emergency_contact, "Bo Ek")
        (account,) = self.employee.bank_account_ids
        self.assertEqual(account.acc_number, ACCOUNT)
        self.assertEqual(account.partner_id, self.employee.work_contact_id)
        files = self.files()
        self.assertEqual(set(files.mapped("name")), {"diploma.pdf", "Tax and bank.pdf"})
        self.assertIn(PDF, files.mapped("raw"))
        self.assertTrue(all(file.raw.startswith(b"%PDF") for file in files))
        self.assertTrue(self.tax.taken_over_date and self.diploma.taken_over_date)
        self.assertFalse(self.rules.taken_over_date, "nobody has checked it")
        said = str(self.employee.message_ids.mapped("body"))
        self.assertIn("Bank account for pay", said)
        self.assertNotIn("8257466", said)
        with self.assertRaisesRegex(UserError, "no checked document left"):
            self.open_dialog()

    def test_nothing_is_overwritten_unasked(self):
        self.employee.write({"identification_id": "1", "emergency_contact": "Bo  Ek"})
        dialog = self.open_dialog()
        line = self.line(dialog, "identification_id")
        self.assertEqual((line.difference, line.present, line.take), ("other", "1", False))
        self.assertEqual(self.line(dialog, "emergency_contact").difference, "same")
        dialog.action_take_over()
        self.assertEqual(self.employee.identification_id, "1")

    def test_what_is_ticked_is_overwritten(self):
        self.employee.identification_id = "1"
        dialog = self.open_dialog()
        self.line(dialog, "identification_id").take = True
        dialog.action_take_over()
        self.assertEqual(self.employee.identification_id, NUMBER)

    def test_the_same_account_is_there_once(self):
        bank = self.env["res.partner.bank"]
        bank.create({"partner_id": self.employee.work_contact_id.id, "acc_number": "58398257466"})
        self.open_dialog().action_take_over()
        self.assertEqual(len(self.employee.bank_account_ids), 1)

    def test_who_may(self):
        with self.assertRaises(AccessError):
            self.tax.with_user(self.recruiter).action_hand_over()
        self.handler.group_ids -= self.env.ref("hr.group_hr_user")
        with self.assertRaises(AccessError):
            self.tax.with_user(self.handler).action_hand_over()
        for model in (HANDOVER, f"{HANDOVER}.line"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.recruiter).create({})

    def test_a_client_chooses_no_answers(self):
        dialog = self.open_dialog()
        lines = dialog.line_ids
        with self.assertRaises(AccessError):
            lines.create(
                {
                    "handover_id": dialog.id,
                    "paper_id": self.rules.id,
                    "field_id": lines[0].field_id.id,
                }
            )
        other = self._make_applicants(email_from="bo@candidate.example")
        with self.assertRaises(AccessError):
            lines[0].write({"paper_id": self.rules.id})
        with self.assertRaises(AccessError):
            dialog.write({"applicant_id": other.id})

    def test_a_field_that_does_not_fit(self):
        field = self.tax.document_id.field_ids[0]
        with self.assertRaises(ValidationError):
            field.employee_field = "birthday"

    def test_not_before_there_is_an_employee(self):
        self.employee.unlink()
        with self.assertRaisesRegex(UserError, "Create the employee first"):
            self.open_dialog()

    # Kept and erased -------------------------------------------------------------------

    def test_erased_after_the_hire(self):
        """The employee's stays with the employer; the application's goes."""
        self.open_dialog().action_take_over()
        files = self.files()
        papers = self.applicant.sudo().paperwork_ids
        own = self.env["ir.attachment"].search(
            [("res_model", "=", papers._name), ("res_field", "=", "file")]
        )
        self.assertTrue(own)
        self.applicant.sudo()._erase()
        self.env.invalidate_all()
        self.assertFalse(papers.exists() or own.exists())
        self.assertEqual(files.exists(), files)
        self.assertEqual(self.employee.identification_id, NUMBER)
        self.assertEqual(len(self.employee.bank_account_ids), 1)

    def test_the_sheet_tells_what_was_answered(self):
        self.open_dialog().action_take_over()
        (sheet,) = self.files().filtered(lambda file: file.name == "Tax and bank.pdf")
        self.assertGreater(len(sheet.raw), 1000)
        self.assertTrue(b64decode(sheet.datas).startswith(b"%PDF"))

    def test_who_reads_them(self):
        self.open_dialog().action_take_over()
        files = self.files().with_user(self.recruiter)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            files.read(["raw"])
