from odoo.tests import tagged

from ...models.candidate_page.candidate_links import PAGE_PREVIEW
from ..common import CandidateCase

BOTH = """<p>Dear <t t-out="object.partner_name"/></p>
    <a t-att-href="object.get_page_url()">Your page</a>
    <a t-att-href="object.get_keep_url()">May we keep it?</a>"""
LAYOUTS = (
    False,
    "mail.mail_notification_light",
    "mail.mail_notification_layout",
    "mail.mail_notification_layout_with_responsible_signature",
    "hr_recruitment_candidate_experience.mail_layout_candidate",
)


@tagged("post_install", "-at_install")
class TestLinks(CandidateCase):
    """A candidate's own links lead somewhere in what the candidate gets, and nowhere
    in what colleagues read."""

    def setUp(self):
        super().setUp()
        self.applicant = self._make_applicants()

    def assert_open(self, text, applicant=None):
        applicant = applicant or self.applicant
        path = applicant._page_path()
        self.assertIn(path, text.replace(f"{path}#", ""))
        self.assertIn(f"{path}#other_positions", text)
        self.assertNotIn("/preview", text)

    def assert_hidden(self, text):
        self.assertNotIn(self.applicant.page_token, text)

    def start(self, **values):
        step = self._make_step("manual", **values)
        return self.applicant._start_step(step)

    def mail(self):
        return self.mails(self.applicant).sorted("id")[-1:]

    def test_links_are_opened_in_every_layout(self):
        for layout in LAYOUTS:
            template = self._make_template(body_html=BOTH, email_layout_xmlid=layout)
            self.start(mail_template_id=template.id)
            self.process()
            with self.subTest(layout=layout):
                self.assert_open(self.mail().body_html)
                self.assert_hidden(self.mail().mail_message_id.body)

    def test_links_are_opened_in_a_text_that_was_edited_by_hand(self):
        template = self._make_template(body_html=BOTH)
        row = self.start(mail_template_id=template.id).with_user(self.recruiter)
        row.action_edit_text()
        self.assertIn(PAGE_PREVIEW, row.body)
        row.body = row.body.replace("Dear", "Hello")
        self.process()
        self.assertIn("Hello", self.mail().body_html)
        self.assert_open(self.mail().body_html)
        self.assert_hidden(row.preview_body)

    def test_links_are_opened_in_an_sms(self):
        words = self.env["sms.template"].create(
            {
                "name": "News",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "{{ object.get_page_url() }} {{ object.get_keep_url() }}",
            }
        )
        self.applicant.partner_phone = "+46 70 174 06 05"
        row = self.start(action="sms", sms_template_id=words.id)
        self.process()
        self.assert_open(self.env["sms.sms"].browse(row.sms_id_int).body)
        self.assert_hidden(row.message_id.body)

    def test_links_are_opened_in_what_a_recruiter_sends_with_odoo(self):
        for layout in LAYOUTS:
            self.applicant.with_user(self.recruiter).message_post_with_source(
                self._make_template(body_html=BOTH, email_layout_xmlid=layout),
                partner_ids=self.applicant.partner_id.ids,
                email_layout_xmlid=layout,
                subtype_xmlid="mail.mt_note",
            )
            with self.subTest(layout=layout):
                self.assertEqual(self.mail().recipient_ids, self.applicant.partner_id)
                self.assert_open(self.mail().body_html)
                self.assert_hidden(self.mail().mail_message_id.body)

    def test_everybody_gets_their_own(self):
        others = self._make_applicants(3, job_id=self.job.id)
        step = self._make_step("manual", mail_template_id=self._make_template(body_html=BOTH).id)
        others._start_step(step)
        self.process()
        for applicant in others:
            self.assert_open(self.mails(applicant).body_html, applicant)

    def test_a_page_that_is_closed_is_named_to_nobody(self):
        self.applicant.with_user(self.recruiter).action_revoke_page()
        template = self._make_template(body_html=BOTH)
        self.start(mail_template_id=template.id)
        self.process()
        self.assertEqual(self.mail().body_html.count("/candidate/page/"), 2)
        self.assertEqual(self.mail().body_html.count(PAGE_PREVIEW), 2, "they lead nowhere")
        self.assertFalse(self.applicant.page_token)
