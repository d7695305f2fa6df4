import copy
import json

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.transfer import ADDON, PLAN, TransferCase


@tagged("post_install", "-at_install")
class TestPlanImport(TransferCase):
    """What comes of a file, here or in another database."""

    def assert_round_trip(self, plans):
        before = self.export(plans)
        made = self.import_(before)
        after = self.export(made)
        for old, new in zip(before["plans"], after["plans"], strict=True):
            self.assertNotEqual(old["name"], new["name"])
            new["name"] = old["name"]
        self.assertEqual(before, after)
        return made

    def test_round_trip_of_all_that_is_shipped(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env["ir.module.module"].search([("name", "=", ADDON)])._update_translations(["sv_SE"])
        counted = self.count()
        general = self.general.with_user(self.administrator)
        made = self.assert_round_trip(general)
        # Nothing but a plan and its steps, with their note that they were made.
        steps = len(self.general.with_context(active_test=False).step_ids)
        self.assertEqual(self.count(), [counted[0] + 1, counted[1] + steps, *counted[2:]])
        self.assertEqual(made.name, "Nobody is left waiting (2)")
        said = self.general.with_context(lang="sv_SE").step_ids.mapped("activity_note")
        self.assertEqual(made.with_context(lang="sv_SE").step_ids.mapped("activity_note"), said)

    def test_round_trip_of_every_field_of_a_step(self):
        """Values that differ from those of a new step, each of them."""
        self.env["res.lang"]._activate_lang("sv_SE")
        kind = self.env["mail.activity.type"].create({"name": "Ring"})
        calendar = self._make_calendar(name="Nights")
        review = self.env.ref(f"{ADDON}.survey_review")
        self.plan.write({"calendar_id": calendar.id, "review_survey_id": review.id, "sequence": 3})
        test = self.env["survey.survey"].create({"title": "Logic", "survey_type": "assessment"})
        questions = self.env["hr.screening.set"].create({"name": "Before we meet"})
        step = self._make_step(
            "interview_before",
            active=False,
            action="survey",
            assessment_days=9,
            assessment_reminder_days=4,
            assessment_survey_id=test.id,
            booking_format="video",
            booking_minutes=45,
            booking_panel="one_interviewer",
            screening_set_id=questions.id,
            screening_days=7,
            screening_reminder_days=3,
            activity_note="<p>Hello</p>",
            activity_summary="Call",
            activity_type_id=kind.id,
            delay=2,
            delay_unit="working_days",
            expire_after=4,
            mail_template_id=self.template.id,
            easy_mail_template_id=self.template.copy({"name": "Easy"}).id,
            meeting_format="video",
            responsible="hr",
            send_window="waking_hours",
            sequence=7,
            sms_template_id=self.sms_text.id,
            stage_ids=[Command.set((self.offer + self.interview).ids)],
            survey_anonymity="anonymous",
            survey_id=self.survey.id,
            unless_interview=True,
        )
        step.with_context(lang="sv_SE").name = "Steg"
        step.update_field_translations("activity_note", {"sv_SE": {"Hello": "Hej"}})
        made = self.assert_round_trip(self.moved)
        self.env.invalidate_all()
        copy_ = made.with_context(active_test=False).step_ids.filtered(lambda s: not s.active)
        (old,), (new,) = step.copy_data(), copy_.copy_data()
        self.assertEqual({**old, "plan_id": made.id}, new)
        blank = self.env[step._name].new({"plan_id": self.plan.id})
        for name, value in old.items():
            if name not in ("plan_id", "name"):
                self.assertNotEqual(blank._convert_to_write({name: blank[name]})[name], value, name)
        self.assertEqual(copy_.with_context(lang="sv_SE").name, "Steg")
        self.assertEqual(copy_.with_context(lang="sv_SE").activity_note, "<p>Hej</p>")
        self.assertEqual(made.calendar_id, calendar)
        self.assertEqual(made.sudo().review_survey_id, review)

    def test_it_is_not_in_use_and_for_nobody(self):
        self.assertTrue(self.plan.in_use)
        before = self.plan_of(self.job), self.plan_of(self.other_job)
        hostile = {
            "default_in_use": True,
            "default_is_general": True,
            "default_company_id": False,
            "default_job_ids": self.job.ids,
            "default_active": False,
            "default_plan_id": self.plan.id,
        }
        made = self.import_(self.export(), **hostile)
        self.assertFalse(made.in_use or made.is_general or made.job_ids)
        self.assertTrue(made.is_nobodys)
        self.assertEqual(made.company_id, self.env.company)
        self.assertEqual(len(made.step_ids), 1)
        self.assertEqual((self.plan_of(self.job), self.plan_of(self.other_job)), before)
        with self.assertRaisesRegex(UserError, "Choose the job positions"):
            made.action_put_in_use()

    def test_twice_the_same_file(self):
        """It makes a second plan, and no second text."""
        content = self.rename(self.export(self.general.with_user(self.administrator)))
        first = self.import_(content)
        counted = self.count()
        self.assertNotIn("is new here", self.preview(content))
        second = self.import_(content)
        counted[0] += 1
        counted[1] += len(second.with_context(active_test=False).step_ids)
        self.assertEqual(self.count(), counted)
        self.assertEqual(
            (first + second).mapped("name"),
            ["Nobody is left waiting (2)", "Nobody is left waiting (3)"],
        )
        self.assertEqual(first.step_ids.mail_template_id, second.step_ids.mail_template_id)

    def rename(self, content):
        """:return: the file as a database would have it that has other texts"""
        content = copy.deepcopy(content)
        for text in content["mail_templates"].values():
            text["body_html"]["en_US"] = f"<p>Good morning!</p>{text['body_html']['en_US']}"
        for text in content["sms_templates"].values():
            text["body"]["en_US"] += " Goodbye!"
        for survey in content["surveys"].values():
            survey["question_and_page_ids"][0]["title"]["en_US"] += " Honestly?"
        return content

    def test_texts_that_differ_get_a_copy(self):
        general = self.general.with_user(self.administrator)
        content = self.rename(self.export(general))
        applied = self.env.ref(f"{ADDON}.mail_template_applied")
        before = applied.body_html, self.survey.question_ids.mapped("title")
        said = self.preview(content)
        self.assertIn(
            "“Candidate: Application received” differs from the one here, which stays as it is: "
            "a new one is created, “Candidate: Application received (2)”.",
            said,
        )
        self.assertIn("“How it was to apply (2)”", said)
        self.assertIn("Candidates read the title of a survey", said)
        made = self.import_(content)
        step = made.step_ids.filtered(lambda s: s.mail_template_id.name == f"{applied.name} (2)")
        self.assertIn("Good morning!", step.mail_template_id.body_html)
        self.assertEqual(step.mail_template_id.model, "hr.applicant")
        self.assertTrue(step.mail_template_id.email_layout_xmlid)
        self.assertIn("Goodbye!", step.sms_template_id.body)
        self.assertEqual(before, (applied.body_html, self.survey.question_ids.mapped("title")))
        for step in made.step_ids:
            self.assertFalse(step.warning, step.name)

    def test_a_survey_comes_whole(self):
        content = self.rename(self.export(self.general.with_user(self.administrator)))
        made = self.import_(content)
        survey = made.step_ids.survey_id.filtered(lambda s: s.title == f"{self.survey.title} (2)")
        old, new = self.survey.question_and_page_ids, survey.question_and_page_ids
        for name in ("feedback_role", "question_type", "scale_max", "constr_mandatory"):
            self.assertEqual(old.mapped(name), new.mapped(name))
        self.assertEqual(old.feedback_driver_id, new.feedback_driver_id)
        self.assertEqual(
            [q.triggering_answer_ids.mapped("value") for q in old],
            [q.triggering_answer_ids.mapped("value") for q in new],
        )
        self.assertLessEqual(new.triggering_answer_ids, new.suggested_answer_ids)
        self.assertTrue(new.triggering_answer_ids)
        self.assertEqual(survey.access_mode, "token")
        self.assertNotEqual(survey.access_token, self.survey.access_token)
        self.assertEqual(survey.user_id, self.administrator)
        self.assertTrue(survey.feedback_question_id)
        self.assertFalse(made.in_use)

    def test_what_has_another_name_in_the_other_database(self):
        """A text is the same whatever it is called, a number behind its name included."""
        content = self.export()
        self.template.name = "Hello (2)"
        self.assertIn("used as they are: “Hello”", self.preview(content))
        self.assertEqual(self.import_(content).step_ids.mail_template_id, self.template)
        self.template.name = "Good day"
        self.assertIn("“Hello” is new here", self.preview(content))

    def test_a_text_that_belongs_to_another_company(self):
        """It is not used here: then nobody there could write it any more."""
        self.template.body_html = "<p>Hello</p>"
        self.sms_text.body = "Hello"
        content = self.export()
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.plan.write({"in_use": False, "job_ids": False, "is_general": False})
        self.plan.company_id = other
        made = self.import_(content)
        self.assertEqual(made.company_id, self.env.company)
        self.assertEqual(made.step_ids.mail_template_id.name, "Hello (2)")
        self.assertEqual(made.step_ids.sms_template_id.name, "Short (2)")
        self.assertEqual(self.step.mail_template_id, self.template)

    def test_two_plans_in_one_file(self):
        other = self.plan.copy().with_user(self.administrator)
        other.name = "Cooks"
        made = self.import_(self.export(self.moved + other))
        self.assertEqual(made.mapped("name"), ["Engineers (2)", "Cooks (2)"])
        self.assertEqual(made.step_ids.mail_template_id, self.template)
        for plan in made:
            self.assertEqual(len(plan.step_ids), 1)

    # Languages ----------------------------------------------------------------------------

    def write_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.template.with_context(lang="sv_SE").write(
            {"subject": "Om {{ object.job_id.name }}", "body_html": "<p>Hej</p>"}
        )
        self.plan.with_context(lang="sv_SE").name = "Ingenjörer"

    def test_a_language_that_is_not_installed_here(self):
        self.write_in_swedish()
        content = self.export()
        swedish = self.env["res.lang"]._lang_get("sv_SE")
        swedish.active = False
        said = self.preview(content)
        self.assertIn("not installed here: “Swedish", said)
        self.assertIn("used as they are: “Hello”", said)
        made = self.import_(content)
        self.assertEqual(made.step_ids.mail_template_id, self.template)
        swedish.active = True
        self.assertEqual(made.with_context(lang="sv_SE").name, "Engineers (2)")

    def test_a_language_that_the_file_does_not_have(self):
        content = self.export()
        self.write_in_swedish()
        said = self.preview(content)
        self.assertIn("still has to be written in them: “Swedish", said)
        self.assertIn("used as they are: “Hello”", said)
        self.assertEqual(self.import_(content).step_ids.mail_template_id, self.template)

    def test_a_translation_that_differs(self):
        self.write_in_swedish()
        content = self.export()
        content["mail_templates"]["Hello"]["subject"]["sv_SE"] = "Angående"
        text = self.import_(content).step_ids.mail_template_id
        self.assertEqual(text.with_context(lang="sv_SE").subject, "Angående")
        self.assertEqual(text.with_context(lang="sv_SE").body_html, "<p>Hej</p>")
        self.assertEqual(text.with_context(lang="sv_SE").name, "Hello (2)")
        self.assertEqual(
            self.template.with_context(lang="sv_SE").subject, "Om {{ object.job_id.name }}"
        )

    def test_in_the_language_of_the_importer(self):
        """What is written in one language stays so."""
        self.write_in_swedish()
        self.administrator.lang = "sv_SE"
        content = self.export()
        made = self.import_(content, lang="sv_SE")
        self.assertEqual(made.with_context(lang="sv_SE").name, "Ingenjörer (2)")
        self.assertEqual(made.with_context(lang="en_US").name, "Engineers (2)")
        after = self.export(made)
        self.assertEqual(content["plans"][0]["step_ids"], after["plans"][0]["step_ids"])

    # What is not here ---------------------------------------------------------------------

    def test_a_stage_that_is_not_here(self):
        self.step.write(
            {"trigger": "stage_entered", "stage_ids": (self.offer + self.interview).ids}
        )
        content = self.export()
        self.offer.name = "Proposal"
        said = self.preview(content)
        self.assertIn("is imported without this stage, which is not here: “Offer”", said)
        made = self.import_(content)
        self.assertEqual(made.step_ids.stage_ids, self.interview)
        self.interview.name = "Talk"
        said = self.preview(content)
        self.assertIn("“Step applied” is imported switched off", said)
        self.assertIn("“Offer”", said)
        self.assertIn("“Meeting”", said)
        made = self.import_(content)
        self.assertFalse(made.step_ids)
        (step,) = made.with_context(active_test=False).step_ids
        self.assertFalse(step.stage_ids or step.active)

    def test_a_stage_by_its_external_id(self):
        stage = self.env.ref("hr_recruitment.stage_job2")
        self.step.write({"trigger": "stage_entered", "stage_ids": stage.ids})
        content = self.export()
        self.assertEqual(
            content["plans"][0]["step_ids"][0]["stage_ids"][0]["xmlid"],
            "hr_recruitment.stage_job2",
        )
        stage.name = "Screening"
        self.assertIn("“First Interview” is called “Screening” here.", self.preview(content))
        self.assertEqual(self.import_(content).step_ids.stage_ids, stage)
        self.interview.name = "first interview"
        self.assertNotIn("Screening", self.preview(content))
        self.assertEqual(self.import_(content).step_ids.stage_ids, self.interview)

    def test_stages_of_the_same_name(self):
        twin = self.interview.copy({"job_ids": self.other_job.ids})
        twin.name = self.interview.name
        self.step.write({"trigger": "stage_entered", "stage_ids": (self.interview + twin).ids})
        self.assertEqual(
            self.assert_round_trip(self.moved).step_ids.stage_ids, self.interview + twin
        )

    def test_an_activity_type_that_is_not_here(self):
        kind = self.env["mail.activity.type"].create({"name": "Ring"})
        self.step.activity_type_id = kind
        self._make_step("applied", name="Ring them", action="activity", activity_type_id=kind.id)
        content = self.export()
        kind.name = "Call them"
        said = self.preview(content)
        self.assertIn("“Ring them” is imported switched off", said)
        self.assertIn("“Step applied” is imported without this activity type", said)
        made = self.import_(content)
        self.assertEqual(made.step_ids.name, "Step applied")
        self.assertFalse(made.step_ids.activity_type_id)

    def test_a_schedule_and_a_report_that_are_not_here(self):
        calendar = self._make_calendar(name="Nights")
        report = self.env["ir.actions.report"].create(
            {"name": "Contract", "model": "hr.applicant", "report_name": "x.y"}
        )
        self.plan.calendar_id = calendar
        self.template.report_template_ids = report
        content = self.export()
        self.template.subject = "Other"
        calendar.name, report.name = "Days", "Letter"
        said = self.preview(content)
        self.assertIn("“Nights” is not here: “Engineers” keeps the company's.", said)
        self.assertIn("“Contract” is not here: “Hello” does not attach it.", said)
        made = self.import_(content)
        self.assertFalse(made.calendar_id)
        self.assertFalse(made.step_ids.mail_template_id.report_template_ids)

    def test_a_driver_that_is_not_here(self):
        """All companies share drivers: who works in all of them makes it."""
        self._make_step("applied", action="survey", survey_id=self.survey.id)
        content = self.export()
        text = json.dumps(content).replace("feedback_driver_ease", "gone")
        name = self.env.ref(f"{ADDON}.feedback_driver_ease").name
        text = text.replace(json.dumps(name), json.dumps("Rhythm"))
        content = json.loads(text)
        said = self.preview(content)
        self.assertIn("The driver “Rhythm” is new here and is created.", said)
        made = self.import_(content)
        driver = self.env["hr.recruitment.feedback.driver"].search([("name", "=", "Rhythm")])
        question = made.step_ids.survey_id.question_ids.filtered(
            lambda q: q.feedback_driver_id == driver
        )
        self.assertEqual(question.feedback_role, "driver")
        driver.name = "Melody"
        self.env["res.company"].create({"name": "Sydlys"})
        said = self.preview(content)
        self.assertIn("are in no numbers", said)
        counted = self.count()
        made = self.import_(content)
        survey = made.step_ids.survey_id
        self.assertEqual(self.count()[7], counted[7])
        self.assertFalse(
            survey.question_ids.filtered(lambda q: q.title == question.title).feedback_role
        )
        self.assertEqual(self.import_(content).step_ids.survey_id, survey)

    # What cannot be -----------------------------------------------------------------------

    @mute_logger("odoo.sql_db")
    def test_what_the_models_refuse_is_named_and_nothing_is_left(self):
        self._make_step("applied", action="survey", survey_id=self.survey.id)
        good = self.rename(self.export())
        survey = good["surveys"][self.survey.title]
        step = good["plans"][0]["step_ids"][1]
        question = survey["question_and_page_ids"][1]
        for record, values, said in (
            (step, {"trigger": "refused"}, "“Step applied”.*office hours"),
            (step, {"delay": -1}, "“Step applied”.*negative"),
            (step, {"delay": 10**6}, "would wait for"),
            (step, {"expire_after": 10**6}, "two years"),
            (survey, {"access_mode": "public"}, "invited to feedback surveys one by one"),
            (survey, {"feedback_moment": None}, "needs the moment"),
            (survey, {"survey_type": "recruitment_review"}, "is not a survey for candidates"),
            (question, {"question_type": "matrix"}, "hard to answer on a phone"),
            (question, {"question_type": None}, "hard to answer"),
            (question, {"feedback_role": "cnps", "scale_max": 9}, "scale from 0 to 10|at most"),
            (question, {"feedback_driver_id": None}, "Choose the driver"),
            (question, {"scale_min": 9, "scale_max": 1}, "scale must be a growing"),
            (question, {"is_page": True}, "should be empty for these pages"),
        ):
            with self.subTest(values=values):
                counted = self.count()
                before = dict(record)
                record.update(values)
                content = copy.deepcopy(good)
                record.update(before)
                with self.assertRaisesRegex(UserError, said):
                    self.import_(content)
                self.assertEqual(self.count(), counted)

    def test_nothing_is_sent_and_nobody_is_told(self):
        applicant = self._make_applicants(1)
        rows = applicant.communication_ids
        content = self.rename(self.export(self.general.with_user(self.administrator)))
        counted = self.count()
        self.import_(content)
        after = self.count()
        self.assertEqual(after[-2 - 2 : -2], counted[-2 - 2 : -2])
        self.assertEqual(after[-1], counted[-1])
        self.assertEqual(applicant.communication_ids, rows)
        self.assertEqual(applicant.communication_plan_id, self.plan)
        notes = self.env["mail.message"].search([], order="id desc", limit=after[-2] - counted[-2])
        self.assertLessEqual(set(notes.mapped("model")), {"survey.survey"})
        self.assertFalse(notes.notified_partner_ids)

    def test_number_of_queries(self):
        """A plan with three times as many steps takes no more."""
        counts = []
        content = self.rename(self.export())
        for number in (1, 3, 9):
            big = copy.deepcopy(content)
            big["plans"][0]["step_ids"] *= number
            big["mail_templates"] = {
                f"Hello {n}": {
                    **content["mail_templates"]["Hello"],
                    "name": {"en_US": f"Hello {number} {n}"},
                }
                for n in range(number)
            }
            steps = [dict(step) for step in big["plans"][0]["step_ids"]]
            for n, step in enumerate(steps):
                step["mail_template_id"] = f"Hello {n}"
            big["plans"][0]["step_ids"] = steps
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.import_(big)
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 2, counts)
        self.assertLess(counts[0], 150, counts)

    def test_plan_names(self):
        """They tell plans apart; a number of the file is not doubled."""
        self.plan.name = "Engineers (7)"
        content = self.export()
        self.assertEqual(self.import_(content).name, "Engineers (2)")
        self.assertEqual(self.import_(content).name, "Engineers (3)")
        self.assertEqual(self.env[PLAN].search_count([("name", "like", "Engineers")]), 3)
