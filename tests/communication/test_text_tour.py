import re

from odoo.tests import tagged

from ..cases.phone import MIDDLE, Screen, phone
from ..common import CandidateCase, TourCase

PREVIEW = "document.querySelector('.o_field_widget[name=preview_body]').innerText"


@tagged("post_install", "-at_install")
class TestTextTour(CandidateCase, TourCase):
    """An HR manager writes what candidates read, without any right to templates."""

    browser_size = "1400x1100"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr = cls._make_user(
            "personal", "hr_recruitment.group_hr_recruitment_manager", password="personal"
        )
        cls.hr.company_ids = cls.env["res.company"].search([])
        cls.plan.company_id = cls.company
        cls.template.name = "Tour hello"
        cls.sms = cls.env["sms.template"].create(
            {
                "name": "Tour SMS",
                "model_id": cls.env["ir.model"]._get_id("hr.applicant"),
                "body": "Hi{{ ' ' + object.candidate_first_name if object.candidate_first_name"
                " else '' }}",
            }
        )
        cls._make_step("manual", sms_template_id=cls.sms.id)
        cls._make_applicants()

    def test_text_editing_as_hr_manager(self):
        self.start_tour("/odoo/candidate-texts", "candidate_text", login="personal")
        self.env.invalidate_all()
        self.assertEqual(
            self.sms.body,
            "Hello{{ ' ' + object.candidate_first_name if object.candidate_first_name else '' }}",
        )
        self.assertEqual(self.template.subject, "News about {{ object.job_id.name }}")
        self.assertIn('<t t-out="object.partner_name"', self.template.body_html)

    def test_typing_in_a_shipped_email_keeps_the_code_in_it(self):
        template = self.env.ref("hr_recruitment_candidate_experience.mail_template_applied")
        before = self.get_code(template)
        text = self.env["hr.recruitment.communication.text"].search(
            [("mail_template_id", "=", template.id), ("lang", "=", "en_US")]
        )
        with phone(self, Screen) as screen:
            self.authenticate("personal", "personal", browser=screen.browser)
            screen.open(f"{self.base_url()}/odoo/candidate-texts/{text.id}")
            screen.wait("document.querySelector('.odoo-editor-editable p')")
            screen.pause(2)
            self.type_into(screen, ".odoo-editor-editable > p:nth-last-child(2)", " Hey {job}.")
            screen.pause(1)
            screen.run("document.querySelector('.o_form_button_save').click()")
            screen.wait(f"{PREVIEW}.includes('Hey Engineer.')")
            # The preview follows what is typed: it may be there before it is saved.
            screen.wait("document.querySelector('.o_form_saved')")
        self.env.invalidate_all()
        self.assertIn("Hey <t t-out=\"object.job_id.name or ''\">", template.body_html)
        self.assertEqual(self.get_code(template), sorted([*before, "object.job_id.name or ''"]))

    def type_into(self, screen, selector, words):
        x, y = screen.run(MIDDLE % selector)
        for kind in ("mousePressed", "mouseReleased"):
            screen.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        screen.ask("Input.insertText", text=words)

    def get_code(self, template):
        return sorted(re.findall(r' t-[a-z-]+="([^"]*)"', template.body_html))
