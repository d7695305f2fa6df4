import re

from odoo.tests import tagged
from odoo.tools import html2plaintext

from ...models.communication.triggers import names
from ..common import NOW, CandidateCase

# What stands in our templates to be seen in the editor only.
SAMPLES = re.compile(r"Nordlys|Maja|Anna Lind|Sales Manager|46 70 123|Talent Acquisition|12 March")
GAPS = re.compile(r"[{}\[\]]|•••|\bNone\b|\bFalse\b|\(\s*\)| [,.;:!?](?=\s|$)|,,|\.\.(?!\.)|:$")

# Of people who have applied.
APPLIED = re.compile(r"(?i)your application|you applied|applying|ansökan|\bsökte\b|\bsökt\b")
# By hand, or what waits until they apply; and what they have given us to keep.
NOT_FOUND = ("manual", "withdrawn", "keep_ends", *names(lambda trigger: trigger.needs_application))
LINKS = re.compile(r"</?a\b[^>]*>")

# Texts of steps that nobody gets without a first day.
AROUND_FIRST_DAY = {
    f"{kind}_template_first_day_{name}" for kind in ("mail", "sms") for name in ("soon", "greeting")
}


@tagged("post_install", "-at_install")
class TestBareTexts(CandidateCase):
    """On the first day nothing is set up: what is not known is not said, and nothing of
    the form of a text reaches a candidate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        addon = cls.env.ref("base.module_hr_recruitment_candidate_experience")
        addon._update_translations(["sv_SE"])
        cls.company.write({"phone": False, "employer_story": False, "video_film_url": False})
        cls.env["hr.recruitment.stage"].search([]).write(
            {"candidate_name": False, "candidate_description": False, "expected_days": 0}
        )
        cls.bare = cls.env["hr.applicant"].create(
            {"partner_name": "A", "email_from": "a@candidate.example", "user_id": False}
        )
        cls.met = cls.bare.copy({"email_from": "b@candidate.example"})
        cls.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": cls.met.id,
                "start": NOW.replace(year=2050),
                "stop": NOW.replace(year=2050, hour=9),
                "partner_ids": cls.met.partner_id.ids,
            }
        )

    def find_shipped(self, model):
        known = self.env["ir.model.data"].search(
            [("module", "=", "hr_recruitment_candidate_experience"), ("model", "=", model)]
        )
        templates = self.env[model].browse(known.mapped("res_id")).exists()
        return templates.filtered(lambda template: template.model == "hr.applicant")

    def test_no_placeholder_is_left(self):
        for model, texts in (
            ("mail.template", ("subject", "body_html")),
            ("sms.template", ("body",)),
        ):
            templates = self.find_shipped(model)
            self.assertGreater(len(templates), 10)
            for lang in ("en_US", "sv_SE"):
                for template in templates:
                    for name in texts:
                        self.check_text(template, name, lang)

    def test_who_was_found_has_not_applied(self):
        """What a plan says of interviews and decisions by itself, to somebody we found."""
        self.met.arrival = "sourced"
        plan = self.env.ref("hr_recruitment_candidate_experience.communication_plan_default")
        steps = plan.step_ids.filtered(
            lambda s: s.trigger not in NOT_FOUND and s.action != "survey"
        )
        mails = steps._get_mail_templates()
        self.assertGreater(len(mails - steps.mail_template_id), 5)
        for lang in ("en_US", "sv_SE"):
            self.met.candidate_lang = lang
            for template in [*mails, *steps.sms_template_id]:
                names = ("body",) if template._name == "sms.template" else ("subject", "body_html")
                for name in names:
                    with self.subTest(template=template.name, field=name, lang=lang):
                        said = template._render_field(name, self.met.ids, compute_lang=True)
                        text = html2plaintext(said[self.met.id])
                        self.assertNotRegex(text, APPLIED)

    def check_text(self, template, name, lang):
        """What is said around the first day is said to nobody who has none."""
        around = template.get_external_id()[template.id].rpartition(".")[2] in AROUND_FIRST_DAY
        (self.bare + self.met).first_day = around and "2026-08-03"
        for applicant in self.bare + self.met:
            applicant.candidate_lang = lang
            with self.subTest(template=template.name, field=name, lang=lang):
                said = template._render_field(name, applicant.ids, compute_lang=True)
                text = said[applicant.id]
                if name == "body_html":
                    # Odoo puts a space behind each link.
                    text = html2plaintext(LINKS.sub("", text))
                self.assertTrue(text.strip())
                self.assertNotRegex(text, SAMPLES)
                for line in text.splitlines():
                    self.assertNotRegex(line.strip(), GAPS)
