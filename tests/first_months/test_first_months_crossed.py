import ast
from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.first_months import FIRST_DAY, FirstMonthsCase


@tagged("post_install", "-at_install")
class TestFirstMonthsCrossed(FirstMonthsCase):
    """Where the first months meet the other rooms."""

    def test_handed_over_to_the_employee(self):
        self.env["hr.employee"].create({"name": "Hanna", "user_id": self.hanna.id})
        self.applicant.write({"buddy_id": self.hanna.id, "first_months_manager_id": self.mona.id})
        tasks = self.plan_months()
        self.hanna.group_ids |= self.env.ref("hr.group_hr_user")
        self.applicant.with_user(self.hanna).create_employee_from_applicant()
        employee = self.applicant.employee_id
        self.assertEqual(employee.contract_date_start, FIRST_DAY)
        place = self.applicant._find_work_place()
        self.assertTrue(place)
        self.assertEqual(
            (employee.work_location_id, employee.address_id), (place, place.address_id)
        )
        self.assertEqual(employee.department_id, self.department)
        self.assertEqual(employee.parent_id.user_id, self.mona)
        self.assertEqual(employee.coach_id.user_id, self.hanna)
        # HR who does not recruit sees the tasks of employees, and of nobody else.
        helge = self._make_user("helge", "hr.group_hr_user")
        other = self._make_applicants(email_from="other@candidate.example")
        self.hire(other)
        self.plan_months(other)
        mine = employee.with_user(helge)
        self.assertEqual((mine.first_tasks_open, mine.first_tasks_all), (4, 4))
        self.assertEqual(self.tasks.with_user(helge).search([]), tasks)
        with self.assertRaises(AccessError):
            self.task(self.laptop, other).with_user(helge).read(["name"])
        action = mine.action_open_first_tasks()
        self.assertEqual(self.tasks.with_user(helge).search(action["domain"]), tasks)
        # Archived, because they work here by now: the tasks go on.
        self.applicant.active = False
        self.assertEqual(set(tasks.mapped("state")), {"open"})

    def test_the_last_vacancy_is_filled(self):
        """The job position is closed, and Odoo archives its applications with it: whoever was
        hired begins all the same."""
        tasks = self.plan_months()
        self.applicant.job_id.active = False
        self.assertFalse(self.applicant.active)
        self.assertEqual(set(tasks.mapped("state")), {"open"})
        action = self.env.ref("hr_recruitment_candidate_experience.action_starting")
        starting = self.env["hr.applicant"].with_user(self.hanna).with_context(active_test=False)
        self.assertIn(self.applicant, starting.search(ast.literal_eval(action.domain)))

    def test_today(self):
        self.plan_months()
        self.applicant.user_id = self.hanna
        today = self.env["hr.recruitment.today"].with_user(self.hanna)
        day = today.with_context(tz="Europe/Stockholm")

        def find():
            self.env.flush_all()
            self.env.invalidate_all()
            sections = day.get_data()["sections"]
            return [s for s in sections if s["name"] == "starting"]

        self.assertFalse(find())
        with self.at(datetime(2026, 7, 14, 8)):
            ((line,),) = ((section["lines"] for section in find()),)[0]
            self.assertEqual((line["date"], line["is_late"]), ("2026-07-20", True))
            self.assertEqual(
                line["text"],
                "Ready for Monday, July 20: 0 of 3, missing: Laptop (IT: Ivar, Monday, July 6)",
            )

    def test_erased_with_the_person(self):
        tasks = self.plan_months()
        self.applicant._note_told_stage(self.signed)
        self.task(self.laptop).write({"wish_text": "Zwxyq", "wish_date": datetime.now()})
        facts = {fact.name: fact.value for fact in self.applicant._get_known_facts()}
        self.assertEqual(facts["wish_text"], "Zwxyq")
        self.assertEqual(facts["first_day"], "2026-07-20")
        person = self.applicant.sudo()._find_person()
        found = self.applicant.sudo()._find_traces(person)
        self.assertEqual(found["hr.first.months.task"], tasks)

    def test_another_company(self):
        tasks = self.plan_months()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._make_user(
            "stranger",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=other.id,
            company_ids=other.ids,
        )
        self.assertFalse(self.tasks.with_user(stranger).search([]))
        self.applicant.company_id = other
        self.assertEqual(tasks.company_id, other)
        self.assertEqual(self.tasks.with_user(stranger).search([]), tasks)

    def test_not_of_the_own_application(self):
        self.plan_months()
        self.applicant.partner_id = self.hanna.partner_id
        self.env.flush_all()
        self.assertFalse(self.tasks.with_user(self.hanna).search([]))

    def test_interviewers_see_no_tasks_of_others(self):
        self.plan_months()
        olle = self._make_user("olle", "hr_recruitment.group_hr_recruitment_interviewer")
        self.applicant.interviewer_ids = olle
        self.assertFalse(self.tasks.with_user(olle).search([]))
        with self.assertRaises(AccessError):
            self.applicant.with_user(olle).read(["first_months_ready"])

    def test_deleted_with_the_application(self):
        with self.at(datetime(2026, 7, 14, 8)):
            tasks = self.plan_months()
            self.task(self.laptop).message_post(body="Which one?")
            ids = tasks.ids
            self.applicant.unlink()
        for model, field in (("mail.activity", "res_model"), ("mail.message", "model")):
            left = [(field, "=", "hr.first.months.task"), ("res_id", "in", ids)]
            self.assertFalse(self.env[model].search(left), model)

    def test_a_wish_is_no_to_do_of_the_task(self):
        self.plan_months()
        laptop = self.task(self.laptop)
        self.applicant._wish_on_page(laptop, "", True, False, "")
        with self.at(datetime(2026, 6, 30, 3)):
            self.env["hr.applicant"]._cron_first_months()
            self.env["hr.applicant"]._cron_first_months()
            self.assertEqual(len(self.todos_of(laptop)), 2)
            wish = self.todos_of(laptop).filtered(lambda todo: todo.summary != "Laptop")
            wish.with_user(self.ivar).action_feedback()
            self.assertEqual(laptop.state, "open")
