import json
import re
from datetime import datetime, timedelta
from tempfile import NamedTemporaryFile

from freezegun import freeze_time

from odoo import Command
from odoo.tests import HttpCase, tagged

from ..cases.ads import GOOD
from ..cases.delivery import DeliveryCase
from ..cases.phone import phone

ADDON = "hr_recruitment_candidate_experience"
HOUR = timedelta(hours=1)
PAGE = re.compile(r'href="([^"]*/candidate/page/[^"]+)"')
# The candidate's promised day, as the page of thanks says it.
DAY = re.compile(r"senast (\w+dag(?: den)? \d+ \w+)")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def find_wednesday():
    """:return: naive UTC, the morning of the next one that is a day away at least"""
    day = datetime.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return day + timedelta(days=(2 - day.weekday()) % 7)


@tagged("post_install", "-at_install")
class TestAdStory(DeliveryCase, HttpCase):
    """From the ad to the test, with a phone and in Swedish: all words and dates agree."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        everybody = cls.env.ref("base.group_user")
        for name in ("group_advert", "group_assessment"):
            everybody.implied_ids = [Command.link(cls.env.ref(f"{ADDON}.{name}").id)]
        cls.plan.active = False
        cls.sek = cls.env.ref("base.SEK")
        cls.sek.active = True
        cls.company.pay_told = "ad"
        website = cls.env["website"].search([], order="sequence, id", limit=1)
        website.company_id = cls.company
        website.language_ids |= cls.env["res.lang"]._lang_get("sv_SE")
        cls.job.write(
            {
                "user_id": cls.recruiter.id,
                "website_id": website.id,
                "website_description": GOOD,
                "pay_currency_id": cls.sek.id,
                "pay_min": 40000,
                "pay_max": 45000,
            }
        )
        cls.need = cls.env["hr.job.requirement"].create(
            {"job_id": cls.job.id, "name": "a driving licence"}
        )
        cls.need.with_context(lang="sv_SE").name = "körkort"
        cls.survey = cls.env["survey.survey"].create(
            {
                "title": "Logic",
                "survey_type": "assessment",
                "access_mode": "token",
                "scoring_type": "scoring_without_answers",
                "questions_layout": "page_per_question",
                "question_and_page_ids": [
                    Command.create(
                        {
                            "title": "2, 4, 8 …",
                            "question_type": "simple_choice",
                            "suggested_answer_ids": [
                                Command.create({"value": "16", "answer_score": 1}),
                                Command.create({"value": "12"}),
                            ],
                        }
                    )
                ],
            }
        )
        cls.survey.lang_ids = [Command.set(cls.env["res.lang"].search([]).ids)]
        cls.survey.with_context(lang="sv_SE").title = "Logiktest"
        cls.env["hr.recruitment.communication.step"].create(
            {
                "plan_id": cls.env.ref(f"{ADDON}.communication_plan_default").id,
                "name": "Test",
                "trigger": "stage_entered",
                "action": "assessment",
                "stage_ids": cls.interview.ids,
                "assessment_survey_id": cls.survey.id,
                "mail_template_id": cls.env.ref(f"{ADDON}.mail_template_assessment").id,
            }
        )

    def letters(self):
        return self.letters_to("asa@candidate.example")

    def open(self, device, path):
        self.env.flush_all()
        self.env.cr.clear()
        device.open(path if path.startswith("http") else self.base_url() + path)

    def look_at(self, device, name):
        self.assertFalse(device.accessibility_faults(), name)
        self.assertFalse(device.is_wider_than_screen(), name)
        device.show(f"ad-story-{name}")

    def read_day(self, words):
        """:return: "fredag 19 juni", where candidates are told when they hear"""
        return DAY.search(" ".join(re.sub("<[^>]+>", " ", words).split()))[1]

    def test_from_the_ad_to_the_test(self):
        self.open_mail_server()
        self.assertEqual(self.job.ad_state, "good")
        self.job.with_user(self.recruiter).website_published = True
        # A browser keeps no cookie of another year, so this is today.
        with phone(self) as device:
            self.open(device, f"/sv/jobs/{self.job.id}")
            device.wait_for("40 000–45 000 kr i månaden")
            device.wait_for("arbetsdagar")
            self.look_at(device, "ad")
        # Odoo's page keeps its translations, and starts no other one while it does.
        with phone(self) as device:
            self.open(device, f"/sv/jobs/apply/{self.job.id}")
            # The page's scripts, and what they are made of, can take their time.
            device.wait(
                f"document.querySelector('#candidate_requirement_{self.need.id}_no').offsetParent"
            )
            device.wait_for("Rollen kräver körkort.")
            self.apply(device)
            device.wait_for_path("/job-thank-you")
            device.wait_for("Du hör från oss senast")
            promised = self.read_day(device.text())
            device.show("ad-story-thanks")
        self.env.invalidate_all()
        asa = self.env["hr.applicant"].search([("email_from", "=", "asa@candidate.example")])
        self.assertEqual(asa.requirement_ids.mapped("answer"), ["no"])
        self.assertEqual(asa.attachment_ids.mapped("mimetype"), ["application/pdf"])
        self.assertFalse(asa.refuse_reason_id, "nobody is turned away")
        # At once: by midnight, another day would be named.
        self.run_at(datetime.now() + timedelta(seconds=1))
        later = find_wednesday()
        ((subject, confirmation),) = self.letters()
        self.assertIn("Vi har tagit emot din ansökan", subject)
        self.assertEqual(self.read_day(confirmation), promised)
        self.assertEqual(asa.pay_told_state, "told")
        self.assertIn("40 000–45 000 kr", asa.pay_told_words)
        (link,) = set(PAGE.findall(confirmation))
        with freeze_time(later + HOUR), phone(self) as device:
            self.open(device, link)
            device.wait_for("Du hör från oss senast")
            self.assertEqual(self.read_day(device.text()), promised)
        with self.at(later + 2 * HOUR):
            asa.with_user(self.recruiter).stage_id = self.interview
        self.run_at(later + 3 * HOUR)
        test = asa.assessment_ids
        # The survey about applying may leave in the same run, before or after it.
        (invitation,) = [body for _subject, body in self.letters() if "Logiktest" in body]
        with freeze_time(later + 4 * HOUR), phone(self) as device:
            self.open(device, link)
            device.wait_for("Du har ett test att göra")
            day = re.search(r"till och med (\w+ \d+ \w+)", device.text())
            self.assertIn(day[1] if day else "", invitation)
            self.look_at(device, "test")
            self.take(device)
        self.env.invalidate_all()
        self.assertEqual((test.state, test.score), ("finished", 100))
        self.assertEqual(asa.stage_id, self.interview, "no result moves anybody")

    def apply(self, device):
        device.tap(f"#candidate_requirement_{self.need.id}_no")
        device.wait_for("Du är välkommen att söka ändå.")
        for number, words in enumerate(
            ("Åsa Öberg", "asa@candidate.example", "0701740601"), start=1
        ):
            device.type_text(f"#recruitment{number}", words)
        with NamedTemporaryFile(prefix="cv", suffix=".pdf") as file:
            file.write(PDF)
            file.flush()
            root = device.ask("DOM.getDocument")["root"]["nodeId"]
            node = device.ask("DOM.querySelector", nodeId=root, selector="input[type=file]")
            device.ask("DOM.setFileInputFiles", files=[file.name], nodeId=node["nodeId"])
            device.tap(".s_website_form_send")
            device.wait_for_path("/job-thank-you")

    def take(self, device):
        device.tap("a.cx-button[href*='/test/']")
        device.wait_for("Logiktest")
        device.show("ad-story-start")
        self.press(device, "button[value=start]", "2, 4, 8")
        device.show("ad-story-question")
        self.press(device, ".o_survey_choice_btn", "2, 4, 8")
        self.press(device, "button[value=finish]", "Avbryt")
        device.tap(".modal .btn-primary")
        device.wait_for("En människa tittar på ditt resultat.")
        device.show("ad-story-done")

    def press(self, device, selector, words):
        """Odoo's page of a survey listens some time after it is there: as people do, once
        more."""
        for _attempt in range(20):
            # Where it is gone, the next page is on its way.
            if device.run(f"!!document.querySelector({json.dumps(selector)})"):
                device.tap(selector)
            for _moment in range(15):
                if words in device.text():
                    return
                device.pause(0.1)
        device.wait_for(words)

    def test_a_planted_fault_is_named(self):
        self.job.website_published = True
        view = self.env.ref("website_hr_recruitment.apply").with_context(
            website_id=self.job.website_id.id
        )
        self.assertIn('id="recruitment3"', view.arch)
        view.arch = view.arch.replace(
            'id="recruitment3"', 'id="recruitment3" style="display: none"'
        )
        self.env.flush_all()
        self.job.with_user(self.recruiter).action_test_form()
        self.assertEqual(self.job.form_light, "red")
        lines = self.job.form_test_ids[:1].line_ids
        hidden = lines.filtered(lambda line: line.code == "field_hidden")
        self.assertEqual(hidden.mapped("about"), ["Your Phone Number"])
