from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo import Command
from odoo.tests import tagged

from ..cases.interview import LATER, InterviewCase
from ..common import NOW

GROUP = "hr_recruitment_candidate_experience.group_advert"
SCRIPT = Path(__file__).parents[2] / "migrations/19.0.1.11.0/post-facts.py"
FACT = "We meet on Mondays, with coffee."
SWEDISH = "Vi ses på måndagar, med kaffe."


@tagged("post_install", "-at_install")
class TestFactsTold(InterviewCase):
    """The facts that the ad tells are told in mails, kits and call guides too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.switch(True)
        fact = cls.env["hr.employer.fact"].create(
            {"kind": "meetings", "text": FACT, "company_id": cls.company.id}
        )
        fact.with_context(lang="sv_SE").text = SWEDISH

    @classmethod
    def switch(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.env.ref(GROUP).id)]

    def shipped(self, name):
        return self.env.ref(f"hr_recruitment_candidate_experience.mail_template_{name}")

    def render(self, name, lang="en_US"):
        template = self.shipped(name).with_context(lang=lang)
        return template._render_field("body_html", self.anna.ids)[self.anna.id]

    def call(self, trigger="applied", **values):
        step = self._make_step(
            trigger,
            action="activity",
            activity_type_id=self.env.ref("mail.mail_activity_data_call").id,
            activity_note="<p>Say hello.</p>",
            **values,
        )
        row = self.ledger.create(
            {
                "applicant_id": self.anna.id,
                "step_id": step.id,
                "action": "activity",
                "occurrence_key": "x",
                "scheduled_date": NOW,
            }
        )
        return str(row._prepare_activity(self.recruiter)["note"] or "")

    def test_in_the_confirmation_and_the_welcome(self):
        for name in ("applied", "hired"):
            self.assertIn(FACT, self.render(name))
            self.assertIn(SWEDISH, self.render(name, "sv_SE"))
            self.switch(False)
            self.assertNotIn(FACT, self.render(name))
            self.switch(True)

    def test_in_the_kit_on_screen_and_on_paper(self):
        with self.at(NOW):
            kit = self.book(start=LATER).sudo().interview_kit_ids
        self.assertEqual(kit.with_context(lang="en_US").job_facts, FACT)
        self.assertEqual(kit.with_context(lang="sv_SE").job_facts, SWEDISH)
        paper = self.env["ir.qweb"]._render(
            "hr_recruitment_candidate_experience.interview_kit",
            self.env["report.hr_recruitment_candidate_experience.interview_kit"]._get_report_values(
                kit.ids
            ),
        )
        self.assertIn(FACT, paper)
        self.switch(False)
        kit.invalidate_recordset()
        self.assertFalse(kit.job_facts)

    def test_in_the_guide_of_a_call(self):
        note = self.call()
        self.assertIn("Say hello.", note)
        self.assertIn(FACT, note)
        self.recruiter.lang = "sv_SE"
        self.assertIn(SWEDISH, self.call())

    def test_not_in_a_call_about_a_no(self):
        for trigger in ("refused", "withdrawn"):
            self.assertNotIn(FACT, self.call(trigger, send_window="office_hours"))

    def test_a_guide_that_asks_for_earlier_pay(self):
        step = self._make_step(
            "applied",
            action="activity",
            activity_note="<p>What do you earn today?</p><p>A young team of ninjas.</p>",
        )
        self.assertIn("What do you earn today?", step.wording_note)
        self.assertIn("(EU) 2023/970", step.wording_note)
        self.assertIn("ninjas", step.wording_note)
        step.activity_note = "<p>What do you expect to earn?</p>"
        self.assertFalse(step.wording_note)

    def test_a_mail_that_asks_for_earlier_pay(self):
        self.template.body_html = "<p>Please tell us your current salary.</p>"
        self._make_step("applied", mail_template_id=self.template.id)
        self.env.flush_all()
        text = self.env["hr.recruitment.communication.text"].search(
            [("mail_template_id", "=", self.template.id), ("lang", "=", "en_US")], limit=1
        )
        self.assertIn("current salary", text.wording_note)

    def test_only_candidates_are_not_asked(self):
        surveys = self.env["survey.survey"].create(
            [
                {"title": "Interview form", "survey_type": "recruitment"},
                {"title": "Our own people", "survey_type": "survey"},
            ]
        )
        for survey, asked in zip(surveys, (True, False), strict=True):
            question = self.env["survey.question"].create(
                {"survey_id": survey.id, "title": "What do you earn today?"}
            )
            self.assertEqual(bool(question.wording_note), asked)

    def test_templates_of_a_database_from_before(self):
        template = self.shipped("hired")
        spec = spec_from_file_location("post_facts", SCRIPT)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        body = template.body_html
        without = str(body).replace(script.BLOCK, "")
        self.assertNotIn("mail_block_facts", without)
        template.body_html = without
        own = self.shipped("applied")
        own.body_html = "<p>Our own words.</p>"
        self.env.flush_all()
        for _time in range(2):
            script.migrate(self.env.cr, "19.0.1.10.0")
            self.env.invalidate_all()
            self.assertEqual(str(template.body_html).count("mail_block_facts"), 1)
            self.assertIn(FACT, self.render("hired"))
            self.assertEqual(own.body_html, "<p>Our own words.</p>")
