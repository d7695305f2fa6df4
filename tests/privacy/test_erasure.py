from odoo.tests import tagged

from ..cases.erasure import ADDRESS, WORDS, ErasureCase
from ..cases.traces import find_traces
from ..common import NOW


@tagged("post_install", "-at_install")
class TestErasure(ErasureCase):
    """A candidate asks to be erased, an administrator looks and approves, and nothing
    is left of her but numbers."""

    def test_nothing_is_left_anywhere(self):
        with self.at(NOW):
            applicant = self.make_person()
            self.assertTrue(find_traces(self.env, *WORDS))
            erasure = self.review(self.ask_to_be_erased(applicant))
            self.assertEqual(erasure.state, "draft")
            self.assertIn("hr.applicant", erasure.erased_ids.mapped("res_model"))
            self.assertFalse(erasure.mention_ids.mapped("name"))
            self.carry_out(erasure)
            self.assertEqual(erasure.state, "telling")
            mail = self.env["mail.mail"].browse(erasure.mail_mail_id_int)
            self.assertEqual((mail.email_to, mail.state), (ADDRESS, "outgoing"))
            self.send_outbox(erasure)
        self.assertEqual((erasure.state, erasure.told), ("done", "sent"))
        self.assertEqual(erasure.request_id.state, "done")
        self.assertEqual(find_traces(self.env, *WORDS), set())
        self.assertTrue(applicant.exists())
        self.assertFalse(applicant.partner_id)
        self.assertFalse(applicant.opinion_before or applicant.requirement_ids)
        self.assertFalse(applicant.active)
