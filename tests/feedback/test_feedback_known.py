from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.feedback_observer import TwoWorlds
from ..common import NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestSubtraction(TwoWorlds):
    """What somebody knows already tells nothing of the answer they do not know."""

    def summary(self):
        self.env.flush_all()
        return self.env["hr.recruitment.feedback.summary"].with_user(self.officer)

    def assertNothingToSee(self, row, *users):
        for user in users or (self.officer, self.interviewer):
            self.assertSameWorlds(user, row)

    # Named answers ---------------------------------------------------------------

    def test_four_that_may_be_read_and_one_that_may_not(self):
        told = self.fill(self.job, 4, "named")
        open_ = self.fill(self.job, 1, "named")
        self.close(told)
        self.assertNothingToSee(self.rows_of(open_))
        self.assertFalse(self.summary().search([]))
        self.assertEqual(self.job.with_user(self.officer).feedback_count, 0)

    def test_nothing_moves_but_what_may_be_read(self):
        """From the day on which the fifth may be read, there is a score of the five."""
        told = self.fill(self.job, 4, "named")
        last = self.fill(self.job, 2, "named")
        self.close(told)
        self.close(last[0])
        (group,) = self.summary().search([])
        readable = self.feedback.with_user(self.officer).search([])
        self.assertEqual(len(readable), 5)
        self.assertEqual(group.answers, 5)
        self.assertEqual(group.nps_value, sum(readable.mapped("nps_value")) / 5)
        self.assertNothingToSee(self.rows_of(last[1]), self.officer)

    def test_the_report_of_an_officer_has_them_neither(self):
        told = self.fill(self.job, 4, "named")
        self.fill(self.job, 1, "named")
        self.close(told)
        service = self.env["hr.recruitment.experience.report"].with_user(self.officer)
        self.env.flush_all()
        score = service.get_data({"job_ids": self.job.ids})["score"]
        self.assertEqual((score["value"], score["n"]), (None, 0))

    # Known answers ---------------------------------------------------------------

    def plant(self, number, **values):
        """An officer types in applications, and answers with addresses of their own.

        :return: their applications"""
        self.ask.survey_anonymity = values.pop("anonymity", "confidential")
        planted = (
            self.env["hr.applicant"]
            .with_user(self.officer)
            .create(
                [
                    {
                        "partner_name": f"Nobody {place}",
                        "email_from": f"nobody{place}@mailbox.example",
                        "job_id": self.job.id,
                        **values,
                    }
                    for place in range(number)
                ]
            )
        )
        for invitation in self.invite(planted.sudo()):
            self.answer(invitation, 10)
        return planted.sudo()

    def test_four_of_an_officers_own_and_a_real_one(self):
        self.plant(4)
        real = self.fill(self.job, 1)
        self.assertNothingToSee(self.rows_of(real), self.officer)
        self.assertFalse(self.summary().search([]))

    def test_they_are_in_the_score_once_enough_others_are(self):
        self.plant(2)
        self.fill(self.job, 5)
        (group,) = self.summary().search([])
        self.assertEqual(group.answers, 7)
        self.plant(1, email_from="later@mailbox.example")
        self.assertEqual(self.summary().search([]).answers, 7, "not one by one")

    def test_a_candidate_whom_a_colleague_typed_in_shows_up(self):
        """By a mail, a press on the page, or an interview."""
        planted = self.plant(5)
        planted[0]._note_reply({"author_id": planted[0].partner_id.id})
        planted[1]._may_press("ask")
        self.env["calendar.event"].create(
            [
                {
                    "name": "Interview",
                    "start": NOW - DAY,
                    "stop": NOW - DAY + timedelta(hours=1),
                    "applicant_id": applicant.id,
                    "partner_ids": [(4, applicant.partner_id.id)],
                }
                for applicant in planted[2:4]
            ]
        )
        with self.at(NOW):
            self.feedback._cron_release()
            self.assertFalse(self.summary().search([]), "four people, and one unknown")
            planted[4]._note_reply({"author_id": planted[4].partner_id.id})
            self.feedback._cron_release()
        self.assertEqual(self.summary().search([]).answers, 5)

    def test_one_mailbox_is_one_person(self):
        for addresses in (
            [f"anna+{place}@candidate.example" for place in range(5)],
            [
                "Bo.Ek@gmail.com",
                "boek@gmail.com",
                "b.oek@googlemail.com",
                "boek+x@gmail.com",
                "bo.ek+y@gmail.com",
            ],
        ):
            with self.subTest(addresses=addresses[0]):
                job = self.env["hr.job"].create({"name": addresses[0]})
                for address in addresses:
                    applicant = self._make_applicants(email_from=address, job_id=job.id)
                    self.answer(self.invite(applicant), 3)
                mine = [("job_id", "=", job.id)]
                self.assertEqual(self.feedback.search_count(mine), 5)
                self.feedback._cron_release()
                self.assertFalse(self.summary().search(mine))

    def test_addresses_of_the_company_itself(self):
        """From a domain in which colleagues have theirs; a public one says nothing."""
        self.recruiter.email = "rekryterare@telia.com"
        for domain, seen in (("company.example", False), ("telia.com", True)):
            with self.subTest(domain=domain):
                job = self.env["hr.job"].create({"name": domain})
                applicants = self._make_applicants(5, job_id=job.id)
                for place, applicant in enumerate(applicants):
                    applicant.email_from = f"somebody{place}@{domain}"
                for invitation in self.invite(applicants):
                    self.answer(invitation, 3)
                found = self.summary().search([("job_id", "=", job.id)])
                self.assertEqual(bool(found), seen)

    def test_who_applies_by_the_website_is_a_person(self):
        visitor = self.env.ref("base.public_user")
        applicants = (
            self.env["hr.applicant"]
            .with_user(visitor)
            .sudo()
            .create(
                [
                    {
                        "partner_name": f"Visitor {place}",
                        "email_from": f"visitor{place}@candidate.example",
                        "job_id": self.job.id,
                    }
                    for place in range(5)
                ]
            )
        )
        for invitation in self.invite(applicants.with_env(self.env)):
            self.answer(invitation, 3)
        self.assertEqual(self.summary().search([]).answers, 5)

    def test_an_anonymous_answer_among_known_ones_is_not_released(self):
        self.plant(4, anonymity="anonymous")
        self.fill(self.job, 1, "anonymous")
        self.feedback._cron_release()
        hidden = self.feedback.search([("anonymity", "=", "anonymous")])
        self.assertEqual(len(hidden), 5)
        self.assertFalse(any(hidden.mapped("released")))
        self.assertNothingToSee(hidden[-1], self.manager)
        for place in range(4):
            applicant = self.fill(self.job, 1, "anonymous")
            self.assertTrue(applicant, place)
        self.feedback._cron_release()
        self.assertEqual(self.feedback.with_user(self.manager).search_count([]), 9)

    def test_one_person_writes_eight_comments(self):
        """They are shown once eight people have written."""
        self.survey.question_and_page_ids = [
            (0, 0, self._question(f"And {n}?", "comment", question_type="text_box"))
            for n in range(4)
        ]
        self.ask.survey_anonymity = "anonymous"
        applicants = self._make_applicants(5)
        for place, applicant in enumerate(applicants):
            applicant.email_from = f"writer{place}@candidate.example"
        for invitation in self.invite(applicants):
            answer = invitation._begin_answer("5")
            questions = answer._get_feedback_questions()
            given = {question.id: [] for question in questions}
            for question in questions.filtered(lambda q: q.feedback_role == "comment"):
                given[question.id] = ["words"]
            answer._complete_answer(given, {"wanted": False, "details": ""})
        self.feedback._cron_release()
        comments = self.env["hr.recruitment.feedback.comment"]
        self.assertEqual(comments.search_count([]), 25)
        self.assertFalse(comments.with_user(self.manager).search([]))

    def test_a_machine_that_presses_for_one_person_opens_nothing(self):
        self.ask.survey_anonymity = "anonymous"
        invitation = self.invite(self._make_applicants())
        for score in range(8):
            invitation._quarantine(str(score), "many_links")
        self.feedback._cron_release()
        self.assertFalse(self.quarantine.with_user(self.manager).search([]))

    def test_nobody_reads_who_opens_a_group(self):
        self.plant(1)
        row = self.feedback.search([])
        for user in (self.env.ref("base.user_admin"), self.manager, self.officer):
            with self.assertRaises(AccessError):
                row.with_user(user).read(["opens_group"])
            with self.assertRaises(AccessError):
                row.with_user(user).search([("opens_group", "=", True)])


@tagged("post_install", "-at_install")
class TestWhoAnswered(TwoWorlds):
    """Nothing that colleagues see of an application tells who has answered an
    anonymous survey."""

    def setUp(self):
        super().setUp()
        self.ask.survey_anonymity = "anonymous"
        # A second may pass between the two.
        with self.at(NOW):
            self.spoke, self.silent = self._make_applicants(2)
            self.spoke.email_from = "spoke@candidate.example"
        invitations = self.invite(self.spoke + self.silent)
        self.answer(invitations[0], 2, comment="secret")

    def traces(self, user, applicant):
        """:return: all that the user reads of the ledger, the chatter and the to-dos"""
        self.env.flush_all()
        self.env.invalidate_all()
        mine = applicant.with_user(user)
        # What is another for each, and tells nothing.
        skipped = {
            "id",
            "display_name",
            "message_id",
            "mail_mail_id_int",
            "applicant_id",
            "occurrence_key",
            "survey_input_id",
        }
        rows = self.env["hr.applicant.communication"].with_user(user)
        rows = rows.search([("applicant_id", "=", applicant.id)], order="id")
        names = [
            name
            for name in rows.fields_get()
            if name not in skipped and not name.startswith("preview")
        ]
        return {
            "rows": [{n: row[n] for n in names} for row in rows.read(names)],
            "messages": [
                (message.subject, message.date, message.message_type)
                for message in mine.message_ids
            ],
            "activities": mine.activity_ids.mapped("summary"),
            "next": mine.next_communication_title,
            "failed": mine.failed_communication_count,
            "written": mine.write_date,
        }

    def assertSameTraces(self, moment):
        with self.at(moment):
            self.process()
            for user in (self.officer, self.interviewer, self.manager):
                self.assertEqual(
                    self.traces(user, self.spoke),
                    self.traces(user, self.silent),
                    user.login,
                )

    def test_a_reminder_that_is_planned_and_leaves(self):
        self.assertSameTraces(NOW + DAY)
        self.assertSameTraces(NOW + 6 * DAY)
        mails = self.mails(self.spoke + self.silent)
        self.assertEqual(len(mails), 4)
        reminders = [mail for mail in mails if "everybody gets this" in mail.body_html]
        self.assertFalse(reminders, "the template of this test has no buttons of ours")

    def test_a_newer_survey(self):
        newer = self._make_survey_step(self._make_survey(feedback_moment="hired"))
        with self.at(NOW + 2 * DAY):
            (self.spoke + self.silent)._start_step(newer)
        self.assertSameTraces(NOW + 2 * DAY)
        rows = self.rows(self.spoke + self.silent, reason="newer_survey")
        self.assertEqual(len(rows), 2)
        said = set()
        for row in rows:
            with self.at(NOW + 2 * DAY), self.assertRaises(UserError) as refused:
                row.with_user(self.officer).action_retry()
            said.add(str(refused.exception))
        self.assertEqual(len(said), 1)
        self.assertSameTraces(NOW + 2 * DAY)

    def test_the_shipped_reminder_says_that_we_cannot_know(self):
        self.ask.mail_template_id = self.env.ref(
            "hr_recruitment_candidate_experience.mail_template_survey_applied"
        )
        with self.at(NOW + 6 * DAY):
            self.process()
        for applicant in self.spoke + self.silent:
            mail = self.mails(applicant)[0]
            self.assertIn("everybody gets this reminder", mail.body_html)
