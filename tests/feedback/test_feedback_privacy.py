from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL

from ..cases.delivery import DeliveryCase
from ..cases.feedback import LATER, FeedbackCase
from ..cases.feedback_observer import TwoWorlds
from ..common import NOW

# The tables that hold an anonymous answer; nothing in them may lead to a person.
ANSWER_TABLES = {
    "survey_user_input": "id",
    "survey_user_input_line": "user_input_id",
    "hr_recruitment_feedback": "user_input_id",
    "hr_recruitment_feedback_rating": "feedback_id",
    "hr_recruitment_feedback_comment": "feedback_id",
}
# What was asked, which is the same for everybody.
QUESTIONS = "survey_question_survey_user_input_rel"
PERSONAL_TABLES = {
    "hr_applicant",
    "res_partner",
    "hr_applicant_communication",
    "mail_message",
    "mail_mail",
    "mail_activity",
    "mail_notification",
    "calendar_event",
}


@tagged("post_install", "-at_install")
class TestAnonymity(FeedbackCase, DeliveryCase, HttpCase):
    """In an anonymous survey, nothing that stays leads from answer to person."""

    def setUp(self):
        super().setUp()
        self.open_mail_server()
        self.ask.survey_anonymity = "anonymous"
        self.applicant = self._make_applicants(partner_name="Unmistakable Ek")
        with self.at(NOW):
            (row,) = self.applicant._start_step(self.ask)
            self.process()
            self.send_mails()
        self.row = row.sudo()
        self.assertEqual(self.row.state, "sent")
        self.invitation = self.row.survey_input_id
        (self.letter,) = self.postman.letters

    def answer_in_the_browser(self):
        """:return: the record of the answer"""
        known = self.env["survey.user_input"].search([])
        path = self.invitation._feedback_path()
        with self.at(LATER):
            self.assertIn("Your answers are anonymous", self.open(path).text)
            done = self.confirm(path, 3, clicked=3)
            page = self.open(done.headers["Location"])
            one, two, why = self.invitation._get_feedback_questions()
            with self.at(LATER + timedelta(minutes=1)):
                self.send(
                    path,
                    form=self.form_of(page),
                    **{
                        f"q{one.id}": 1,
                        f"q{two.id}": 2,
                        f"q{why.id}": "Nobody listened",
                    },
                )
                self.count()
        answer = self.env["survey.user_input"].search([]) - known
        self.assertEqual(answer.state, "done")
        return answer

    def test_the_letter_is_the_only_key(self):
        """The links are in the candidate's mailbox, and nowhere in the database but
        on the invitation itself."""
        self.assertIn(self.invitation.access_token, self.letter.message.as_string())
        found = self.find_text(self.invitation.access_token)
        self.assertEqual(found, {"survey_user_input"})

    def test_nothing_leads_from_answer_to_person(self):
        answer = self.answer_in_the_browser()
        self.env.flush_all()
        fact = self.feedback.search([("user_input_id", "=", answer.id)])
        self.assertEqual((fact.score, fact.comment), (3, "Nobody listened"))
        self.assertFalse(fact.applicant_id)
        # By reference
        for table, column in self.references_to("survey_user_input"):
            if table not in ANSWER_TABLES and table != QUESTIONS:
                self.assertFalse(self.select(table, column, answer.id), table)
        for table, column in self.references_to("hr_recruitment_feedback"):
            if table not in ANSWER_TABLES:
                self.assertFalse(self.select(table, column, fact.id), table)
        for table in ANSWER_TABLES:
            for column in self.references_from(table):
                self.assertFalse(
                    any(row[column] for row in self.answer_rows(table, answer, fact)),
                    f"{table}.{column}",
                )
        # By text
        self.assertEqual(self.find_text(answer.access_token), {"survey_user_input"})
        for words in ("Unmistakable", self.applicant.email_from):
            self.assertFalse(self.find_text(words) & ANSWER_TABLES.keys())
        self.assertEqual(
            self.find_text("Nobody listened"),
            {"survey_user_input_line", "hr_recruitment_feedback_comment"},
        )
        # By time
        month = datetime(LATER.year, LATER.month, 1)
        for table in ANSWER_TABLES:
            for row in self.answer_rows(table, answer, fact):
                moments = {v for v in row.values() if isinstance(v, datetime)}
                self.assertLessEqual(moments, {month}, table)
        self.assertLess(self.invitation.write_date, NOW + timedelta(hours=1))
        self.assertFalse(self.invitation.end_datetime)
        # By what stands in common
        self.assertFalse(answer.deadline or answer.lang_id or answer.partner_id)

    def test_the_transaction_is_no_trace(self):
        """What PostgreSQL notes on a row is the same for all used invitations."""
        self.answer_in_the_browser()
        self.env.flush_all()
        self.env["survey.user_input"]._gc_traces_of_anonymous_answers()
        self.env.cr.execute(
            "SELECT cmin FROM survey_user_input WHERE id = %s", [self.invitation.id]
        )
        (written,) = self.env.cr.fetchone()
        self.env.cr.execute("SELECT max(cmin::text::int) FROM hr_recruitment_feedback")
        self.assertGreater(int(written), self.env.cr.fetchone()[0])

    def test_a_machine_leaves_no_trace_of_the_person_either(self):
        with self.at(LATER):
            self.confirm(self.invitation._feedback_path(), 1, seconds=0)
        (aside,) = self.quarantine.search([])
        self.assertFalse(aside.user_input_id or aside.applicant_id)
        self.assertEqual(aside.create_date, datetime(LATER.year, LATER.month, 1))

    def test_the_used_link_says_so_and_tells_nothing(self):
        self.answer_in_the_browser()
        with self.at(LATER):
            page = self.open(self.invitation._feedback_path(), score=3)
        self.assertIn("We have your answer already", page.text)
        self.assertNotIn("listened", page.text)

    def test_who_asks_to_be_contacted_is_found(self):
        path = self.invitation._feedback_path()
        with self.at(LATER):
            page = self.open(self.confirm(path, 3).headers["Location"])
            with self.at(LATER + timedelta(minutes=1)):
                self.send(
                    path,
                    form=self.form_of(page),
                    contact="1",
                    contact_details="Ek, 070-123",
                )
                self.count()
        fact = self.feedback.with_user(self.manager).search([("score", "=", 3)])
        self.assertEqual(fact.contact_details, "Ek, 070-123")
        self.assertEqual(fact.activity_ids.user_id, self.manager)
        self.assertFalse(fact.applicant_id)

    def test_a_reply_does_not_bring_the_link_back(self):
        message = self.applicant.message_post(
            body=self.letter.message.get_body().get_content(), message_type="email"
        )
        self.assertIn("/candidate/feedback/", message.body)
        self.assertNotIn(self.invitation.access_token, message.body)
        self.assertNotIn(f"/feedback/{self.invitation.id}/", message.body)
        # As mail filters rewrite links
        token = self.invitation.access_token
        number = self.invitation.id
        for link in (
            f"https://safe.example/?url=https%3A%2F%2Fnordlys.example%2Fcandidate"
            f"%2Ffeedback%2F{number}%2F{token}%3Fscore%3D7",
            f"https://proof.example/v2/url?u=https-3A__nordlys.example_candidate"
            f"_feedback_{number}_{token}-3Fscore-3D7",
        ):
            self.assertNotIn(token, self.applicant.message_post(body=link).body)

    # The database ------------------------------------------------------------------

    def select(self, table, column, value):
        return self.env.execute_query_dict(
            SQL(
                "SELECT * FROM %s WHERE %s = %s",
                SQL.identifier(table),
                SQL.identifier(column),
                value,
            )
        )

    def answer_rows(self, table, answer, fact):
        column = ANSWER_TABLES[table]
        value = fact.id if column == "feedback_id" else answer.id
        rows = self.select(table, column, value)
        self.assertTrue(rows, table)
        return rows

    def references_to(self, table):
        """:return: list of (table, column) with foreign keys to the table"""
        return self._references("c.confrelid = %s::regclass", table)

    def references_from(self, table):
        """:return: columns of the table that lead to a table about persons"""
        found = self._references(
            "c.conrelid = %s::regclass AND c.confrelid::regclass::text = ANY(%s)",
            table,
            list(PERSONAL_TABLES),
        )
        return [column for _table, column in found]

    def _references(self, where, *values):
        self.env.cr.execute(
            f"""
            SELECT c.conrelid::regclass::text, a.attname
              FROM pg_constraint c
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
             WHERE c.contype = 'f' AND {where}
            """,
            values,
        )
        return self.env.cr.fetchall()

    def find_text(self, text):
        """:return: set of the tables in which the text stands, in any column"""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        return {
            table
            for (table,) in self.env.cr.fetchall()
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s AS t WHERE strpos(t::text, %s) > 0 LIMIT 1",
                    SQL.identifier(table),
                    text,
                )
            )
        }


@tagged("post_install", "-at_install")
class TestThresholds(TwoWorlds):
    """Two worlds that differ in one candidate's answer look the same to those who may
    not know it, whatever they try."""

    def test_a_group_of_four_and_a_group_of_one(self):
        """Neither the groups nor what is left when others are taken away."""
        other = self.env["hr.job"].create({"name": "Other", "user_id": self.recruiter.id})
        four = self.fill(self.job, 4)
        one = self.fill(other, 1)
        for user in (self.officer, self.interviewer):
            for row in (self.rows_of(four)[0], self.rows_of(one)):
                self.assertSameWorlds(user, row)
        summary = self.env["hr.recruitment.feedback.summary"].with_user(self.officer)
        self.assertFalse(summary.search([]))
        self.assertEqual((self.job.cnps_score, self.job.feedback_count), (0, 0))

    def test_one_more_than_the_threshold(self):
        """A sixth answer changes nothing yet: the difference would be its score."""
        answers = self.rows_of(self.fill(self.job, 6)).sorted("id")
        self.assertSameWorlds(self.officer, answers[-1])
        summary = self.env["hr.recruitment.feedback.summary"].with_user(self.officer)
        (group,) = summary.search([])
        self.assertEqual((group.answers, group.nps_value), (5, -100))
        self.assertEqual((self.job.cnps_score, self.job.feedback_count), (-100, 5))

    def test_named_answers_cannot_be_subtracted(self):
        """Four with names, that the team reads, and one without, in one job."""
        named = self.fill(self.job, 4, "named")
        self.close(named)
        hidden = self.fill(self.job, 1)
        visible = self.feedback.with_user(self.officer).search([])
        self.assertEqual(visible, self.rows_of(named))
        self.assertSameWorlds(self.officer, self.rows_of(hidden))

    def recruiter_looks_in_vain(self, named):
        """Closing it for a minute opens nothing."""
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "No"})
        for values, undo in (
            ({"active": False}, {"active": True}),
            ({"refuse_reason_id": reason.id}, {"refuse_reason_id": False}),
        ):
            mine = named.with_user(self.officer)
            mine.write(values)
            self.feedback._cron_release()
            self.assertFalse(self.feedback.with_user(self.officer).search([]))
            mine.write(undo)

    def test_named_answers_wait_until_the_application_is_closed(self):
        named = self.fill(self.job, 2, "named")
        self.assertSameWorlds(self.officer, self.rows_of(named)[0])
        self.recruiter_looks_in_vain(named)
        self.close(named[0])
        named[1].stage_id = self.signed
        self.feedback._cron_release()
        visible = self.feedback.with_user(self.officer).search([])
        self.assertEqual(visible, self.rows_of(named))
        self.assertTrue(visible.comment_ids)
        self.assertEqual(named[0].with_user(self.officer).feedback_count, 1)
        interviewer = self.env["hr.recruitment.feedback"].with_user(self.interviewer)
        with self.assertRaises(AccessError):
            interviewer.search([])

    def test_unreleased_anonymous_answers_exist_for_nobody(self):
        self.fill(self.job, 4, "anonymous")
        hidden = self.feedback.search([("anonymity", "=", "anonymous")])
        self.feedback._cron_release()
        self.assertFalse(any(hidden.mapped("released")))
        for user in (self.officer, self.manager):
            self.assertSameWorlds(user, hidden[0])

    def test_anonymous_answers_appear_together(self):
        self.fill(self.job, 8, "anonymous")
        feedback = self.feedback.with_user(self.manager)
        self.assertFalse(feedback.search([]), "not before the daily run")
        self.feedback._cron_release()
        self.assertEqual(len(feedback.search([])), 8)
        self.assertEqual(len(feedback.search([]).comment_ids), 8)
        low = feedback.search([("score", "<=", 6)])
        self.assertEqual(low.activity_ids.user_id, self.manager)
        self.assertFalse(feedback.search([("score", ">", 6)]).activity_ids)

    def test_anonymous_comments_wait_for_more(self):
        self.fill(self.job, 6, "anonymous")
        self.feedback._cron_release()
        seen = self.feedback.with_user(self.manager).search([])
        self.assertEqual((len(seen), len(seen.comment_ids)), (6, 0))

    def test_a_released_answer_tells_nothing_of_its_place(self):
        """Neither number nor date nor recruiter says which of them came first."""
        before = self.fill(self.job, 4, "anonymous")
        named = self.fill(self.job, 1)
        self.fill(self.job, 4, "anonymous", user_id=self.officer.id)
        hidden = self.feedback.search([("anonymity", "=", "anonymous")])
        hidden[:3].response_date = NOW.replace(day=1, month=3)
        (old,) = self.rows_of(named)
        self.assertFalse(before.feedback_ids)
        self.feedback._cron_release()
        seen = self.feedback.with_user(self.manager).search([("anonymity", "=", "anonymous")])
        self.assertEqual(len(seen), 8)
        self.assertGreater(min(seen.ids), old.id)
        self.assertFalse(hidden.exists())
        self.assertEqual(len(set(seen.mapped("response_date"))), 1)
        self.assertFalse(seen.user_id or seen.department_id or seen.applicant_id)
        self.assertEqual(len(seen.comment_ids), 8)
        self.assertEqual(len(seen.rating_ids), 8)
        self.assertFalse(seen.sudo().user_input_id, "the surveys are gone")

    def test_what_was_set_aside_waits_for_its_group_too(self):
        self.ask.survey_anonymity = "anonymous"
        applicants = self._make_applicants(5)
        for place, applicant in enumerate(applicants):
            applicant.email_from = f"q{place}@candidate.example"
        for invitation in self.invite(applicants[:4]):
            invitation._quarantine("1", "robot")
        aside = self.quarantine.with_user(self.manager)
        self.feedback._cron_release()
        self.assertFalse(aside.search([]))
        self.invite(applicants[4])._quarantine("2", "robot")
        self.feedback._cron_release()
        self.assertEqual(len(aside.search([])), 5)
        self.assertFalse(aside.search([]).user_id)
        with self.assertRaises(UserError):
            aside.search([], limit=1).action_restore()

    def test_who_writes_surveys_does_not_read_feedback(self):
        """Nor by making another survey of it."""
        self.fill(self.job, 3)
        surveyor = self._make_user("surveyor", "survey.group_survey_manager")
        mine = self.env(user=surveyor)
        self.assertFalse(mine["survey.survey"].search([("id", "=", self.survey.id)]))
        self.assertFalse(mine["survey.user_input"].search([]))
        with self.assertRaises(UserError):
            self.survey.survey_type = "custom"
        self.env.cr.execute("UPDATE survey_survey SET survey_type = 'custom'")
        self.env.invalidate_all()
        self.assertFalse(mine["survey.user_input"].search([]))
        self.assertFalse(mine["survey.user_input.line"].search([]))

    def test_an_experience_manager_stays_with_the_own_surveys(self):
        other = self.env["survey.survey"].create({"title": "Exam"})
        question = self.survey.question_ids[1].with_user(self.manager)
        with self.assertRaises(AccessError):
            question.survey_id = other

    def test_nobody_follows_a_low_score(self):
        rows = self.rows_of(self.fill(self.job, 3))
        self.assertTrue(rows.activity_ids)
        followers = self.env["mail.followers"].with_user(self.interviewer)
        self.assertFalse(followers.search([("res_model", "=", "hr.recruitment.feedback")]))

    def test_portal_users_see_no_score_of_a_job(self):
        self.fill(self.job, 5)
        self.job.is_published = True
        visitor = self.env.ref("base.public_user")
        with self.assertRaises(AccessError):
            self.job.with_user(visitor).read(["cnps_score"])

    def test_the_manager_sees_the_difference(self):
        """The attack does find what there is to be found."""
        row = self.rows_of(self.fill(self.job, 1))
        with self.assertRaises(AssertionError):
            self.assertSameWorlds(self.manager, row)

    def test_no_average_of_too_few(self):
        """Not even for those who may read each answer: four carry no number."""
        self.fill(self.job, 4)
        feedback = self.feedback.with_user(self.manager)
        spec = ["nps_value:avg", "score:avg", "__count"]
        (group,) = feedback.formatted_read_group([], ["job_id"], spec)
        self.assertEqual(
            [group[name] for name in spec],
            [False, False, 4],
        )
        other = self.env["hr.job"].create({"name": "Other"})
        self.fill(other, 10)
        groups = feedback.formatted_read_group([], ["job_id"], spec, order="job_id")
        values = {group["job_id"][0]: group["nps_value:avg"] for group in groups}
        self.assertEqual(values, {self.job.id: False, other.id: -60})
        (total,) = feedback.formatted_read_group([], [], spec)
        self.assertEqual(total["__count"], 14)

    def test_two_companies(self):
        company = self.env["res.company"].create({"name": "Sydlys", "email": "info@sydlys.example"})
        job = self.env["hr.job"].create({"name": "There", "company_id": company.id})
        there = self.fill(job, 5, company_id=company.id)
        for user in (self.officer, self.manager):
            self.assertSameWorlds(user, self.rows_of(there)[0])
