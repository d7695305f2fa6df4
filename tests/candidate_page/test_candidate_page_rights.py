from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.candidate_page.hr_applicant_page_actions import PRESSES_A_DAY
from ..cases.candidate_page import HOUR, CandidatePageCase
from ..cases.decision import DAY
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCandidatePageRights(CandidatePageCase):
    """Who gets what a candidate says on the page, and what a candidate can always do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interviewer = cls._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        cls.colleague = cls._make_user("kollega", "hr_recruitment.group_hr_recruitment_user")

    def setUp(self):
        super().setUp()
        self.applicant.interviewer_ids = self.interviewer
        self.applicant.message_subscribe((self.interviewer | self.colleague).partner_id.ids)
        self.before = self.env["mail.mail"].search([])
        self.env.flush_all()

    def mailed(self):
        """:return: who got a mail since the test began"""
        self.env.invalidate_all()
        return (self.env["mail.mail"].search([]) - self.before).recipient_ids

    def read_by(self, user):
        """:return: everything about the application that this user can read, as text"""
        self.env.invalidate_all()
        applicant = self.applicant.with_user(user).with_context(active_test=False)
        messages = applicant.env["mail.message"].search(
            [("model", "=", "hr.applicant"), ("res_id", "=", applicant.id)]
        )
        rows = applicant.env["hr.applicant.communication"].search([])
        activities = applicant.env["mail.activity"].search([])
        texts = [
            str(applicant.read()),
            str(messages.read(["body", "subject", "preview"])),
            str(messages.sudo().tracking_value_ids.mapped("new_value_char")),
            str(activities.read(["summary", "note"])),
            str(rows.mapped("reason")),
        ]
        return "".join(texts)

    def withdraw_because(self, text):
        reason = self.env.ref("hr_recruitment_candidate_experience.refuse_reason_other_offer")
        self.press("withdraw", path=f"{self.path}/withdraw", reason=reason.id, text=text)
        return reason

    # Who reads it --------------------------------------------------------------------

    def test_what_is_said_goes_to_the_recruiter_alone(self):
        self.press("ask", text="Is the manager kind?")
        self.press("travel", text="Hemligby")
        self.press("questions", text="What is the salary?")
        self.press("channel", channel="phone")
        reason = self.withdraw_because("My mother is ill.")
        self.assertEqual(self.mailed(), self.recruiter.partner_id)
        secrets = (
            "Is the manager kind?",
            "Hemligby",
            "My mother is ill.",
            reason.name,
            reason.withdrawal_words,
        )
        told = self.read_by(self.interviewer)
        for secret in secrets:
            self.assertNotIn(secret, told)
        for user in (self.recruiter, self.colleague):
            known = self.read_by(user)
            for secret in secrets:
                self.assertIn(secret, known)

    def test_what_cannot_be_read_cannot_be_searched(self):
        self.press("ask", text="Is the manager kind?")
        self.press("travel", text="Hemligby")
        self.env.flush_all()
        applicants = self.env["hr.applicant"].with_user(self.interviewer)
        messages = self.env["mail.message"].with_user(self.interviewer)
        kind = [("message_ids.body", "ilike", "manager kind")]
        self.assertFalse(applicants.search_count(kind))
        self.assertFalse(messages.search_count([("body", "ilike", "manager kind")]))
        self.assertTrue(applicants.with_user(self.recruiter).search_count(kind))
        with self.assertRaises(AccessError):
            applicants.search_count([("travels_from", "=", "Hemligby")])
        message = self.applicant.message_ids.filtered(lambda m: "kind" in m.body)
        with self.assertRaises(AccessError):
            message.with_user(self.interviewer).read(["body"])

    def test_a_request_about_the_data_goes_to_hr_alone(self):
        nurse = self._make_user("ansvarig", "base.group_user")
        self.company.candidate_hr_user_id = nurse
        self.env.flush_all()
        before = self.read_by(self.interviewer)
        self.press("erase")
        self.assertEqual(self.mailed(), nurse.partner_id | self.applicant.partner_id)
        request = self.applicant.data_request_ids
        self.assertEqual(request.with_user(nurse).read(["kind"])[0]["kind"], "erase")
        self.assertTrue(request.activity_ids.with_user(nurse).read(["summary"]))
        requests = request.with_user(self.interviewer)
        self.assertFalse(requests.search([]))
        with self.assertRaises(AccessError):
            requests.read(["kind"])
        with self.assertRaises(AccessError):
            requests.action_drop()
        after = self.read_by(self.interviewer)
        for word in ("erase", "data_request", "Erase"):
            self.assertEqual(after.count(word), before.count(word))

    # What a candidate can always do ---------------------------------------------------

    def test_rights_are_not_used_up_by_other_presses(self):
        for number in range(PRESSES_A_DAY):
            self.press("ask", text=f"No. {number}")
        self.assertEqual(self.press("ask", text="More").status_code, 429)
        for part in ("stop", "resume", "copy", "erase", "keep"):
            self.assertEqual(self.press(part).status_code, 303, part)
        self.withdraw_because("")
        self.assertEqual(self.press("undo").status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(self.applicant.outcome, "ongoing")

    def test_each_right_has_its_own_limit(self):
        for _number in range(PRESSES_A_DAY):
            self.press("stop")
            self.press("resume")
        self.assertEqual(self.press("stop").status_code, 429)
        self.assertEqual(self.press("erase").status_code, 303)
        self.assertEqual(self.press("ask", text="Hello?").status_code, 303)
        with self.at(NOW + DAY):
            self.assertEqual(self.press("stop").status_code, 303)

    # Confirmations --------------------------------------------------------------------

    def test_nothing_is_confirmed_that_was_not_done(self):
        before = self.look()
        other = self._make_applicants(email_from="b@candidate.example")
        proof = other._sign_said("stop")
        for said in ("ask", "erase", "copy", "stop", "resume", "undo", "withdraw", "x"):
            for more in ("", "&proof=", "&proof=x", f"&proof={proof}"):
                page = f"{self.path}?said={said}{more}"
                self.assertEqual(self.look(page), before, page)
        done = self.press("ask", text="Hello?").headers["Location"]
        self.assertIn("your message has reached us", self.look(done))
        with self.at(NOW + HOUR):
            self.assertNotIn("your message has reached us", self.look(done))

    # After a request to erase ---------------------------------------------------------

    def plan_everything(self):
        """Something of every kind that can leave, due in the next days."""
        self.job.interviewer_ids = self.interviewer
        self.book(start=NOW + 3 * DAY)
        self._make_step("interview_before", delay=1, delay_unit="days")
        later = {"delay": 3, "delay_unit": "hours"}
        self.applicant.partner_phone = "+46 70 174 06 05"
        words = self.env["sms.template"].create(
            {
                "name": "News",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "News",
            }
        )
        steps = [
            self._make_step("manual", name="By email", **later),
            self._make_step("manual", name="Call", action="activity", **later),
            self._make_step("manual", name="SMS", action="sms", sms_template_id=words.id, **later),
            self._make_survey_step(
                self._make_survey(feedback_moment="interviewed"), name="Survey", **later
            ),
        ]
        for step in steps:
            self.applicant._start_step(step)
        return steps

    def left(self):
        """:return: what has left, or is on its way, since the test began"""
        self.env.invalidate_all()
        mails = self.env["mail.mail"].search([("state", "=", "outgoing")])
        return (
            (mails - self.before).filtered(
                lambda mail: self.applicant.partner_id in mail.recipient_ids
            ),
            self.env["sms.sms"].search([("state", "=", "outgoing")]),
            self.applicant.activity_ids,
        )

    def test_after_a_request_to_erase_only_its_confirmation_leaves(self):
        steps = self.plan_everything()
        self.before = self.env["mail.mail"].search([])
        second = self._make_applicants(
            email_from=self.applicant.email_from,
            partner_id=self.applicant.partner_id.id,
        )
        second._start_step(steps[0])
        in_outbox = self.applicant._start_step(self._make_step("manual", name="In the outbox"))
        self.process()
        self.assertEqual(in_outbox.state, "queued")
        self.press("erase")
        with self.at(NOW + HOUR):
            started = self.applicant._start_step(steps[0])
            started.with_user(self.recruiter).action_send_now()
            self.applicant.stage_id = self.interview
            meeting = self.applicant.meeting_ids
            meeting.write({"start": NOW + 4 * DAY, "stop": NOW + 4 * DAY + HOUR})
        for hours in range(2, 24 * 6, 5):
            with self.at(NOW + timedelta(hours=hours)):
                self.process()
                self.ledger._collect_outbox()
        mails, messages, activities = self.left()
        self.assertEqual(mails.mapped("subject"), ["Your request about your data"])
        self.assertFalse(messages)
        self.assertFalse(activities)
        self.assertFalse(
            self.rows(self.applicant | second).filtered(
                lambda row: (
                    row.state in ("queued", "sent")
                    and row.create_date > NOW - HOUR
                    and row.step_id.trigger != "interview_booked"
                )
            )
        )
        request = self.applicant.data_request_ids
        self.assertIn("By email", request.activity_ids.note)
        self.assertIn("In the outbox", request.activity_ids.note)

    def test_a_refusal_that_waits_is_owed_and_listed(self):
        row = self.refuse(self.applicant)
        self.press("erase")
        self.env.invalidate_all()
        self.assertEqual((row.state, row.reason), ("scheduled", "held"))
        self.assertTrue(self.applicant.is_unanswered)
        note = self.applicant.data_request_ids.activity_ids.note
        self.assertIn("has not been told of our decision", note)
        self.run_at(NOW + 5 * DAY)
        self.assertEqual(row.state, "scheduled")
        self.press("keep")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.answer_state, "pending")
        self.deliver(row, NOW + 6 * DAY)
        self.assertEqual(self.applicant.answer_state, "told")

    def test_refused_after_the_request(self):
        self.press("erase")
        row = self.refuse(self.applicant)
        self.run_at(NOW + 5 * DAY)
        self.assertEqual((row.state, row.reason), ("scheduled", "held"))
        self.assertTrue(self.applicant.is_unanswered)

    def test_closed_when_it_is_done(self):
        row = self.refuse(self.applicant)
        self.press("erase")
        request = self.applicant.data_request_ids
        request.with_user(self.colleague).action_done()
        self.env.invalidate_all()
        self.assertEqual(request.state, "done")
        self.assertFalse(request.activity_ids)
        self.assertEqual(row.state, "cancelled")
        self.assertFalse(self.applicant.is_unanswered)
        self.assertFalse(self.applicant.activity_ids)

    def test_taken_back_everything_goes_on(self):
        row = self.applicant._start_step(self._make_step("manual", delay=3, delay_unit="hours"))
        self.press("erase")
        self.assertIn("You asked us on", self.look())
        self.press("keep")
        self.assertNotIn("You asked us on", self.look())
        with self.at(NOW + 4 * HOUR):
            self.process()
        self.env.invalidate_all()
        self.assertEqual(row.state, "queued")

    def test_who_applies_again_is_no_longer_silent(self):
        self.press("erase")
        with self.at(NOW + DAY):
            again = self._make_applicants(email_from=self.applicant.email_from)
            self.env.cr.execute(
                "UPDATE hr_applicant SET create_date = %s WHERE id = %s",
                (NOW + DAY, again.id),
            )
            self.env.invalidate_all()
            row = again._start_step(self._make_step("manual"))
            self.process()
        self.assertEqual(row.state, "queued")

    def test_the_request_outlives_the_application_it_was_asked_in(self):
        other = self._make_applicants(email_from=self.applicant.email_from)
        row = other._start_step(self._make_step("manual"))
        self.press("erase")
        self.applicant.unlink()
        with self.at(NOW + HOUR):
            self.process()
        self.env.invalidate_all()
        self.assertEqual(other.data_request_ids.state, "open")
        self.assertEqual(row.reason, "held")

    def test_many_rows_cost_no_more_than_few(self):
        self.press("erase")
        step = self._make_step("manual")
        requests = self.env["hr.applicant.data.request"]
        counts = []
        for number in (3, 30):
            applicants = self._make_applicants(number)
            applicants._start_step(step)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            requests._filter_erasing(applicants)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_an_upgrade_takes_requests_away_from_the_application(self):
        task = self.env["hr.applicant.data.request"]._say("erase", "en_US")[1]
        self.applicant._raise_page_task(self.manager, task, days=14)
        self.applicant._raise_page_task(self.manager, "Another time?")
        row = self.applicant._start_step(self._make_step("manual", delay=3, delay_unit="hours"))
        mails = self.env["mail.mail"].search_count([])
        self.env["hr.applicant.data.request"]._adopt_activities()
        self.env.invalidate_all()
        request = self.applicant.data_request_ids
        self.assertEqual((request.kind, request.state), ("erase", "open"))
        self.assertEqual(request.activity_ids.summary, task)
        self.assertEqual(self.tasks().summary, "Another time?")
        self.assertEqual(row.reason, "held")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
