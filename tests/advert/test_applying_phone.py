from odoo.tests import tagged

from ..cases.advert import AdvertCase
from ..cases.phone import phone

ADDON = "hr_recruitment_candidate_experience"
MISSED = ".o_cx_missed:not(.d-none)"
SEND = ".s_website_form_send"
VALUES = "[...document.querySelectorAll('#recruitment1, #recruitment2')].map(e => e.value)"
ERRORS = "[...document.querySelectorAll('.o_cx_field_error')].map(e => e.textContent)"
# Odoo's tests answer the browser's requests themselves, whatever the network.
TUNNEL = """
odoo.loader.modules.get("@web/core/browser/browser").browser.fetch =
    () => Promise.reject(new TypeError("Failed to fetch"));
Object.defineProperty(navigator, "onLine", {get: () => false}); 0
"""
LINKEDIN = "https://www.linkedin.com/in/asa"


@tagged("post_install", "-at_install")
class TestApplyingPhone(AdvertCase):
    """Åsa applies in Swedish, with her phone, on a train."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        cls.env["website"].search([], limit=1).language_ids |= cls.env["res.lang"]._lang_get(
            "sv_SE"
        )
        cls.job.website_published = True
        cls.need = cls.env["hr.job.requirement"].create(
            {"job_id": cls.job.id, "name": "a driving licence"}
        )
        cls.need.with_context(lang="sv_SE").name = "körkort"
        cls.form_path = f"/sv/jobs/apply/{cls.job.id}"

    def open_in(self, device):
        self.env.flush_all()
        self.env.cr.clear()
        device.open(self.base_url() + self.form_path)
        device.wait_for("Har du haft kontakt med oss tidigare?")

    def fill(self, device):
        device.type_text("#recruitment1", "Åsa Öberg")
        device.type_text("#recruitment2", "asa@candidate.example")
        device.type_text("#recruitment3", "0701740601")
        device.type_text("#recruitment4", LINKEDIN)

    def look_at(self, device, name):
        for width in (320, 390, 1200):
            device.resize(width)
            self.assertFalse(device.is_wider_than_screen(), (name, width))
            device.show(f"applying-{name}-{width}")
        device.resize(390)

    def test_a_person_applies(self):
        with phone(self) as device:
            self.open_in(device)
            device.tap(f"#candidate_requirement_{self.need.id}_no")
            device.wait_for("Rollen kräver körkort.")
            self.look_at(device, "missed")
            device.tap(SEND)
            device.wait_for("Fyll i det här.")
            self.assertTrue(device.run(ERRORS))
            self.look_at(device, "errors")
            self.fill(device)
            device.run("document.querySelector('#o_cx_earlier_contact').value = 'brand'; 0")
            device.tap(SEND)
            device.wait_for_path("/job-thank-you")
            # What was sent is kept nowhere.
            self.assertNotIn("candidate_draft", device.run("Object.keys(localStorage).join()"))
        self.env.invalidate_all()
        applicant = self.env["hr.applicant"].search([("email_from", "=", "asa@candidate.example")])
        self.assertEqual(applicant.requirement_ids.mapped("answer"), ["no"])
        self.assertEqual(applicant.requirement_ids.name, "körkort")
        self.assertEqual(applicant.earlier_contact, "brand")
        counts = self.env["hr.job.form.count"].search([("job_id", "=", self.job.id)])
        self.assertEqual(set(counts.mapped("device")), {"phone"})
        self.assertEqual({row.event for row in counts}, {"opened", "started", "failed", "sent"})
        self.assertIn("partner_name", counts.mapped("field"))

    def test_a_tunnel(self):
        """The connection is lost, and the page, too; what was typed is not."""
        with phone(self) as device:
            self.open_in(device)
            self.fill(device)
            device.tap(f"#candidate_requirement_{self.need.id}_yes")
            device.wait_for("sparas på den här enheten")
            device.run(TUNNEL)
            device.tap(SEND)
            device.wait_for("Du är offline.")
            self.open_in(device)
            device.wait_for("Det här skrev du senast")
            self.assertEqual(device.run(VALUES), ["Åsa Öberg", "asa@candidate.example"])
            self.assertTrue(
                device.run(
                    f"document.querySelector('#candidate_requirement_{self.need.id}_yes').checked"
                )
            )
            self.look_at(device, "draft")
            # At the library, somebody else sits here next.
            device.tap(".o_cx_draft button")
            self.assertEqual(device.run(VALUES), ["", ""])
            self.open_in(device)
            self.assertEqual(device.run(VALUES), ["", ""])

    def test_a_required_field_that_a_theme_hides(self):
        with phone(self) as device:
            self.open_in(device)
            self.fill(device)
            device.tap(f"#candidate_requirement_{self.need.id}_yes")
            device.run(
                "document.querySelector('#recruitment3').value = '';"
                "document.querySelector('#recruitment3').closest('.s_website_form_field')"
                ".style.display = 'none'; 0"
            )
            device.tap(SEND)
            device.wait_for("som inte syns här")
