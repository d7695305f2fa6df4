from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ..cases.feedback import FeedbackCase
from ..common import NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestAsking(FeedbackCase, HttpCase):
    """Several surveys for one person: which leaves, and what becomes of the others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steps = {
            moment: cls._make_survey_step(cls._make_survey(feedback_moment=moment))
            for moment in (
                "applied",
                "interviewed",
                "hired",
                "first_week",
                "onboarded",
                "third_month",
            )
        }
        for moment, trigger in (
            ("refused", "refusal_sent"),
            ("withdrawn", "withdrawn"),
        ):
            survey = cls._make_survey(feedback_moment=moment)
            cls.steps[moment] = cls._make_survey_step(survey, trigger=trigger)
        cls.applicant = cls._make_applicants()

    def ask_for(self, *moments, applicant=None, at=NOW):
        """:return: the rows that were planned by hand, after the cron has run"""
        rows = self.ledger
        with self.at(at):
            for moment in moments:
                rows |= (applicant or self.applicant)._start_step(self.steps[moment])
            self.process()
        return rows.sudo()

    def refuse(self, applicant, at):
        """The candidate is told the minute it is decided.

        :return: the row of the survey"""
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "No"})
        with self.at(at):
            applicant.refuse_reason_id = reason
            applicant.action_mark_told()
            self.process()
        return self.first_row(applicant, "refused")

    def first_row(self, applicant, moment):
        """:return: the row of the survey itself, not that of the reminder"""
        return self.rows(applicant, step_id=self.steps[moment])[:1].sudo()

    def outcome(self, row):
        return row.state, row.reason

    def test_every_part_of_a_short_process_is_asked_about(self):
        """Applied on Wednesday, interviewed, and refused within a week."""
        applied = self.ask_for("applied")
        interviewed = self.ask_for("interviewed", at=NOW + 2 * DAY)
        refused = self.refuse(self.applicant, NOW + 5 * DAY)
        self.assertEqual((applied + interviewed + refused).mapped("state"), 3 * ["queued"])
        self.assertEqual(len(self.mails(self.applicant)), 3)

    def test_the_hire_is_asked_about_days_after_the_interview(self):
        self.ask_for("interviewed")
        self.assertEqual(self.ask_for("hired", at=NOW + DAY).state, "queued")

    def test_who_withdraws_is_asked(self):
        self.ask_for("applied")
        reason = self.env["hr.applicant.refuse.reason"].create(
            {"name": "Another offer", "ended_by": "candidate"}
        )
        with self.at(NOW + DAY):
            self.applicant.refuse_reason_id = reason
            self.process()
        row = self.first_row(self.applicant, "withdrawn")
        self.assertEqual(row.state, "queued")

    def test_the_cool_down_binds_the_rest(self):
        """A second interview, another application, the first months."""
        self.ask_for("interviewed")
        again = self.ask_for("interviewed", at=NOW + 2 * DAY)
        months = self.ask_for("onboarded", at=NOW + 3 * DAY)
        other = self._make_applicants(email_from=self.applicant.email_from)
        applied = self.ask_for("applied", applicant=other, at=NOW + 4 * DAY)
        first = self.ask_for("interviewed", applicant=other, at=NOW + 5 * DAY)
        for row in (again, months, applied):
            self.assertEqual(self.outcome(row), ("skipped", "recently_asked"))
        self.assertEqual(first.state, "queued", "the first of that application")
        later = self.ask_for("interviewed", at=NOW + 20 * DAY)
        self.assertEqual(later.state, "queued")

    def test_not_before_somebody_has_been_at_work_for_long_enough(self):
        """Whatever the step says: a month after the hire is before the first day for many."""
        self.applicant.first_day = NOW.date() + 10 * DAY
        for moment, days in (("first_week", 3), ("onboarded", 28), ("third_month", 80)):
            row = self.ask_for(moment)
            self.assertEqual(self.outcome(row), ("scheduled", "not_begun"))
            ready = row.scheduled_date
            self.assertEqual(ready.date(), self.applicant.first_day + days * DAY)
            with self.at(ready):
                self.process()
            self.assertEqual(row.state, "queued", moment)

    def test_not_on_the_way_to_an_interview(self):
        """Neither a survey nor its reminder; the day after, both are asked again."""
        asked = self.ask_for("applied")
        (reminder,) = self.rows(self.applicant, is_reminder=True)
        morning = reminder.scheduled_date
        for moment in (morning, morning + 3 * DAY):
            self._meet(moment + timedelta(hours=2))
        hired = self.ask_for("hired", at=morning)
        for row in (reminder, hired):
            self.assertEqual(self.outcome(row), ("scheduled", "interview_today"))
        self.assertEqual(hired.scheduled_date, morning + timedelta(hours=27))
        with self.at(hired.scheduled_date):
            self.process()
        self.assertEqual(asked.state, "queued")
        self.assertEqual(hired.state, "queued")
        self.assertEqual(reminder.state, "cancelled", "the newer survey has taken its place")

    def test_only_what_is_still_to_come_today_is_waited_for(self):
        for moment in (NOW - timedelta(hours=1), NOW + timedelta(hours=14.5)):
            self._meet(moment)
        called_off = self._meet(NOW + timedelta(hours=2))
        called_off.active = False
        # In Stockholm it is tomorrow by then, in London it is not.
        self.assertEqual(self.ask_for("applied").state, "queued")
        self.applicant.chosen_tz = "Europe/London"
        self.assertEqual(self.outcome(self.ask_for("hired")), ("scheduled", "interview_today"))

    def test_the_interview_may_be_about_another_job_position(self):
        """Of the same person, in the same company."""
        names = {"email_from": self.applicant.email_from}
        other = self._make_applicants(**names, partner_name=self.applicant.partner_name)
        company = self.env["res.company"].create({"name": "Sydlys", "email": "jobs@sydlys.example"})
        there = self._make_applicants(
            **names, partner_name=self.applicant.partner_name, company_id=company.id, job_id=False
        )
        self._meet(NOW + timedelta(hours=2))
        row = self.ask_for("applied", applicant=other)
        self.assertEqual(self.outcome(row), ("scheduled", "interview_today"))
        self.assertEqual(self.ask_for("applied", applicant=there).state, "queued")

    def _meet(self, start):
        """An hour."""
        with self.at(NOW - DAY):
            return self.env["calendar.event"].create(
                {
                    "name": "Interview",
                    "start": start,
                    "stop": start + timedelta(hours=1),
                    "applicant_id": self.applicant.id,
                    "partner_ids": [(6, 0, self.applicant.partner_id.ids)],
                }
            )

    def test_a_later_survey_of_the_first_months_takes_the_place_of_an_earlier_one(self):
        week = self.ask_for("first_week")
        month = self.ask_for("onboarded", at=NOW + 20 * DAY)
        self.assertEqual(week.survey_input_id.feedback_next_id, month.survey_input_id)

    def test_an_interview_nobody_asked_about_was_no_first_one(self):
        """The mail could not be made, so the next interview is asked about."""
        failed = self.ask_for("interviewed")
        failed._close("failed", "undeliverable")
        again = self.ask_for("interviewed", at=NOW + DAY)
        self.assertEqual(again.state, "queued")

    def test_who_must_not_be_asked_is_not_asked_about_a_no_either(self):
        self.applicant.feedback_opt_out = True
        row = self.refuse(self.applicant, NOW)
        self.assertEqual(self.outcome(row), ("skipped", "opted_out"))

    def test_not_before_the_refusal_has_arrived(self):
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "No"})
        with self.at(NOW):
            self.applicant.refuse_reason_id = reason
            self.process()
            self.assertFalse(self.rows(self.applicant, step_id=self.steps["refused"]))
        self.assertFalse(self.mails(self.applicant))

    # Two at once -----------------------------------------------------------------

    def test_the_more_telling_one_leaves_and_the_other_is_asked_next_day(self):
        interviewed, hired = self.ask_for("interviewed", "hired").sorted("id")
        self.assertEqual(hired.state, "queued")
        self.assertEqual(self.outcome(interviewed), ("scheduled", "asked_today"))
        with self.at(NOW + DAY):
            self.process()
        self.assertEqual(interviewed.state, "queued")
        self.assertFalse(
            hired.survey_input_id.feedback_next_id, "the whole is not closed by a part"
        )

    def test_one_that_the_cool_down_binds_gives_way(self):
        rows = self.ask_for("applied", "interviewed").sorted("id")
        self.assertEqual(self.outcome(rows[0]), ("skipped", "recently_asked"))
        self.assertEqual(rows[1].state, "queued")

    def test_two_applications_of_one_person(self):
        """Both are asked about, a day apart; so it is across companies."""
        company = self.env["res.company"].create({"name": "Sydlys", "email": "jobs@sydlys.example"})
        there = self._make_applicants(
            email_from=self.applicant.email_from.upper(), company_id=company.id
        )
        both = self.applicant + there
        rows = self.ask_for("interviewed", applicant=both)
        self.assertEqual(sorted(rows.mapped("state")), ["queued", "scheduled"])
        with self.at(NOW + DAY):
            self.process()
        self.assertEqual(rows.mapped("state"), 2 * ["queued"])
        self.assertFalse(rows.survey_input_id.feedback_next_id, "they are about different things")

    def test_nobody_is_reminded_in_the_minute_of_a_newer_survey(self):
        """The one of the same application takes its place; that of another one waits."""
        other = self._make_applicants(email_from=self.applicant.email_from)
        self.ask_for("interviewed", applicant=other)
        self.ask_for("hired", at=NOW + DAY)
        mine, others = (
            self.rows(applicant, is_reminder=True) for applicant in (self.applicant, other)
        )
        (mine | others).write({"scheduled_date": NOW + 3 * DAY, "next_attempt": NOW + 3 * DAY})
        self.ask_for("third_month", at=NOW + 40 * DAY)
        self.assertEqual(self.outcome(mine), ("cancelled", "newer_survey"))
        self.assertEqual(self.outcome(others), ("scheduled", "asked_today"))

    def test_what_waits_for_office_hours_takes_nobodys_place(self):
        """At night the hire has to wait, and what may leave at night leaves."""
        self.steps["hired"].send_window = "office_hours"
        night = NOW + timedelta(hours=14)
        applied, hired = self.ask_for("applied", "hired", at=night).sorted("id")
        self.assertEqual(applied.state, "queued")
        self.assertEqual(hired.state, "scheduled")
        with self.at(night + timedelta(hours=9)):
            self.process()
        self.assertEqual(hired.state, "queued")

    # A newer one -----------------------------------------------------------------

    def test_a_survey_left_open_leads_to_the_newer_one(self):
        applied = self.ask_for("applied")
        hired = self.ask_for("hired", at=NOW + 2 * DAY)
        (reminder,) = self.rows(self.applicant, reason="newer_survey")
        self.assertEqual(reminder.state, "cancelled")
        self.assertEqual(reminder.sudo().survey_input_id, applied.survey_input_id)
        old, new = (row.survey_input_id._feedback_path() for row in (applied, hired))
        with self.at(NOW + 3 * DAY):
            for page in (
                self.open(old, score=3),
                self.send(old, part="score", score=3),
            ):
                self.assertEqual(page.status_code, 200)
                self.assertIn("We have asked you again since", page.text)
                self.assertIn(f'href="{new}"', page.text)
            self.assertEqual(self.open(new, score=3).status_code, 200)
            self.confirm(new, 3)
        with self.at(NOW + 10 * DAY), self.assertRaisesRegex(UserError, "newer survey"):
            reminder.action_retry()
        self.assertEqual(self.outcome(reminder), ("cancelled", "newer_survey"))

    def test_what_was_answered_stays(self):
        applied = self.ask_for("applied")
        self.answer(applied.survey_input_id, 8)
        self.ask_for("hired", at=NOW + 2 * DAY)
        self.assertFalse(applied.survey_input_id.feedback_next_id)
        with self.at(NOW + 3 * DAY):
            page = self.open(applied.survey_input_id._feedback_path())
        self.assertIn("your 8 has reached us", " ".join(page.text.split()))

    def test_constant_queries_however_many_are_asked_again(self):
        small, large = self._make_applicants(10), self._make_applicants(60)
        for number, applicant in enumerate(small + large):
            applicant.email_from = f"many{number}@candidate.example"
        counts = []
        self.ask_for("applied", applicant=small + large)
        for group in (small[:5], small[5:], large):
            with self.at(NOW + DAY):
                group._start_step(self.steps["interviewed"])
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.ledger._process_batch(200)
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2] - counts[1], 12, counts)
