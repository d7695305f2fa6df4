import json
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.assessment import DEADLINE, NOW, AssessmentCase


@tagged("post_install", "-at_install")
class TestAssessmentCrossed(AssessmentCase):
    """What happens to an application around a test."""

    def tell(self, applicant):
        rows = self.rows(applicant).filtered(lambda row: row.step_id.trigger == "refused")
        rows.sudo()._mark_sent("delivered")

    def test_leaving_the_stage_before_it_left(self):
        self.step.delay = 5
        with self.at(NOW):
            applicant = self._make_applicants()
            applicant.stage_id = self.interview
            applicant.stage_id = self.offer
            self.assertEqual(self.rows(applicant).reason, "stage_left")
            self.process()
        self.assertFalse(applicant.assessment_ids)

    def test_a_refusal_that_waits_closes_no_test(self):
        self._make_step("refused", send_window="office_hours")
        with self.at(NOW):
            applicant = self.send_test()
            test = applicant.assessment_ids
            self.refuse(applicant)
        with self.at(NOW + timedelta(hours=1)):
            self.env["hr.applicant.assessment"]._cron_assessments()
            self.assertEqual(test.state, "sent")
            self.assertTrue(test._is_open())
            self.assertEqual(applicant._get_page()["tests"][0]["state"], "sent")
            self.assertEqual(self.rows(applicant, is_reminder=True).state, "cancelled")
        with self.at(NOW + timedelta(days=2)):
            self.tell(applicant)
            self.assertFalse(test._is_open())
            self.env["hr.applicant.assessment"]._cron_assessments()
        self.assertEqual(test.state, "withdrawn")
        self.assertFalse(self.todos(applicant))

    def test_a_pause_takes_no_days(self):
        with self.at(NOW):
            applicant = self.send_test()
            test = applicant.assessment_ids
        with self.at(NOW + timedelta(days=1)):
            applicant.action_pause_communication()
        with self.at(DEADLINE + timedelta(hours=2)):
            self.env["hr.applicant.assessment"]._cron_assessments()
            self.process()
            self.assertTrue(test._is_open())
            self.assertEqual(self.rows(applicant, is_reminder=True).state, "scheduled")
        with self.at(NOW + timedelta(days=8)):
            applicant.action_resume_communication()
        self.assertEqual(test.deadline, DEADLINE + timedelta(days=7))
        self.assertEqual(test.user_input_id.deadline, test.deadline)

    def test_a_second_application_has_its_own(self):
        with self.at(NOW):
            first = self.send_test()
            second = self.send_test()
            self.finish(first.assessment_ids)
        self.assertEqual(second.assessment_ids.state, "sent")

    def test_closed_in_every_other_way(self):
        """Hired, archived, withdrawn by hand: what is sent is over when it is known, and
        nobody is told to look at it."""
        with self.at(NOW):
            hired, archived = self.send_test(), self.send_test()
            hired.stage_id = self.signed_stage()
            archived.active = False
        for moment in (DEADLINE - timedelta(days=1), DEADLINE + timedelta(hours=9)):
            with self.at(moment):
                self.process()
                self.env["hr.applicant.assessment"]._cron_assessments()
        for applicant in (hired, archived):
            with self.subTest(applicant=applicant.outcome):
                self.assertEqual(self.rows(applicant, is_reminder=True).state, "cancelled")
                self.assertNotIn("Test not done in time: Logic", self.todos(applicant))

    def test_hired_and_told(self):
        self._make_step("hired")
        with self.at(NOW):
            applicant = self.send_test()
            applicant.stage_id = self.signed_stage()
            self.assertTrue(applicant.assessment_ids._is_open(), "nothing runs ahead")
            self.process()
            self.arrive(applicant)
            self.env["hr.applicant.assessment"]._cron_assessments()
        self.assertEqual(applicant.assessment_ids.state, "withdrawn")

    def signed_stage(self):
        return self.env["hr.recruitment.stage"].search([("hired_stage", "=", True)], limit=1)

    def test_a_job_that_is_closed_and_a_plan_that_is_retired(self):
        with self.at(NOW):
            applicant = self.send_test()
            test = applicant.assessment_ids
            applicant.job_id.active = False
            self.step.active = False
            # What was sent goes on: the candidate was told a day.
            self.assertTrue(test._is_open())
            self.finish(test)
        self.assertEqual(test.state, "finished")

    def test_no_address_makes_no_test(self):
        with self.at(NOW):
            applicant = self._make_applicants(email_from=False, partner_phone=False)
            applicant.stage_id = self.interview
            self.process()
        self.assertFalse(applicant.assessment_ids)
        self.assertFalse(self.env["survey.user_input"].search([("survey_id", "=", self.survey.id)]))

    def test_a_broken_text_makes_no_test(self):
        """Nothing remains of a batch that cannot be written."""
        with self.at(NOW):
            applicant = self._make_applicants()
            applicant.stage_id = self.interview
            template = self.step.mail_template_id
            body = str(template.body_html)
            self.env.cr.execute(
                "UPDATE mail_template SET body_html = %s WHERE id = %s",
                [json.dumps({"en_US": body + "<t t-out='object.nothing.at_all'/>"}), template.id],
            )
            self.env.invalidate_all()
            with mute_logger("odoo.addons.mail.models.mail_render_mixin"):
                self.process()
        self.assertNotIn(self.rows(applicant, is_reminder=False).state, ("queued", "sent"))
        self.assertFalse(applicant.assessment_ids)

    def test_who_may_do_what_over_rpc(self):
        with self.at(NOW):
            applicant = self.send_test()
            test = applicant.assessment_ids
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._make_user("stranger", "hr_recruitment.group_hr_recruitment_user")
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        interviewer = self._make_user("ivar", "hr_recruitment.group_hr_recruitment_interviewer")
        for user in (stranger, interviewer):
            for press in ("action_extend", "action_open_application"):
                with self.subTest(user=user.login, press=press), self.assertRaises(AccessError):
                    getattr(test.with_user(user), press)()
            with self.assertRaises(AccessError):
                test.with_user(user).read(["score"])
        officer = test.with_user(self.recruiter)
        for values in ({"state": "finished"}, {"score": 100.0}, {"deadline": NOW}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                officer.write(values)
        with self.assertRaises(AccessError):
            officer.read(["user_input_id"])

    def test_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        module = self.env["ir.module.module"].search(
            [("name", "=", "hr_recruitment_candidate_experience")]
        )
        module._update_translations(["sv_SE"])
        langs = self.env["res.lang"].search([("code", "in", ("en_US", "sv_SE"))])
        self.survey.lang_ids = langs
        self.survey.with_context(lang="sv_SE").assessment_needs = "En lugn plats."
        with self.at(NOW):
            applicant = self.send_test(candidate_lang="sv_SE")
            body = self.mails(applicant).body_html
            page = applicant.with_context(lang="sv_SE")._get_page()["tests"]
        self.assertIn("17 juni", body)
        self.assertIn("En lugn plats.", body)
        self.assertIn("Det här kommer ut av det", body)
        self.assertIn("17 juni", page[0]["day"])
        self.assertEqual(applicant.assessment_ids.user_input_id.lang_id.code, "sv_SE")

    def test_erased_and_deleted(self):
        with self.at(NOW):
            erased, deleted = self.send_test(2)
            for applicant in erased + deleted:
                self.finish(applicant.assessment_ids)
            answers = (erased + deleted).assessment_ids.user_input_id
            person = erased.sudo()._find_person()
            traces = erased.sudo()._find_traces(person)
            self.assertIn(erased.assessment_ids.user_input_id, traces["survey.user_input"])
            self.assertEqual(traces["hr.applicant.assessment"], erased.assessment_ids)
            deleted.unlink()
        self.assertEqual(answers.exists(), erased.assessment_ids.user_input_id)

    def test_the_copy_of_data_has_answers_and_result(self):
        with self.at(NOW):
            applicant = self.send_test()
            self.finish(applicant.assessment_ids)
            given = applicant.sudo()._get_given_feedback()
        title, _moment, answers = given[-1]
        self.assertEqual(title, "Logic")
        self.assertIn(("What comes next?", "Right"), answers)
        self.assertIn("100%", dict(answers)["Result"])

    def test_in_the_interview_kit(self):
        with self.at(NOW):
            applicant = self.send_test()
            self.finish(applicant.assessment_ids)
            meeting = self.env["calendar.event"].create(
                {
                    "name": "Interview",
                    "start": NOW + timedelta(days=1),
                    "stop": NOW + timedelta(days=1, hours=1),
                    "applicant_id": applicant.id,
                    "partner_ids": applicant.partner_id.ids,
                }
            )
            kit = meeting.sudo().interview_kit_ids or self.env["hr.interview.kit"].sudo().create(
                {"meeting_id": meeting.id, "applicant_id": applicant.id}
            )
        self.assertIn("Logic: 100%", kit.test_results)
