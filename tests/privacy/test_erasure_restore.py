import base64
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.erasure import ADDRESS, NAME, WORDS, ErasureCase
from ..cases.traces import find_traces
from ..common import NOW


@tagged("post_install", "-at_install")
class TestErasureRestore(ErasureCase):
    """A backup brings back who was erased; the list that was kept finds them again."""

    def open_list(self, **values):
        return self.env["hr.recruitment.erasure.list"].with_user(self.administrator).create(values)

    def restore(self, applicant, **values):
        """What a backup does, for as much as counts here."""
        applicant.with_context(tracking_disable=True).write(
            {"partner_name": NAME, "email_from": ADDRESS, "active": True, **values}
        )
        applicant.sudo().erased_date = False

    def test_who_is_back_is_erased_again(self):
        with self.at(NOW):
            applicant, other = self.make_person(), self._make_applicants()
            self.erase(applicant)
            content = self.open_list().content
            text = base64.b64decode(content).decode()
            self.assertNotIn("berg", text.lower())
            self.restore(applicant)
            self.env["hr.recruitment.erasure.hash"].search([]).unlink()
            action = self.open_list(upload=content).action_apply()
            erasure = self.erasures.browse(action["res_id"])
            self.assertEqual((erasure.state, erasure.cause), ("draft", "restore"))
            self.assertEqual(erasure.line_ids.applicant_id, applicant)
            self.carry_out(erasure)
        self.assertEqual(applicant.partner_name, "Erased candidate")
        self.assertEqual(erasure.state, "done")
        self.assertFalse(erasure.mail_mail_id_int, "she was told once")
        self.assertNotEqual(other.partner_name, "Erased candidate")
        self.assertFalse(find_traces(self.env, *WORDS))

    def test_who_has_applied_again_is_no_one_who_is_back(self):
        with self.at(NOW):
            self.erase(self.make_person())
            content = self.open_list().content
            again = self._make_applicants(email_from=ADDRESS, partner_name=NAME)
            again.flush_recordset()
            self.env.cr.execute(
                "UPDATE hr_applicant SET create_date = '2026-12-01' WHERE id = %s", [again.id]
            )
            again.invalidate_recordset()
            with self.assertRaises(UserError):
                self.open_list(upload=content).action_apply()

    def test_a_file_that_is_none(self):
        for wrong in (b"", b"[]", b"{}", b'{"format": 1, "salt": 1, "erased": []}', b"\xff"):
            dialog = self.open_list(upload=base64.b64encode(wrong))
            with self.assertRaises(UserError):
                dialog.action_apply()
        row = {"company": 1, "kind": "email", "hash": "x", "date": "yesterday"}
        wrong = json.dumps({"format": 1, "salt": "x", "erased": [row]}).encode()
        with self.assertRaises(UserError):
            self.open_list(upload=base64.b64encode(wrong)).action_apply()

    def test_only_administrators_have_the_list(self):
        for user in (self.recruiter, self.manager):
            with self.assertRaises(AccessError):
                self.env["hr.recruitment.erasure.list"].with_user(user).create({})
