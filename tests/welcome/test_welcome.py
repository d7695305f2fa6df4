from datetime import datetime, timedelta

from odoo.tests import tagged

from ..cases.first_months import ADDON, FIRST_DAY
from ..cases.welcome import WelcomeCase
from ..common import NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestWelcome(WelcomeCase):
    """Offers, first months and paperwork know of each other."""

    def papers_of(self, applicant=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return (applicant or self.applicant).sudo().paperwork_ids.sorted("sequence")

    def refuse_by(self, ended_by):
        reason = self.env["hr.applicant.refuse.reason"].create(
            {"name": "Not after all", "ended_by": ended_by}
        )
        self.applicant.refuse_reason_id = reason
        self.env.flush_all()

    # Asked for with the plan -----------------------------------------------------------

    def test_the_plan_asks_for_the_documents(self):
        anna, bo = self.applicant, self.another()
        self.hire(bo)
        self.plan_months(anna | bo)
        self.assertEqual(self.papers_of(anna).mapped("name"), ["Our rules", "Tax"])
        self.assertEqual(len(self.papers_of(bo)), 2)
        # By hand as well: nothing is asked for twice.
        self.assertFalse(anna._start_paperwork(self.papers))

    def test_neither_where_it_is_off_nor_of_another_company(self):
        self.papers.company_id = self.env["res.company"].create({"name": "Other"})
        self.plan_months()
        self.assertFalse(self.papers_of())
        self.papers.company_id = False
        self.everybody._remove_group(self.env.ref(f"{ADDON}.group_paperwork"))
        bo = self.another()
        self.hire(bo)
        self.plan_months(bo)
        self.assertFalse(self.papers_of(bo))

    def test_constant_queries(self):
        def count(number):
            applicants = self.env["hr.applicant"].concat(
                *(self.another() for _each in range(number))
            )
            self.hire(applicants)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.plan_months(applicants)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(1)
        few, many = count(2), count(8)
        self.assertLessEqual(many - few, 6)

    # Ready -----------------------------------------------------------------------------

    def test_documents_are_part_of_what_is_ready(self):
        tasks = self.plan_months()
        rules, tax = self.papers_of()
        self.assertIn(": 0 of 5, missing: Our rules", self.applicant.first_months_ready)
        self.assertIn("(Anna Ek 0, ", self.applicant.first_months_ready)
        rules._hand_in()
        self.env.invalidate_all()
        self.assertIn("missing: Our rules (Hanna", self.applicant.first_months_ready)
        rules.with_user(self.handler).action_check()
        tasks.filtered("is_before")._finish(self.hanna)
        self.env.invalidate_all()
        self.assertIn("4 of 5, missing: Tax", self.applicant.first_months_ready)
        self.assertFalse(self.applicant.first_months_late)
        late = [("first_months_late", "=", True)]
        with self.at(NOW + 9 * DAY):
            self.env.invalidate_all()
            self.assertTrue(self.applicant.first_months_late)
            self.assertEqual(self.env["hr.applicant"].search(late), self.applicant)
        tax._hand_in()
        tax.with_user(self.handler).action_check()
        self.env.invalidate_all()
        self.assertEqual(self.applicant.first_months_ready, "Ready for Monday, July 20: 5 of 5")

    # On the page -----------------------------------------------------------------------

    def test_one_list(self):
        self.plan_months()
        self.applicant._note_told_stage(self.signed)
        page = self.look()
        self.assertIn("0 of 2 are handed in", page)
        self.assertEqual(page.count("Open your documents"), 1)
        for secret in ("Our rules", "Tax"):
            self.assertNotIn(secret, page)
        for paper in self.papers_of():
            paper._hand_in()
        self.env.flush_all()
        page = self.look()
        self.assertIn("Open your documents", page)
        self.assertNotIn("are handed in", page)

    # An offer --------------------------------------------------------------------------

    def test_an_accepted_offer_moves_the_first_day(self):
        self.plan_months()
        before = self.task(self.laptop).date_deadline
        offer = self.offered(first_day=FIRST_DAY + 7 * DAY)
        self.assertEqual(self.task(self.laptop).date_deadline, before)
        self.assertEqual(offer._accept("Anna Ek"), "accepted")
        self.assertEqual(self.applicant.first_day, FIRST_DAY + 7 * DAY)
        self.assertEqual(self.task(self.laptop).date_deadline, before + 7 * DAY)
        # Another version that is declined changes nothing of what was agreed.
        other = self.change(offer, first_day=FIRST_DAY + 14 * DAY)
        self.send_offer(other)
        self.deliver()
        other.sudo()._decline("pay", "")
        self.env.invalidate_all()
        self.assertEqual(self.applicant.first_day, FIRST_DAY + 7 * DAY)
        self.assertFalse(self.applicant.with_user(self.hanna).first_day_notice)

    def test_on_the_first_day_the_offer_is_a_line_below(self):
        """What comes next stands first, and where it is found."""
        offer = self.offered(first_day=FIRST_DAY)
        offer._accept("Anna Ek")
        self.plan_months()
        self.applicant._note_told_stage(self.signed)
        self.authenticate(None, None)
        with self.at(datetime(2026, 7, 20, 6)):
            self.know()
            page = self.look()
        self.assertIn("What comes next stands below", page)
        self.assertIn("This page stays yours until October 20, 2026.", page)
        self.assertLess(page.index("months_title"), page.index("joboffer_title"))
        self.assertLess(page.index("first_day_title"), page.index("joboffer_title"))
        self.assertIn("You accepted it on June 10, 2026.", page)
        self.assertIn(f"/offer/{offer.id}/document", page)
        self.assertNotIn("Our offer to you", page)
        self.company.first_months_next = "Everything else is on our intranet."
        with self.at(datetime(2026, 7, 20, 6)):
            self.env.flush_all()
            page = self.look()
        self.assertIn("intranet", page)
        self.assertNotIn("What comes next stands below", page)

    def test_a_start_without_an_offer(self):
        """Hired without an offer step, though offers are used: the plan begins, the page goes on
        and says nothing of an offer, and the employee has the day."""
        self.company.first_months_automatic = True
        other = self.another()
        self.hire(other)
        self.assertEqual(len(other.first_task_ids), 4)
        other._note_told_stage(self.signed)
        page = other._get_page()
        self.assertIsNone(page["job_offer"])
        # Three tasks that are shown, and the documents.
        self.assertEqual(len(page["first_months"]["tasks"]), 4)
        self.assertFalse(other.with_user(self.hanna).first_day_notice)
        other.create_employee_from_applicant()
        self.assertEqual(other.employee_id.contract_date_start, FIRST_DAY)
        self.assertFalse(other.employee_id.sudo().wage)

    def test_an_internal_candidate(self):
        """Who works here already gets an offer as anybody does, and no second computer."""
        self.laptop.skips_internal = True
        self.env["hr.employee"].create(
            {"name": "Anna", "work_contact_id": self.applicant.partner_id.id}
        )
        offer = self.offered(first_day=FIRST_DAY)
        offer._accept("Anna Ek")
        self.plan_months()
        self.assertFalse(self.task(self.laptop))
        self.assertTrue(self.task(self.talk))

    def test_fifty_people_on_one_day(self):
        """Each has tasks, documents and a page of their own; the plan is asked for once."""
        people = self.env["hr.applicant"].union(*(self.another() for _number in range(50)))
        self.hire(people)
        tasks = self.plan_months(people)
        self.assertEqual(len(tasks), 200)
        self.assertEqual(len(people.sudo().paperwork_ids), 100)
        with self.at(datetime(2026, 7, 15, 8)):
            self.env["hr.applicant"]._cron_first_months()
            todos = self.todos_of(tasks)
            self.assertEqual(len(todos.filtered(lambda todo: todo.summary == "Laptop")), 50)
            self.assertEqual(len(set(todos.mapped("res_id"))), len(todos))

    def test_erased_after_the_hire(self):
        """The person is gone from offer, tasks and documents; what was done for them with it."""
        self.offered(first_day=FIRST_DAY)._accept("Anna Ek")
        tasks = self.plan_months()
        papers, offers = self.applicant.sudo().paperwork_ids, self.applicant.sudo().offer_ids
        found = self.applicant.sudo()._find_traces(self.applicant.sudo()._find_person())
        self.assertEqual(found["hr.first.months.task"], tasks)
        self.assertEqual(found["hr.applicant.offer"], offers)
        self.assertEqual(found["hr.applicant.paperwork"], papers)

    def test_an_offer_that_comes_to_nothing_after_the_day_was_set(self):
        self.plan_months()
        offer = self.offered()
        self.assertFalse(self.applicant.with_user(self.hanna).first_day_notice)
        offer._decline("pay", "")
        self.env.invalidate_all()
        notice = self.applicant.with_user(self.hanna).first_day_notice
        self.assertIn("The offer is declined", notice)
        self.assertEqual(self.applicant.first_day, FIRST_DAY, "a person decides")
        self.assertFalse(self.applicant.with_user(self.ivar).sudo().first_day_notice)

    # Not after all ---------------------------------------------------------------------

    def test_all_of_it_ends_once_and_comes_back(self):
        for ended_by in ("company", "candidate"):
            with self.subTest(ended_by):
                self.check_the_end(ended_by)

    def test_closed_with_the_job_position(self):
        """Whoever was hired for the last vacancy is archived with it, and begins."""
        self.plan_months()
        self.applicant.job_id.active = False
        self.assertFalse(self.applicant.active)
        self.assertFalse(any(self.papers_of().mapped("ended_date")))

    def check_the_end(self, ended_by):
        tasks = self.plan_months()
        greeting = self._make_step("first_day_before", name="Greeting", delay=3)
        self.applicant._note_told_stage(self.signed)
        shown = self.look()
        self.refuse_by(ended_by)
        papers = self.papers_of()
        self.assertTrue(all(papers.mapped("ended_date")))
        self.assertEqual(set(papers.mapped("state")), {"todo"})
        open_tasks = tasks.filtered(lambda task: not task.undo_of_id)
        self.assertEqual(set(open_tasks.mapped("reason")), {"withdrawn"})
        with self.at(NOW + 9 * DAY):
            self.env.invalidate_all()
            self.assertFalse(self.env["hr.applicant.paperwork"].search([("is_late", "=", True)]))
        if ended_by == "company":
            self.assertEqual(self.look(), shown, "nothing before the message")
        ended = self.chatter().count("are not needed any more")
        self.applicant.write({"active": True})
        self.assertEqual(self.chatter().count("are not needed any more"), ended)
        self.assertFalse(self.rows(self.applicant, step_id=greeting, state="scheduled"))
        self.applicant.refuse_reason_id = False
        self.assertFalse(any(self.papers_of().mapped("ended_date")))
        self.assertIn("are needed again", self.chatter())
        self.env.invalidate_all()
        self.assertEqual(set(open_tasks.mapped("state")), {"open"})
        greeting.active = False

    # Nobody is left without a word -----------------------------------------------------

    def test_a_meeting_that_was_a_task_is_a_word(self):
        tasks = self.plan_months()
        self.talk.task_kind = "meeting"
        moment = datetime(2026, 7, 27, 9)
        self.task(self.talk).kind = "meeting"
        before = self.applicant._find_last_words()[self.applicant]
        (tasks - self.task(self.talk))._finish(self.hanna)
        self.assertEqual(self.applicant._find_last_words()[self.applicant], before)
        self.applicant.quiet_since = before
        with self.at(moment):
            self.task(self.talk)._finish(self.mona)
            self.assertEqual(self.applicant._find_last_words()[self.applicant], moment)
        self.assertFalse(self.applicant.quiet_since)
