from datetime import datetime, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.feedback import FeedbackCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestFeedback(FeedbackCase):
    """Who is asked, when, and what becomes of the answers."""

    def asked(self, applicants, step=None, moment=NOW):
        """:return: the ledger rows after the cron has looked at them"""
        with self.at(moment):
            rows = applicants._start_step(step or self.ask).sudo()
            self.process()
        return rows

    def mail_of(self, row):
        return self.env["mail.mail"].browse(row.mail_mail_id_int)

    # Asking ----------------------------------------------------------------------

    def test_the_plan_asks_two_working_days_later(self):
        self._make_survey_step(
            self.survey,
            trigger="applied",
            delay=2,
            delay_unit="working_days",
            send_window="office_hours",
        )
        with self.at(NOW):
            applicant = self._make_applicants()
        (row,) = self.rows(applicant)
        self.assertEqual((row.action, row.state), ("survey", "scheduled"))
        self.assertEqual(row.scheduled_date, NOW + timedelta(days=2))
        with self.at(NOW + timedelta(days=1)):
            applicant.stage_id = self.interview
        self.assertEqual(row.state, "scheduled", "it is about applying, not the stage")
        with self.at(row.scheduled_date):
            self.process()
        self.assertEqual((row.state, row.reason), ("queued", "outbox"))
        self.assertTrue(row.sudo().survey_input_id)

    def test_invitations_in_batch(self):
        with self.at(NOW):
            small, large = self._make_applicants(20), self._make_applicants(120)
            for number, applicant in enumerate(small + large):
                applicant.email_from = f"c{number}@candidate.example"
            self.asked(small)  # warm-up
            counts = []
            for applicants in (large[:20], large[20:]):
                applicants._start_step(self.ask)
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.ledger._process_batch(200)
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1] - counts[0], 8, counts)

    def test_the_mail_carries_eleven_scores_and_the_way_out(self):
        row = self.asked(self._make_applicants())
        mail, invitation = self.mail_of(row), row.survey_input_id
        for score in range(11):
            self.assertIn(f"{invitation._feedback_path()}?score={score}", mail.body_html)
        self.assertIn(f"{invitation._feedback_path()}/stop", mail.body_html)
        self.assertIn("List-Unsubscribe-Post", mail.headers)
        self.assertNotIn(invitation.access_token, row.message_id.body)
        self.assertNotIn(invitation.access_token, row.with_user(self.manager).preview_body)

    def test_one_reminder_unless_answered(self):
        first, second = applicants = self._make_applicants(2)
        first.email_from = "first@candidate.example"
        rows = self.asked(applicants)
        reminders = self.rows(applicants, reason="reminder")
        self.assertEqual(len(reminders), 2)
        self.assertEqual(
            reminders.mapped("scheduled_date"),
            2 * [datetime(2026, 6, 15, 6, 0)],
            "four days later is a Sunday: Monday at eight",
        )
        invitations = {row.applicant_id: row.survey_input_id for row in rows}
        self.answer(invitations[first], 9)
        with self.at(NOW + timedelta(days=6)):
            self.process()
        by_applicant = {row.applicant_id: row for row in reminders}
        answered, silent = by_applicant[first], by_applicant[second]
        self.assertEqual((answered.state, answered.reason), ("cancelled", "answered"))
        self.assertEqual(silent.state, "queued")
        self.assertEqual(silent.sudo().survey_input_id, invitations[second])
        with self.at(NOW + timedelta(days=12)):
            self.process()
        self.assertEqual(len(self.rows(second)), 2, "one reminder, not two")

    def test_a_survey_is_no_news(self):
        row = self.asked(self._make_applicants())
        row._mark_sent("delivered")
        self.assertFalse(row.applicant_id.last_contact_date)

    # Who is not asked ---------------------------------------------------------------

    def test_cool_down_over_all_applications(self):
        one, two, three = applicants = self._make_applicants(3)
        applicants.email_from = "Anna <Anna.Ek@candidate.example>"
        self.asked(one)
        row = self.asked(two, moment=NOW + timedelta(days=13))
        self.assertEqual((row.state, row.reason), ("skipped", "recently_asked"))
        row = self.asked(three, moment=NOW + timedelta(days=15))
        self.assertEqual(row.state, "queued")
        self.assertEqual(one.feedback_asked_date, NOW + timedelta(days=15))

    def test_cool_down_within_a_batch(self):
        applicants = self._make_applicants(2, email_from="same@candidate.example")
        rows = self.asked(applicants)
        self.assertEqual(sorted(rows.mapped("state")), ["queued", "skipped"])

    def test_who_opted_out_is_not_asked_in_any_application(self):
        one, two = self._make_applicants(2, email_from="same@candidate.example")
        one.feedback_opt_out = True
        row = self.asked(two)
        self.assertEqual((row.state, row.reason), ("skipped", "opted_out"))

    def test_a_colleague_is_not_asked(self):
        employee = self.env["hr.employee"].create(
            {"name": "Anna", "work_email": "anna@company.example"}
        )
        colleague = self._make_applicants(email_from="Anna@company.example")
        row = self.asked(colleague)
        self.assertEqual((row.state, row.reason), ("skipped", "internal"))
        # Somebody who became an employee by this very application is asked.
        colleague.employee_id = employee
        row = self.asked(colleague, moment=NOW + timedelta(days=1))
        self.assertEqual(row.state, "queued")

    def test_every_other_reason_not_to_ask(self):
        paused, blacklisted, nobody, refused = self._make_applicants(4)
        paused.communication_paused = True
        self.env["mail.blacklist"]._add(blacklisted.email_from)
        nobody.email_from = False
        rows = self.asked(paused + blacklisted + nobody + refused)
        found = {row.applicant_id: (row.state, row.reason) for row in rows}
        self.assertEqual(found[paused], ("scheduled", "paused"))
        self.assertEqual(found[blacklisted], ("skipped", "blacklisted"))
        self.assertEqual(found[nobody], ("failed", "no_address"))

    def test_nobody_learns_of_a_decision_from_a_survey(self):
        with self.at(NOW):
            applicant = self._make_applicants()
            row = applicant._start_step(self.ask)
            applicant.refuse_reason_id = self.env["hr.applicant.refuse.reason"].create(
                {"name": "No"}
            )
            self.process()
        self.assertEqual((row.state, row.reason), ("cancelled", "closed"))

    def test_a_survey_that_is_gone(self):
        self.survey.active = False
        row = self.asked(self._make_applicants())
        self.assertEqual((row.state, row.reason), ("failed", "no_survey"))
        self.assertIn("archived", self.ask.warning)

    # Answers --------------------------------------------------------------------------

    def test_the_fact_keeps_what_was_true_then(self):
        applicant = self._make_applicants(user_id=self.recruiter.id)
        row = self.answer(self.invite(applicant), 9, "Fine", [5, 3])
        self.assertEqual(row.nps_value, 100)
        self.assertEqual(row.rating_ids.mapped("value"), [100, 50])
        self.assertEqual(row.rating_ids.driver_id, self.drivers)
        noted = {name: row[name] for name in ("job_id", "user_id", "stage_id", "outcome")}
        self.assertEqual(noted["job_id"], self.job)
        applicant.write({"job_id": False, "user_id": False, "stage_id": self.offer.id})
        self.feedback.with_user(self.manager).action_recompute()
        self.assertEqual({name: row[name] for name in noted}, noted)

    def test_recomputing_changes_nothing_and_mends_everything(self):
        row = self.answer(self.invite(self._make_applicants()), 0, "No", [1, 1])
        comment, rating = row.comment, row.rating_ids.mapped("value")
        self.feedback.action_recompute()
        self.assertEqual((row.score, row.comment), (0, comment))
        self.assertEqual(row.rating_ids.mapped("value"), rating)
        answer = row.user_input_id
        row.unlink()
        self.feedback.action_recompute()
        again = self.feedback.search([("user_input_id", "=", answer.id)])
        self.assertEqual((again.score, again.comment), (0, comment))
        self.assertEqual(again.applicant_id.job_id, self.job)

    def test_the_score_alone_counts(self):
        row = self.answer(self.invite(self._make_applicants()), 4)
        self.assertEqual((row.score, row.is_completed), (4, False))

    def test_tests_are_not_counted(self):
        answer = self.survey.sudo()._create_answer(
            user=self.manager, test_entry=True, check_attempts=False
        )
        self.assertFalse(self.answer(answer, 9, "Test", [5]))
        self.feedback.action_recompute()
        self.assertFalse(self.feedback.search([("survey_id", "=", self.survey.id)]))

    def test_a_question_with_answers_is_not_deleted(self):
        self.answer(self.invite(self._make_applicants()), 8, "Precious", [4])
        with self.assertRaises(UserError):
            self.survey.question_ids[-1].unlink()

    def test_opting_out_without_an_address_is_personal(self):
        one, other = self._make_applicants(2, email_from=False)
        one._opt_out_of_feedback()
        self.assertFalse(other.feedback_opt_out)

    def test_deleting_the_applicant(self):
        silent, spoke = self._make_applicants(2)
        invitations = self.invite(silent + spoke)
        row = self.answer(invitations[1], 8, "Good", [4])
        (silent + spoke).unlink()
        self.assertFalse(invitations[0].exists(), "the link is dead")
        self.assertFalse(row.applicant_id)
        self.assertEqual(row.score, 8)

    def test_copying_and_merging(self):
        applicant = self._make_applicants()
        invitation = self.invite(applicant)
        twin = applicant.copy()
        self.assertFalse(twin.feedback_asked_date or twin.communication_ids)
        other = self.env["res.partner"].create({"name": "Anna", "email": applicant.email_from})
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (applicant.partner_id + other).ids, other
        )
        self.assertEqual(self.answer(invitation, 7).applicant_id, applicant)

    def test_a_score_outside_the_scale_is_refused_by_the_database(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.feedback.create(
                {
                    "score": 11,
                    "moment": "applied",
                    "anonymity": "named",
                    "response_date": NOW,
                }
            )

    def test_nobody_changes_an_answer(self):
        row = self.answer(self.invite(self._make_applicants()), 2)
        for user in (self.manager, self.recruiter):
            with self.assertRaises(AccessError):
                row.with_user(user).score = 10
        with self.assertRaises(AccessError):
            row.with_user(self.manager).unlink()

    # Closing the loop ------------------------------------------------------------------

    def test_a_low_score_is_looked_into(self):
        row = self.answer(self.invite(self._make_applicants()), 6)
        activity = row.activity_ids
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(row.follow_up_state, "todo")
        mine = row.with_user(self.manager)
        with self.assertRaises(UserError):
            mine.action_follow_up_done()
        mine.follow_up_note = "Called and said sorry"
        mine.action_follow_up_done()
        self.assertEqual((row.follow_up_state, row.follow_up_user_id), ("done", self.manager))
        self.assertFalse(row.activity_ids)
        high = self.answer(self.invite(self._make_applicants(email_from="b@candidate.example")), 7)
        self.assertFalse(high.activity_ids or high.follow_up_state)

    def test_a_restored_answer_counts(self):
        invitation = self.invite(self._make_applicants())
        invitation._quarantine("9", "robot")
        (aside,) = self.quarantine.search([("user_input_id", "=", invitation.id)])
        with self.assertRaises(AccessError):
            aside.with_user(self.recruiter).action_restore()
        aside.with_user(self.manager).action_restore()
        row = self.feedback.search([("user_input_id", "=", invitation.id)])
        self.assertEqual(row.score, 9)
        with self.assertRaises(UserError):
            aside.with_user(self.manager).action_restore()

    def test_restoring_sets_the_other_answer_aside(self):
        invitation = self.invite(self._make_applicants())
        row = self.answer(invitation, 3)
        invitation._quarantine("8", "answered")
        self.quarantine.search([("reason", "=", "answered")]).action_restore()
        self.assertEqual(row.score, 8)
        self.assertEqual(self.quarantine.search([("reason", "=", "replaced")]).score, 3)

    def test_set_aside_at_most_twenty_times(self):
        invitation = self.invite(self._make_applicants())
        for _attempt in range(30):
            invitation._quarantine("9", "robot")
        self.assertEqual(self.quarantine.search_count([("user_input_id", "=", invitation.id)]), 20)

    # Surveys ----------------------------------------------------------------------------

    def test_what_a_feedback_survey_may_ask(self):
        question = self.survey.question_ids[0]
        for values in (
            {"scale_max": 9},
            {"question_type": "text_box"},
            {"question_type": "matrix", "feedback_role": False},
        ):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                question.write(values)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.env["survey.question"].create(
                {
                    **self._question("Again?", "cnps", scale_min=0, scale_max=10),
                    "survey_id": self.survey.id,
                }
            )

    def test_a_copied_survey_measures_the_same(self):
        copy = self.survey.with_user(self.manager).copy()
        self.assertEqual(copy.feedback_moment, "applied")
        self.assertEqual(
            copy.question_ids.mapped("feedback_role"),
            self.survey.question_ids.mapped("feedback_role"),
        )
        self.assertEqual(copy.question_ids.feedback_driver_id, self.drivers)

    def test_warnings_on_the_step(self):
        self.assertFalse(self.ask.warning)
        self.survey.question_ids[0].unlink()
        self.assertIn("cNPS", self.ask.warning)
        with self.assertRaises(UserError):
            self.survey.unlink()
        self.ask.survey_id = False
        self.assertIn("Choose a survey", self.ask.warning)

    def test_swedish_candidate_english_recruiter_no_german_survey(self):
        for code in ("sv_SE", "de_DE"):
            self.env["res.lang"]._activate_lang(code)
        self.survey.lang_ids = self.env["res.lang"].search([("code", "in", ("sv_SE", "en_US"))])
        swede, german = self._make_applicants(2)
        german.email_from = "de@candidate.example"
        swede.partner_id.lang, german.partner_id.lang = "sv_SE", "de_DE"
        rows = self.asked(swede + german)
        langs = {row.applicant_id: row.survey_input_id.lang_id.code for row in rows}
        self.assertEqual(langs[swede], "sv_SE")
        self.assertIn(langs[german], ("en_US", "sv_SE"))
