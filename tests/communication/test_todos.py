from datetime import date, timedelta

from odoo.tests import tagged

from ...models.batch import Batch, get_now
from ...models.past_orm import write_past_orm
from ..common import NOW, CandidateCase


@tagged("post_install", "-at_install")
class TestTodos(CandidateCase):
    """What colleagues are given to do: once for each cause, and to somebody who can."""

    def setUp(self):
        super().setUp()
        self.activities = self.env["mail.activity"]
        self.kind = self.activities._get_todo_type("activity_type_silence")
        self.assertTrue(self.kind)

    def raise_todos(self, applicants, user=None, renew=False, **values):
        todos = [
            self.activities._prepare_todo(
                applicant,
                user or self.recruiter,
                self.kind,
                lambda applicant: (f"{applicant.env.lang}: {applicant.partner_name}", False),
                **values,
            )
            for applicant in applicants
        ]
        return self.activities._raise_todos(todos, renew=renew)

    def test_one_for_each_cause(self):
        anna, berit = self._make_applicants(2)
        first = self.raise_todos(anna)
        self.assertEqual(self.raise_todos(anna + berit)[0], first)
        self.assertEqual(len(anna.activity_ids), 1)
        self.assertEqual(len(berit.activity_ids), 1)
        self.assertEqual(len(self.raise_todos(berit + berit)), 1)

    def test_what_is_done_is_no_longer_known(self):
        anna = self._make_applicants()
        first = self.raise_todos(anna)
        first.action_done()
        self.assertNotEqual(self.raise_todos(anna), first)

    def test_what_has_become_urgent_comes_earlier_and_not_later(self):
        anna = self._make_applicants()
        late, soon = date(2026, 7, 1), date(2026, 6, 15)
        known = self.raise_todos(anna, date_deadline=late)
        for day in (soon, late):
            self.raise_todos(anna, date_deadline=day)
            self.assertEqual(known.date_deadline, soon)
        self.raise_todos(anna, date_deadline=late, renew=True)
        self.assertEqual(known.date_deadline, late)

    def test_in_the_words_of_whom_it_is_for(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.recruiter.lang = "fr_FR"
        todo = self.raise_todos(self._make_applicants())
        self.assertTrue(todo.summary.startswith("fr_FR"))

    def test_who_may_not_open_it_does_not_get_it(self):
        porter = self._make_user("vaktmastare", "base.group_user")
        todo = self.raise_todos(self._make_applicants(), porter)
        self.assertTrue(todo.user_id)
        self.assertNotEqual(todo.user_id, porter)
        self.assertTrue(todo.user_id.has_group("hr_recruitment.group_hr_recruitment_manager"))

    def test_many_cost_as_many_queries_as_few(self):
        counts = []
        for size in (2, 20):
            applicants = self._make_applicants(size)
            self.raise_todos(applicants[:1])
            self.env.invalidate_all()
            applicants.mapped("partner_name")
            before = self.env.cr.sql_log_count
            self.raise_todos(applicants)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestPastOrm(CandidateCase):
    """One UPDATE, whatever differs; nothing of the record looks changed."""

    def test_each_gets_its_own(self):
        anna, berit, caesar = applicants = self._make_applicants(3)
        self.env.flush_all()
        changed = applicants.mapped("write_date")
        anna.last_reply_date = NOW
        before = self.env.cr.sql_log_count
        write_past_orm(
            {
                anna: {
                    "last_contact_date": NOW,
                    "reply_promise_state": "open",
                    "told_stage_id": False,
                },
                berit: {
                    "last_contact_date": False,
                    "reply_promise_state": False,
                    "told_stage_id": self.new.id,
                },
            }
        )
        self.assertEqual(self.env.cr.sql_log_count - before, 1)
        self.env.invalidate_all()
        self.assertEqual(applicants.mapped("last_contact_date"), [NOW, False, False])
        self.assertEqual(applicants.mapped("reply_promise_state"), ["open", False, False])
        self.assertEqual([a.told_stage_id for a in (anna, berit)], [self.stages.browse(), self.new])
        self.assertEqual(anna.last_reply_date, NOW, "what was written before is there, too")
        self.assertEqual((berit + caesar).mapped("write_date"), changed[1:])
        write_past_orm({})


@tagged("post_install", "-at_install")
class TestClock(CandidateCase):
    """A batch may be played at another time: everything goes by its clock."""

    def test_texts_and_page_go_by_the_clock_of_the_batch(self):
        self.new.expected_days = 1
        applicant = self._make_applicants()
        week = timedelta(days=7)
        with self.at(NOW):
            today = applicant.answer_expected_date
            later = Batch(NOW + week).put_around(applicant)
            self.assertEqual(get_now(later.env), NOW + week)
            self.assertEqual(later.answer_expected_date, today + week)
            self.assertEqual(later._get_candidate_today(), applicant._get_candidate_today() + week)
            self.assertEqual(later.days_since_contact, applicant.days_since_contact + 7)
            self.assertEqual(applicant.answer_expected_date, today)

    def test_no_client_sets_it(self):
        with self.at(NOW):
            forged = self.job.with_context(communication_batch={"now": "2000-01-01 00:00:00"})
            self.assertEqual(get_now(forged.env), NOW)
