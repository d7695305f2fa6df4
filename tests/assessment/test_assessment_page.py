from datetime import timedelta

from odoo.tests import tagged

from ..cases.assessment import NOW, AssessmentCase


@tagged("post_install", "-at_install")
class TestAssessmentPage(AssessmentCase):
    """What candidates open, over HTTP."""

    def setUp(self):
        super().setUp()
        self.applicant = self.send_test()
        self.test = self.applicant.assessment_ids
        self.test.user_input_id.deadline = False
        self.applicant._ensure_page_tokens()
        self.path = self.applicant._page_path()
        self.authenticate(None, None)

    def rpc(self, route):
        answer = self.test.user_input_id
        path = f"/survey/{route}/{self.survey.access_token}/{answer.access_token}"
        return self.make_jsonrpc_request(path, {})

    def test_from_the_page_to_the_test(self):
        page = self.url_open(self.path)
        self.assertIn("To the test", page.text)
        self.assertIn("There is a test for you to do.", page.text)
        self.assertNotIn("nothing you need to do", page.text)
        self.assertIn("one part of the whole", page.text)
        self.assertNotIn(self.test.user_input_id.access_token, page.text)
        opened = self.url_open(f"{self.path}/test/{self.test.id}")
        self.assertIn("Logic", opened.text)
        self.assertIn("Start Survey", opened.text)
        # Nothing has begun yet.
        self.assertEqual(self.test.state, "sent")

    def test_whoever_is_logged_in_there(self):
        self._make_user("customer", "base.group_portal")
        self.authenticate("customer", "customer")
        opened = self.url_open(f"{self.path}/test/{self.test.id}")
        self.assertIn("Start Survey", opened.text)

    def test_nothing_for_strangers(self):
        other = self.send_test()
        for path in (
            f"{self.path}x/test/{self.test.id}",
            f"/candidate/page/{self.applicant.id}/wrong/test/{self.test.id}",
        ):
            self.assertEqual(self.url_open(path).status_code, 404)
        opened = self.url_open(f"{self.path}/test/{other.assessment_ids.id}")
        self.assertIn("/candidate/page/", opened.url)

    def test_done_without_the_result_and_never_twice(self):
        self.rpc("begin")
        self.assertEqual(self.test.state, "started")
        self.finish(self.test, right=0)
        answer = self.test.user_input_id
        self.env.flush_all()
        start = self.url_open(
            f"/survey/start/{self.survey.access_token}?answer_token={answer.access_token}"
        )
        self.assertIn("You have done this test", start.text)
        self.assertNotIn(self.path, start.text, "colleagues can know the key of a survey")
        for word in ("scored", "failed"):
            self.assertNotIn(word, start.text)
        count = self.survey.user_input_count if "user_input_count" in self.survey else None
        self.url_open(f"/survey/retry/{self.survey.access_token}/{answer.access_token}")
        inputs = self.env["survey.user_input"].search_count([("survey_id", "=", self.survey.id)])
        self.assertEqual(inputs, 1, count)
        self.assertIn("Done on", self.url_open(self.path).text)

    def test_the_timer_has_the_extra_time(self):
        self.test.extra_percent = 100
        self.env.flush_all()
        opened = self.url_open(f"{self.path}/test/{self.test.id}")
        self.assertIn("40 minutes", opened.text)
        page = self.rpc("begin")
        self.assertRegex(str(page), "data-time-limit-minutes=.{0,2}40")

    def test_what_the_page_sends_as_extra_time_ends_counts(self):
        self.test.extra_percent = 100
        self.begin(self.test)
        answer = self.test.user_input_id
        answer.start_datetime -= timedelta(minutes=40, seconds=4)
        question = self.survey.question_ids[0]
        right = question.suggested_answer_ids[0]
        self.env.flush_all()
        self.make_jsonrpc_request(
            f"/survey/submit/{self.survey.access_token}/{answer.access_token}",
            {"question_id": question.id, str(question.id): str(right.id)},
        )
        self.assertEqual(self.test.state, "finished")
        self.assertEqual(answer.user_input_line_ids.suggested_answer_id, right)

    def test_after_the_time_a_friendly_page(self):
        self.test.user_input_id.deadline = NOW - timedelta(days=900)
        self.env.flush_all()
        answer = self.test.user_input_id
        start = self.url_open(
            f"/survey/start/{self.survey.access_token}?answer_token={answer.access_token}"
        )
        self.assertIn("not open any more", start.text)
        self.assertIn(self.recruiter.email, start.text)
        self.assertIn("ran out", self.url_open(self.path).text)
