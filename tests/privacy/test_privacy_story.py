from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from ..cases.erasure import WORDS, ErasureCase
from ..cases.phone import phone
from ..cases.privacy import MODULE
from ..cases.traces import find_traces
from ..common import TourCase

# What the candidate reads, from the question to the end.
READ = {
    "en_US": ("Your consent", "Thank you, noted.", "to erase your data"),
    "sv_SE": ("Ditt samtycke", "Tack, det är noterat.", "radera dina uppgifter"),
}


@tagged("post_install", "-at_install")
class TestPrivacyStory(ErasureCase, TourCase):
    """A colleague at the desk and a candidate with a phone: asked for a consent, given,
    asked to be erased, reviewed, approved and gone. In English, and in Swedish."""

    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])
        self.administrator.password = "ansvarig"
        self.text = self.env["hr.recruitment.consent.text"].create(
            {"name": "MARK", "body": "MARK and what it means", "company_id": self.company.id}
        )

    def at_the_desk(self, path, tour):
        self.env.flush_all()
        self.start_tour(path, tour, login="ansvarig")
        self.env.invalidate_all()

    def press(self, device, clock, path, selector, *opened):
        """The page is read for a while before something is pressed."""
        self.env.flush_all()
        self.env.cr.clear()
        device.open(f"{self.base_url()}{path}")
        for part in opened:
            device.tap(part)
        clock.tick(5)
        device.tap(selector)

    def test_in_english(self):
        self.live("en_US")

    def test_in_swedish(self):
        self.live("sv_SE")

    def live(self, lang):
        title, noted, asked = READ[lang]
        self.administrator.lang = lang
        applicant = self.make_person(candidate_lang=lang)
        action = self.env.ref("hr_recruitment.crm_case_categ0_act_job").id
        self.at_the_desk(f"/odoo/action-{action}/{applicant.id}", "candidate_consent_ask")
        applicant._tell_consent_questions()
        path = applicant._page_path()
        later = fields.Datetime.now() + timedelta(minutes=1)
        with freeze_time(later) as clock, phone(self) as device:
            self.press(device, clock, path, "#consents button[value=yes]")
            device.arrive("?said=consent")
            device.wait_for(noted)
            self.assertIn(title, device.text())
            device.show(f"consent-{lang}")
            self.assertFalse(device.accessibility_faults())
            inside = "#data form details"
            opened = ("#data > summary", f"{inside} > summary")
            self.press(device, clock, path, f"{inside} button", *opened)
            device.arrive("?said=erase")
            device.wait_for(asked)
            device.show(f"erase-{lang}")
        self.env.invalidate_all()
        self.assertTrue(applicant._has_consent(self.text.kind))
        requests = self.env.ref(f"{MODULE}.action_data_request").id
        self.at_the_desk(f"/odoo/action-{requests}", "candidate_erasure")
        erasure = self.erasures.search([("line_ids.applicant_id", "=", applicant.id)])
        self.assertEqual(erasure.state, "approved")
        self.run_cron(erasure)
        self.send_outbox(erasure)
        self.assertEqual(erasure.state, "done")
        self.assertFalse(find_traces(self.env, *WORDS))
        self.assertEqual(self.url_open(path).status_code, 404)
