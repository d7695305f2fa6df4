from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.assessment import DEADLINE, NOW, AssessmentCase


@tagged("post_install", "-at_install")
class TestAssessment(AssessmentCase):
    """From the step of a plan to a result that people look at."""

    def test_a_stage_sends_it_with_a_deadline_that_mail_and_page_name(self):
        with self.at(NOW):
            applicant = self.send_test()
            test = applicant.assessment_ids
            self.assertEqual((test.state, test.survey_id), ("sent", self.survey))
            self.assertEqual(test.deadline, DEADLINE)
            self.assertEqual(test.user_input_id.deadline, DEADLINE)
            body = self.mails(applicant).body_html
            page = applicant._get_page()["tests"]
        for words in ("Logic", "June 17", "How you solve problems.", "A quiet place.", "20"):
            self.assertIn(words, body)
        self.assertIn("June 17", page[0]["day"])
        self.assertIn(f"/candidate/page/{applicant.id}/", body)
        # Whose participation it is, knows the test only.
        answer = test.user_input_id
        self.assertFalse(answer.partner_id or answer.email or answer.applicant_id)
        self.assertNotIn(answer.access_token, body)
        chatter = "".join(applicant.message_ids.mapped("body"))
        self.assertNotIn(answer.access_token, chatter)

    def test_the_same_number_of_queries_for_many_when_it_is_planned(self):
        with self.at(NOW):
            one, many = self._make_applicants(1), self._make_applicants(8)
            self.env.flush_all()
            counts = []
            for applicants in (one, many):
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                applicants.stage_id = self.interview
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)

    def test_the_same_number_of_queries_for_many_when_it_is_sent(self):
        counts = []
        with self.at(NOW):
            for number in (1, 3, 9):
                self._make_applicants(number).stage_id = self.interview
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.process()
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        _warm, few, many = counts
        self.assertLessEqual(many, few + 2)

    def test_extra_time_that_is_given_to_who_has_begun(self):
        with self.at(NOW):
            test = self.send_test().assessment_ids
        with self.at(test.deadline - timedelta(minutes=5)):
            self.begin(test)
            test.user_input_id.start_datetime = test.deadline - timedelta(minutes=5)
            test._keep_time()
            test.extra_percent = 100
        end = test.user_input_id.start_datetime + timedelta(minutes=40)
        self.assertGreaterEqual(test.user_input_id.deadline, end)

    def test_result_and_time_used(self):
        with self.at(NOW):
            applicant = self.send_test()
            test = applicant.assessment_ids
            self.begin(test)
            self.assertEqual(test.state, "started")
        with self.at(NOW + timedelta(minutes=12)):
            self.finish(test, right=1)
        self.assertEqual((test.state, test.duration), ("finished", 12))
        self.assertEqual((test.score, test.is_passed), (50, False))
        self.assertIn("50%", test.result)
        self.assertEqual(self.todos(applicant), ["Test finished: Logic"])
        self.assertEqual(applicant.stage_id, self.interview)
        self.assertTrue(applicant.active)
        chatter = "".join(applicant.message_ids.mapped("body"))
        self.assertIn("finished", chatter)
        self.assertNotIn("50", chatter.split("finished")[0][-40:])
        self.assertIn("What comes next?", test.answers)

    def test_one_reminder_unless_it_is_done(self):
        with self.at(NOW):
            late, quick = self.send_test(2)
            reminders = self.rows(late + quick, is_reminder=True)
            self.assertEqual(len(reminders), 2)
            self.assertEqual(reminders[0].scheduled_date.date().day, 15)
            self.finish(quick.assessment_ids)
        with self.at(NOW + timedelta(days=5, hours=3)):
            self.process()
            self.assertEqual(self.rows(quick, is_reminder=True).reason, "test_over")
            self.assertEqual(self.rows(late, is_reminder=True).state, "queued")
            mail = self.mails(late).sorted("id")[-1:]
        self.assertIn("reminder", mail.subject)
        self.assertIn("June 17", mail.body_html)

    def test_who_has_not_heard_of_it_is_not_late(self):
        with self.at(NOW):
            applicant = self.send_test()
            self.rows(applicant).write({"state": "failed"})
        with self.at(DEADLINE + timedelta(hours=1)):
            self.env["hr.applicant.assessment"]._cron_assessments()
        self.assertEqual(applicant.assessment_ids.state, "sent")
        self.assertFalse(self.todos(applicant))

    def test_out_of_time_and_more_days(self):
        with self.at(NOW):
            applicant = self.send_test()
            test = applicant.assessment_ids
        with self.at(DEADLINE + timedelta(hours=1)):
            for _time in range(2):
                self.env["hr.applicant.assessment"]._cron_assessments()
            self.assertEqual(test.state, "late")
            self.assertEqual(self.todos(applicant), ["Test not done in time: Logic"])
            self.assertFalse(test._is_open())
            test.with_user(self.recruiter).action_extend()
            self.assertEqual(test.state, "sent")
            self.assertEqual(test.deadline, DEADLINE + timedelta(days=8))
            self.assertTrue(test._is_open())
            self.process()
            mail = self.mails(applicant).sorted("id")[-1:]
        self.assertIn("More time", mail.subject)
        self.assertIn("June 25", mail.body_html)

    def test_extra_time_counts_on_the_server_and_ends(self):
        with self.at(NOW):
            applicant = self._make_applicants(assessment_extra_percent=50)
            applicant.stage_id = self.interview
            self.process()
            test = applicant.assessment_ids
            answer = test.user_input_id
            self.assertEqual(test.extra_percent, 50)
            self.assertIn("30", self.mails(applicant).body_html)
            self.begin(test)
        for minutes, over in ((21, False), (29, False), (31, True)):
            with self.at(NOW + timedelta(minutes=minutes)):
                answer.invalidate_recordset(["survey_time_limit_reached"])
                self.assertEqual(answer.survey_time_limit_reached, over, minutes)

    def test_who_begins_in_time_may_finish(self):
        with self.at(NOW):
            test = self.send_test().assessment_ids
        with self.at(DEADLINE - timedelta(minutes=5)):
            self.begin(test)
        with self.at(DEADLINE + timedelta(minutes=10)):
            self.env["hr.applicant.assessment"]._cron_assessments()
            self.assertTrue(test._is_open())
        with self.at(DEADLINE + timedelta(hours=1)):
            self.env["hr.applicant.assessment"]._cron_assessments()
        self.assertEqual(test.state, "finished")

    def test_who_may_do_what(self):
        with self.at(NOW):
            test = self.send_test().assessment_ids
        interviewer = self._make_user("prover", "hr_recruitment.group_hr_recruitment_interviewer")
        with self.assertRaises(AccessError):
            test.with_user(interviewer).read(["state"])
        with self.assertRaises(AccessError):
            test.with_user(self.recruiter).score = 100
        with self.assertRaises(AccessError):
            test.with_user(self.recruiter).read(["user_input_id"])
        with self.assertRaises(AccessError):
            test.with_user(self.recruiter).unlink()
        test.with_user(self.recruiter).extra_percent = 25
        for number in (-1, 1000):
            with self.assertRaises(ValidationError):
                test.with_user(self.recruiter).extra_percent = number
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        test.applicant_id.company_id = elsewhere
        with self.assertRaises(AccessError):
            test.with_user(self.recruiter).read(["state"])

    def test_an_administrator_without_the_right_to_surveys_makes_a_test(self):
        boss = self._make_user("boss", "hr_recruitment.group_hr_recruitment_manager")
        surveys = self.env["survey.survey"].with_user(boss)
        mine = surveys.create(
            {"title": "Mine", "survey_type": "assessment", "access_mode": "token"}
        )
        mine.question_and_page_ids = [
            Command.create({"title": "Why?", "question_type": "text_box"})
        ]
        self.step.with_user(boss).assessment_survey_id = mine
        self.assertFalse(self.step.warning)
        self.assertIn(self.survey, surveys.search([("survey_type", "=", "assessment")]))
        with self.assertRaises(AccessError):
            self.survey.with_user(boss).title = "Another's"
        self._switch_assessment(False)
        self.assertFalse(surveys.search([("survey_type", "=", "assessment")]))

    def test_a_finished_test_is_not_extended(self):
        with self.at(NOW):
            test = self.send_test().assessment_ids
            self.finish(test)
            with self.assertRaises(UserError):
                test.with_user(self.recruiter).action_extend()

    def test_a_step_that_cannot_work_says_so(self):
        self.assertFalse(self.step.warning)
        for values, words in (
            ({"users_login_required": True}, "login"),
            ({"active": False}, "archived"),
            ({"access_mode": "public"}, "link"),
        ):
            with self.subTest(words=words):
                before = {name: self.survey[name] for name in values}
                self.survey.write(values)
                self.assertIn(words, self.step.warning)
                self.survey.write(before)
        self.survey.question_and_page_ids.unlink()
        self.assertIn("no questions", self.step.warning)
        with self.at(NOW):
            applicant = self.send_test()
        self.assertEqual(self.rows(applicant).reason, "no_test")
        self.assertFalse(applicant.assessment_ids)

    def test_feedback_stays_apart(self):
        feedback = self.env.ref("hr_recruitment_candidate_experience.survey_applied")
        self.step.assessment_survey_id = feedback
        self.assertIn("not a test", self.step.warning)
        self.step.assessment_survey_id = self.survey
        with self.at(NOW):
            applicant = self.send_test()
            self.finish(applicant.assessment_ids)
        facts = self.env["hr.recruitment.feedback"].search([("applicant_id", "=", applicant.id)])
        self.assertFalse(facts)
        self.assertFalse(applicant.feedback_asked_date)

    def test_off_there_is_nothing_of_it(self):
        self._switch_assessment(False)
        steps = self.env["hr.recruitment.communication.step"]
        offered = dict(steps.fields_get(["action"])["action"]["selection"])
        self.assertNotIn("assessment", offered)
        with self.at(NOW):
            applicant = self.send_test()
        self.assertEqual(self.rows(applicant).reason, "tests_off")
        self.assertFalse(applicant.assessment_ids)
        self.assertEqual(applicant._get_page()["tests"], [])

    def test_who_writes_surveys_copies_them(self):
        """Also without any right to recruitment: what is told of a test is of the survey."""
        writer = self._make_user("surveys", "base.group_user")
        writer.group_ids += self.env.ref("survey.group_survey_user")
        copy = self.survey.with_user(writer).copy()
        self.assertEqual(copy.assessment_purpose, "How you solve problems.")
        copy.assessment_minutes = 30
