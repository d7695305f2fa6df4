from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.explanation import OWN, ExplanationCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestExplanationSms(ExplanationCase):
    """A refusal by SMS says where its explanation stands."""

    def setUp(self):
        super().setUp()
        self.applicant.partner_phone = "070-174 06 05"
        self.applicant.partner_id.country_id = self.env.ref("base.se")
        text = self.env["sms.template"].create(
            {
                "name": "No",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "We go on with others.",
            }
        )
        self.plan.step_ids.filtered(lambda s: s.trigger == "refused").active = False
        self._make_step(
            "refused",
            action="sms",
            sms_template_id=text.id,
            mail_template_id=False,
            send_window="office_hours",
        )

    def refused(self, **values):
        rows, explanation = self.explained(**values)
        (row,) = rows.filtered(lambda row: row.action == "sms")
        return row, explanation

    def sent(self, row):
        with self.at(NOW + 2 * DAY):
            self.process()
        self.assertEqual(row.state, "queued", row.reason)
        return self.env["sms.sms"].browse(row.sms_id_int).body

    def test_it_leads_to_the_page(self):
        row, explanation = self.refused()
        self.assertIn("ends with a link", explanation.sms_hint)
        body = self.sent(row)
        self.assertTrue(body.startswith("We go on with others."))
        self.assertIn(self.applicant._page_path(), body)
        chatter = " ".join(map(str, self.applicant.message_ids.mapped("body")))
        self.assertIn("Our explanation stands on your page", chatter)
        self.assertNotIn(self.applicant.page_token, chatter)
        self.assertNotIn(OWN["strength"], body)
        row.sudo()._mark_sent("delivered")
        self.assertTrue(explanation.told_date)
        self.assertFalse(explanation.sms_hint)

    def test_what_is_not_approved_is_not_named(self):
        row, _explanation = self.refused(own_approved=False)
        self.assertEqual(self.sent(row), "We go on with others.")

    def test_a_page_that_is_closed_is_not_named(self):
        row, explanation = self.refused()
        self.applicant.with_user(self.recruiter).action_revoke_page()
        self.assertIn("page is closed", explanation.sms_hint)
        self.assertEqual(self.sent(row), "We go on with others.")
