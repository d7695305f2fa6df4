from datetime import date, timedelta

import psycopg2
from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..cases.feedback import FeedbackCase
from ..common import NOW

TODAY = NOW.date()
CHANGED = date(2026, 4, 1)


class ImprovementCase(FeedbackCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.actions = cls.env["hr.recruitment.improvement"]
        cls.report = cls.env["hr.recruitment.experience.report"]
        cls.owner = cls._make_user("agare", "hr_recruitment.group_hr_recruitment_user")

    @classmethod
    def _make_answers(cls, scores, day, **values):
        return cls.feedback.sudo().create(
            [
                {
                    "score": score,
                    "moment": "interviewed",
                    "anonymity": "confidential",
                    "response_date": day,
                    "company_id": cls.company.id,
                    "job_id": cls.job.id,
                    **values,
                }
                for score in scores
            ]
        )

    def _make_action(self, **values):
        return self.actions.with_user(self.manager).create(
            {
                "name": "Call everybody",
                "user_id": self.owner.id,
                "moment": "interviewed",
                "job_id": self.job.id,
                **values,
            }
        )

    def _done(self, **values):
        return self._make_action(state="done", date_done=CHANGED, **values)


@tagged("post_install", "-at_install")
class TestImprovement(ImprovementCase):
    """What is changed for candidates, and whether it helped."""

    def setUp(self):
        super().setUp()
        at = self.at(NOW)
        at.__enter__()
        self.addCleanup(at.__exit__, None, None, None)

    # Before and after --------------------------------------------------------------

    def test_the_day_of_the_change_belongs_to_the_time_after(self):
        self._make_answers([2] * 6, CHANGED - timedelta(days=1))
        self._make_answers([10] * 5, CHANGED)
        found = self._done()._get_comparison().popitem()[1]
        self.assertEqual((found["before"]["value"], found["before"]["n"]), (-100, 6))
        self.assertEqual((found["after"]["value"], found["after"]["n"]), (100, 5))
        self.assertEqual(found["change"]["value"], 200)
        self.assertTrue(found["change"]["significant"])

    def test_six_months_on_either_side_count_and_no_more(self):
        months = relativedelta(months=6)
        start = date(2025, 11, 30)
        self._make_answers([10] * 5, start - months)
        self._make_answers([0] * 7, start - months - timedelta(days=1))
        self._make_answers([10] * 6, start + months - timedelta(days=1))
        self._make_answers([0] * 7, start + months)
        action = self._done()
        action.date_done = start
        found = action._get_comparison()[action.id]
        self.assertEqual((found["before"]["n"], found["after"]["n"]), (5, 6))

    def test_only_answers_of_its_moment_job_and_company_count(self):
        other = self.env["res.company"].create({"name": "Other"})
        day = CHANGED + timedelta(days=3)
        self._make_answers([10] * 5, day)
        self._make_answers([0] * 9, day, moment="refused")
        self._make_answers([0] * 9, day, job_id=self.job.copy().id)
        self._make_answers([0] * 9, day, company_id=other.id)
        self._make_answers([0] * 9, day, anonymity="anonymous", released=False)
        action = self._done()
        self.assertEqual(action._get_comparison()[action.id]["after"]["n"], 5)
        action.write({"job_id": False, "moment": False})
        self.assertEqual(action._get_comparison()[action.id]["after"]["n"], 23)

    def test_below_the_threshold_nothing_is_shown(self):
        self._make_answers([10] * 4, CHANGED)
        self._make_answers([2] * 20, CHANGED - timedelta(days=9))
        action = self._done()
        found = action._get_comparison()[action.id]
        self.assertEqual(found["after"]["reason"], "few")
        self.assertIsNone(found["after"]["value"])
        self.assertEqual(found["change"]["reason"], "few")
        self.assertEqual(action.change_text, "Fewer than 5 answers")
        self.assertNotIn("100", action.score_after)
        self._make_answers([10], CHANGED)
        action.invalidate_recordset()
        self.assertEqual(action.change_text, "−100 → 100: significant")

    def test_a_small_change_is_said_to_be_none(self):
        self._make_answers([10, 10, 10, 8, 2], CHANGED)
        self._make_answers([10, 10, 8, 8, 2], CHANGED - timedelta(days=9))
        self.assertEqual(self._done().change_text, "20 → 40: no significant change")

    def test_before_it_is_done_the_score_of_now_is_shown(self):
        self._make_answers([10] * 5, TODAY)
        action = self._make_action()
        found = action._get_comparison()[action.id]
        self.assertEqual(found["before"]["value"], 100)
        self.assertEqual(found["after"]["reason"], "none")
        self.assertFalse(action.change_text)

    def test_the_scores_are_those_of_the_report(self):
        self._make_answers([10, 9, 8, 3, 0, 10], CHANGED)
        action = self._done()
        service = self.report.with_user(self.manager)
        data = service.get_data(
            {
                "date_from": "2026-04-01",
                "date_to": "2026-06-10",
                "moments": ["interviewed"],
                "job_ids": self.job.ids,
            }
        )
        found = action._get_comparison()[action.id]
        self.assertLessEqual(found["after"].items(), data["score"].items())
        (row,) = data["improvements"]
        self.assertEqual(row["after"], data["score"])

    def test_a_driver_has_its_ratings_before_and_after(self):
        driver = self.drivers[0]
        for day, value in ((CHANGED - timedelta(days=9), 25), (CHANGED, 75)):
            self.env["hr.recruitment.feedback.rating"].sudo().create(
                [
                    {"feedback_id": row.id, "driver_id": driver.id, "value": value}
                    for row in self._make_answers([8] * 5, day)
                ]
            )
        action = self._done(driver_id=driver.id)
        found = action._get_comparison()[action.id]
        self.assertEqual((found["rating_before"], found["rating_after"]), (25, 75))
        self.assertEqual(action.rating_text, "25 → 75 of 100")
        self.company.feedback_min_scores = 6
        found = action._get_comparison()[action.id]
        self.assertEqual((found["rating_before"], found["rating_after"]), (None, None))

    def _count_queries(self, actions):
        self.env.invalidate_all()
        actions.mapped("name")
        before = self.env.cr.sql_log_count
        actions._get_comparison()
        return self.env.cr.sql_log_count - before

    def test_many_actions_about_the_same_ask_once(self):
        self._make_answers([10] * 5, CHANGED)
        few = self._done()
        many = few + few.copy({"state": "done", "date_done": CHANGED})
        many += many[1].copy({"state": "done", "date_done": CHANGED})
        self.env.flush_all()
        self._count_queries(few)
        self.assertEqual(self._count_queries(many), self._count_queries(few))

    def test_actions_of_many_jobs_ask_once(self):
        self._make_answers([10] * 5, CHANGED)
        jobs = self.job.create([{"name": f"Job {number}"} for number in range(5)])
        actions = self.actions.concat(*(self._done(job_id=job.id) for job in jobs))
        self.env.flush_all()
        self._count_queries(actions)
        self.assertEqual(self._count_queries(actions), self._count_queries(actions[0]))

    def test_a_day_that_no_report_knows_cannot_be_the_change(self):
        """One owner's typing error would close the list for everybody."""
        action = self._done().with_user(self.owner)
        for day in ("0001-01-01", "1980-01-01", "2300-01-01", "9999-12-31"):
            with (
                self.subTest(day=day),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.IntegrityError),
                self.env.cr.savepoint(),
            ):
                action.date_done = day
                self.env.flush_all()
        action.invalidate_recordset()
        action.date_done = "1991-01-01"
        self.assertTrue(action.sudo().change_text)

    # From idea to done -------------------------------------------------------------

    def test_done_is_dated_and_reopening_takes_the_date_away(self):
        action = self._make_action()
        self.assertFalse(action.date_done)
        action.state = "done"
        self.assertEqual(action.date_done, TODAY)
        action.state = "in_progress"
        self.assertFalse(action.date_done)
        self.assertEqual(self._done().date_done, CHANGED, "a day that was given stays")

    def test_the_owner_has_one_activity_with_the_deadline(self):
        action = self._make_action(date_deadline=date(2026, 7, 1))
        activity = action.activity_ids
        self.assertEqual(activity.user_id, self.owner)
        self.assertEqual(activity.date_deadline, date(2026, 7, 1))
        action.write({"user_id": self.manager.id, "date_deadline": date(2026, 8, 1)})
        self.assertEqual(action.activity_ids, activity, "moved, not doubled")
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.date_deadline, date(2026, 8, 1))
        action.state = "done"
        self.assertFalse(action.activity_ids)
        action.state = "in_progress"
        self.assertEqual(len(action.activity_ids), 1)
        action.state = "dropped"
        self.assertFalse(action.activity_ids)

    def test_a_reminder_of_the_owner_s_own_survives(self):
        action = self._make_action()
        own = action.activity_schedule(
            "mail.mail_activity_data_todo", summary="Ask IT", user_id=self.owner.id
        )
        action.state = "dropped"
        self.assertEqual(action.activity_ids, own)

    def test_from_an_answer_it_takes_moment_job_and_words(self):
        row = self._make_answers([2], TODAY)
        self.env["hr.recruitment.feedback.comment"].sudo().create(
            {"feedback_id": row.id, "text": "Nobody called.", "released": True}
        )
        defaults = {
            "default_feedback_id": row.id,
            "default_moment": row.moment,
            "default_job_id": row.job_id.id,
        }
        form = Form(self.actions.with_user(self.manager).with_context(**defaults))
        form.name = "Call"
        action = form.save()
        self.assertEqual(action.comment, "Nobody called.")
        self.assertEqual(action.target, "After an interview · Engineer")
        self.assertEqual(action.user_id, self.manager)

    def test_it_belongs_to_the_company_of_what_it_starts_from(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids += other
        job = self.env["hr.job"].create({"name": "Elsewhere", "company_id": other.id})
        both = self.actions.with_user(self.manager).with_context(
            allowed_company_ids=[self.company.id, other.id]
        )
        form = Form(both.with_context(default_job_id=job.id))
        form.name = "Call"
        self.assertEqual(form.save().company_id, other)
        row = self._make_answers([2], TODAY, company_id=other.id, job_id=False)
        form = Form(both.with_context(default_feedback_id=row.id))
        form.name = "Call"
        self.assertEqual(form.save().company_id, other)

    def test_from_a_driver_or_a_stage_it_is_named_after_them(self):
        driver, stage = self.drivers[0], self.interview
        action = self._make_action(
            driver_id=driver.id, stage_id=stage.id, moment=False, job_id=False
        )
        self.assertEqual(action.target, f"{driver.name} · {stage.name}")

    # Who sees and does what --------------------------------------------------------

    def test_an_officer_sees_own_actions_without_scores_and_words(self):
        mine = self._make_action()
        others = self._make_action(user_id=self.manager.id)
        seen = self.actions.with_user(self.owner).search([])
        self.assertEqual(seen & (mine + others), mine)
        mine = mine.with_user(self.owner)
        for name in ("score_before", "change_text", "feedback_id", "comment"):
            with self.assertRaises(AccessError):
                mine.read([name])
        with self.assertRaises(AccessError):
            others.with_user(self.owner).read(["name"])

    def test_an_officer_moves_own_actions_on_and_changes_nothing_else(self):
        mine = self._make_action().with_user(self.owner)
        mine.write({"state": "done", "description": "<p>We call now.</p>"})
        self.assertEqual(mine.date_done, TODAY)
        mine.message_post(body="Done.")
        for values in ({"name": "x"}, {"user_id": self.manager.id}, {"job_id": False}):
            with self.assertRaises(AccessError):
                mine.write(values)
        with self.assertRaises(AccessError):
            self.actions.with_user(self.owner).create({"name": "x"})
        with self.assertRaises(AccessError):
            mine.unlink()

    def test_an_owner_saves_the_form(self):
        action = self._make_action()
        with Form(action.with_user(self.owner)) as form:
            form.description = "<p>Every Friday.</p>"
        self.assertIn("Friday", action.description)

    def test_interviewers_know_of_none(self):
        interviewer = self._make_user("intervju", "hr_recruitment.group_hr_recruitment_interviewer")
        with self.assertRaises(AccessError):
            self.actions.with_user(interviewer).search([])

    def test_other_companies_are_closed(self):
        other = self.env["res.company"].create({"name": "Other"})
        action = self._make_action(job_id=False)
        foreign = self._make_action(job_id=False)
        foreign.sudo().company_id = other
        seen = self.actions.with_user(self.manager).search([])
        self.assertEqual(seen & (action + foreign), action)
        with self.assertRaises(UserError):
            self._done(company_id=other.id, job_id=self.job.id)

    def test_pointing_at_an_answer_that_is_not_released_shows_nothing(self):
        secret = self._make_answers([0], TODAY, anonymity="anonymous", released=False)
        with self.assertRaises(AccessError):
            self._make_action(feedback_id=secret.id)

    # Report ------------------------------------------------------------------------

    def _report(self, **filters):
        return self.actions._read_for_report(
            {
                "date_from": "2026-01-01",
                "date_to": "2026-06-30",
                "company_ids": self.company.ids,
                **filters,
            }
        )

    def test_the_report_has_what_was_done_in_the_period_and_what_is_open(self):
        done = self._done()
        running = self._make_action(state="in_progress")
        dropped = self._make_action(state="dropped")
        old = self._done()
        old.date_done = date(2025, 12, 31)
        rows = self._report()
        self.assertEqual([row["id"] for row in rows], [done.id, running.id])
        self.assertNotIn(dropped.id, [row["id"] for row in rows])
        self.assertEqual(rows[0]["date"], "2026-04-01")
        self.assertEqual(rows[0]["owner"], "Agare")
        self.assertEqual(rows[0]["target"], "After an interview · Engineer")
        self.assertEqual(rows[0]["state_label"], "Done")

    def test_the_report_of_one_job_leaves_out_the_others(self):
        own, general = self._done(), self._done(job_id=False)
        self._done(job_id=self.job.copy().id)
        rows = self._report(job_ids=self.job.ids)
        self.assertEqual({row["id"] for row in rows}, {own.id, general.id})
        self.assertFalse(self._report(company_ids=[self.company.id + 999]))

    def test_officers_read_of_no_actions_in_the_report(self):
        self._done()
        data = self.report.with_user(self.owner).get_data()
        self.assertFalse(data["improvements"])


@tagged("post_install", "-at_install")
class TestBenchmark(ImprovementCase):
    """Values of others stand beside ours, with their source."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.benchmarks = cls.env["hr.recruitment.benchmark"]

    def _read(self, moments=(), outcomes=()):
        return self.benchmarks._read_for_report(self.company.ids, moments, outcomes)

    def test_the_published_values_have_their_sources(self):
        rows = {row["name"]: row for row in self._read()}
        late = rows["Rejected, told late or never"]
        self.assertEqual((late["value"], late["moment"]), (-44.7, "refused"))
        self.assertIn("Trustcruit", late["source"])
        self.assertEqual(rows["Rejected after an interview"]["value"], 15)
        self.assertEqual(rows["Hired"]["value"], 60)
        self.assertFalse(any(row["own"] for row in rows.values()))
        self.assertTrue(all(row["source"] for row in rows.values()))

    def test_what_fits_the_score_comes_first(self):
        self.assertFalse(self._read()[0]["moment"], "the whole with the whole")
        refused = [row["moment"] for row in self._read(moments=["refused"])]
        self.assertEqual(refused[:3], ["refused"] * 3)
        self.assertEqual(refused[-1], "hired")
        hired = self._read(outcomes=["hired"])
        self.assertEqual(hired[0]["name"], "Hired")

    def test_an_own_value_stands_before_those_of_others(self):
        own = self.benchmarks.with_user(self.manager).create(
            {"name": "Last year", "value": 12.5, "is_own": True, "year": "2025"}
        )
        first = self._read()[0]
        self.assertEqual((first["name"], first["own"], first["year"]), ("Last year", True, 2025))
        own = own.sudo()
        own.company_id = self.env["res.company"].create({"name": "Other"})
        self.assertNotIn("Last year", [row["name"] for row in self._read()])
        own.write({"company_id": False, "active": False})
        self.assertNotIn("Last year", [row["name"] for row in self._read()])

    def test_a_cnps_has_its_limits_and_a_link_leads_to_a_page(self):
        for value in (-100.5, 101):
            with self.assertRaises(psycopg2.Error), self.env.cr.savepoint():
                self.benchmarks.create({"name": "x", "value": value})
        with self.assertRaises(ValidationError):
            self.benchmarks.create({"name": "x", "value": 1, "url": "javascript:alert(1)"})

    def test_officers_read_and_managers_write(self):
        value = self.benchmarks.search([], limit=1)
        self.assertTrue(value.with_user(self.owner).read(["value"]))
        with self.assertRaises(AccessError):
            value.with_user(self.owner).write({"value": 99})
        value.with_user(self.manager).write({"value": 99})
        self.assertEqual(value.value, 99)
