from datetime import date, datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.first_months import ADDON, FIRST_DAY, FirstMonthsCase
from ..common import NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestFirstMonths(FirstMonthsCase):
    """From a plan to what is done."""

    def test_the_plan_becomes_tasks(self):
        tasks = self.plan_months()
        found = {task.name: (task.user_id, task.date_deadline) for task in tasks}
        nobody = self.env["res.users"]
        self.assertEqual(
            found,
            {
                "Laptop": (self.ivar, date(2026, 7, 6)),
                "Account": (self.ivar, date(2026, 7, 16)),
                "Read the handbook": (nobody, date(2026, 7, 17)),
                "First talk": (self.mona, date(2026, 7, 27)),
            },
        )
        laptop = self.task(self.laptop)
        self.assertEqual(laptop.candidate_name, "Anna Ek 0")
        self.assertEqual((laptop.first_day, laptop.company_id), (FIRST_DAY, self.company))
        self.assertEqual(self.task(self.account).depends_ids, laptop)
        self.assertEqual(self.applicant.first_months_plan_id, self.months)
        # Nothing is done twice.
        self.assertFalse(self.applicant._start_first_months())
        self.assertEqual(self.applicant.first_task_ids, tasks)

    def test_to_dos_come_when_they_are_near_and_nothing_is_before_them(self):
        tasks = self.plan_months()
        self.assertFalse(self.todos_of(tasks))
        applicants = self.env["hr.applicant"]
        with self.at(datetime(2026, 6, 30, 3)):
            applicants._cron_first_months()
            (todo,) = self.todos_of(tasks)
            self.assertEqual(
                (todo.summary, todo.user_id, todo.date_deadline),
                ("Laptop", self.ivar, date(2026, 7, 6)),
            )
        with self.at(datetime(2026, 7, 15, 3)):
            applicants._cron_first_months()
            self.assertEqual(self.todos_of(tasks), todo, "the account waits for the laptop")
            # Done in the list of to-dos, as any other.
            todo.with_user(self.ivar).action_feedback("It is a blue one")
            laptop = self.task(self.laptop)
            self.assertEqual((laptop.state, laptop.done_by_id), ("done", self.ivar))
            self.assertEqual(self.todos_of(tasks).mapped("summary"), ["Account"])
            account = self.task(self.account)
            account.with_user(self.ivar).action_done()
            self.assertFalse(self.todos_of(tasks))
            account.with_user(self.ivar).action_reopen()
            self.assertEqual(self.todos_of(tasks).mapped("summary"), ["Account"])

    def test_who_does_it_reads_name_job_and_first_day_and_nothing_else(self):
        tasks = self.plan_months()
        mine = self.tasks.with_user(self.ivar).search([])
        self.assertEqual(mine, self.task(self.laptop) | self.task(self.account))
        values = mine.read(["candidate_name", "first_day", "job_id", "name", "display_name"])
        self.assertEqual(values[0]["candidate_name"], "Anna Ek 0")
        with self.assertRaises(AccessError):
            mine.read(["applicant_id"])
        with self.assertRaises(AccessError):
            self.task(self.talk).with_user(self.ivar).read(["name"])
        with self.assertRaises(AccessError):
            self.task(self.talk).with_user(self.ivar).action_done()
        groups = self.tasks.with_user(self.ivar)._read_group([], ["user_id"], ["__count"])
        self.assertEqual(groups, [(self.ivar, 2)])
        self.assertEqual(self.tasks.with_user(self.hanna).search([]), tasks)
        with self.assertRaises(AccessError):
            mine[0].with_user(self.ivar).write({"date_deadline": FIRST_DAY})

    def test_switched_off(self):
        self.plan_months()
        self.switch_off()
        self.assertFalse(self.tasks.with_user(self.ivar).search([]))
        self.assertFalse(self.tasks.with_user(self.hanna).search([]))
        plans = self.env["mail.activity.plan"].with_user(self.recruiter)
        self.assertFalse(plans.search([("is_first_months", "=", True)]))
        with self.assertRaises(UserError):
            self.applicant.with_user(self.hanna).action_plan_first_months()
        self.applicant.first_day = FIRST_DAY + 7 * DAY
        self.assertEqual(self.task(self.laptop).date_deadline, date(2026, 7, 6))

    def test_odoos_dialog_leaves_these_plans_out(self):
        dialog = self.env["mail.activity.schedule"].create(
            {"res_model": "hr.applicant", "res_ids": str(self.applicant.ids)}
        )
        self.assertNotIn(self.months, dialog.plan_available_ids)

    def test_the_plan_that_says_most(self):
        plans = self.env["mail.activity.plan"]
        general = self.months
        department = general.copy({"name": "Boats", "department_id": self.department.id})
        job = general.copy({"name": "Engineers", "first_months_job_ids": self.job.ids})
        waits = job.template_ids.filtered("depends_ids")
        self.assertEqual(waits.depends_ids.plan_id, job, "what waits for what is copied too")
        find = plans._find_first_months
        self.assertEqual(find(self.applicant)[self.applicant], job)
        job.active = False
        self.assertEqual(find(self.applicant)[self.applicant], department)
        self.applicant.department_id = False
        self.assertEqual(find(self.applicant)[self.applicant], general)

    def test_what_a_plan_may_not_be(self):
        for values in (
            {"delay_count": 261},
            {"delay_count": -1},
            {"depends_ids": [(4, self.account.id)]},
            {"responsible_type": "months_colleague"},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.laptop.write(values)
        with self.assertRaises(ValidationError):
            self.months.is_first_months = False

    def test_plans_of_all_and_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        manager = self._make_user(
            "chef",
            "hr_recruitment.group_hr_recruitment_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        with self.assertRaises(AccessError):
            self.months.with_user(manager).name = "Mine"
        with self.assertRaises(AccessError):
            self.talk.with_user(manager).delay_count = 7
        self.months.company_id = self.company
        plans = self.env["mail.activity.plan"].with_user(manager)
        self.assertFalse(plans.search([("is_first_months", "=", True)]))
        usual = plans.create({"name": "Usual", "res_model": "hr.applicant", "company_id": False})
        usual.name = "As Odoo has it"

    # Dialog ----------------------------------------------------------------------------

    def open_dialog(self, applicants, **values):
        dialog = self.env["hr.first.months.start"].with_user(self.hanna)
        return dialog.create({"applicant_ids": [(6, 0, applicants.ids)], **values})

    def test_fifty_at_once(self):
        many = self._make_applicants(50)
        self.hire(many, first_day=False)
        dialog = self.open_dialog(many, first_day=FIRST_DAY, buddy_id=self.mona.id)
        self.assertIn("Laptop", dialog.preview)
        self.assertFalse(many.first_months_plan_id)
        dialog.action_plan()
        self.assertEqual(len(many.first_task_ids), 200)
        self.assertEqual(many.buddy_id, self.mona)

    def test_queries_do_not_grow(self):
        counts = []
        for number in (5, 40):
            many = self._make_applicants(number)
            self.hire(many)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            many._start_first_months()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 3, counts)

    def test_a_holiday_is_said(self):
        dialog = self.open_dialog(self.applicant, first_day=date(2026, 7, 19))
        self.assertIn("Nobody works", dialog.notice)

    def test_not_before_they_are_hired(self):
        other = self._make_applicants()
        other.first_day = FIRST_DAY
        with self.assertRaises(UserError):
            self.open_dialog(other).action_plan()
        self.assertFalse(other.first_task_ids)

    def test_by_itself(self):
        self.company.first_months_automatic = True
        other = self._make_applicants(email_from="other@candidate.example")
        other.first_day = FIRST_DAY
        self.assertFalse(other.first_task_ids)
        other.stage_id = self.signed
        self.assertEqual(len(other.first_task_ids), 4)
        # Of two applications of one person, the second is not planned by itself.
        again = self._make_applicants(email_from="other@candidate.example")
        again.partner_id = other.partner_id
        self.hire(again)
        self.assertFalse(again.first_task_ids)

    def test_a_colleague_already_has_a_laptop(self):
        self.laptop.skips_internal = True
        self.env["hr.employee"].create(
            {"name": "Anna", "work_contact_id": self.applicant.partner_id.id}
        )
        self.plan_months()
        self.assertFalse(self.task(self.laptop))
        self.assertFalse(self.applicant.first_months_differs)

    # What becomes of it ----------------------------------------------------------------

    def test_another_first_day(self):
        self.plan_months()
        account, talk, laptop = map(self.task, (self.account, self.talk, self.laptop))
        laptop._finish(self.ivar)
        talk.with_user(self.hanna).date_deadline = date(2026, 8, 3)
        self.applicant.first_day = FIRST_DAY + 28 * DAY
        self.assertEqual(account.date_deadline, date(2026, 8, 13))
        self.assertEqual(account.first_day, FIRST_DAY + 28 * DAY)
        self.assertEqual(laptop.date_deadline, date(2026, 7, 6), "done is done")
        self.assertEqual(talk.date_deadline, date(2026, 8, 3), "set by hand")

    def test_planned_late(self):
        """Nothing is overdue on the day on which it is planned."""
        with self.at(datetime(2026, 7, 14, 8)):
            self.plan_months()
            self.assertEqual(self.task(self.laptop).date_deadline, date(2026, 7, 14))
            self.assertFalse(self.applicant.first_months_late)

    def test_another_first_day_moves_to_dos_and_asks_about_meetings(self):
        with self.at(datetime(2026, 7, 1, 8)):
            tasks = self.plan_months()
            todo = self.todos_of(self.task(self.laptop))
            talk = self.task(self.talk)
            action = talk.with_user(self.mona).action_plan_meeting()
            meeting = self.env["calendar.event"].with_user(self.mona)
            meeting.with_context(**action["context"]).create({})
            self.applicant.first_day = FIRST_DAY + DAY
            self.assertEqual(todo.date_deadline, date(2026, 7, 7))
            said = self.todos_of(talk).mapped("summary")
            asked = "The first day is July 21, 2026 now: does the meeting have to move?"
            self.assertIn(asked, said)
            self.applicant.first_day = FIRST_DAY + 60 * DAY
            self.assertNotIn("Laptop", self.todos_of(tasks).mapped("summary"))

    def test_who_does_not_come_after_all(self):
        with self.at(datetime(2026, 7, 14, 8)):
            self.plan_months()
            laptop = self.task(self.laptop)
            laptop._finish(self.ivar)
            reason = self.env.ref("hr_recruitment.refuse_reason_1")
            self.applicant.write({"refuse_reason_id": reason.id, "active": False})
            tasks = self.applicant.with_context(active_test=False).first_task_ids
            states = {task.name: task.state for task in tasks}
            self.assertEqual(states["Account"], "cancelled")
            self.assertEqual(states["Laptop"], "done")
            self.assertEqual(states["Take back: Laptop"], "open")
            self.assertEqual(self.todos_of(tasks).mapped("summary"), ["Take back: Laptop"])
            with self.assertRaisesRegex(UserError, "does not begin"):
                laptop.with_user(self.ivar).action_reopen()
            self.applicant.write({"refuse_reason_id": False, "active": True})
            tasks = self.applicant.first_task_ids
            self.assertEqual(
                {task.name: task.state for task in tasks},
                {
                    "Account": "open",
                    "Laptop": "done",
                    "First talk": "open",
                    "Read the handbook": "open",
                },
            )

    def test_the_owner_has_left(self):
        with self.at(datetime(2026, 7, 14, 8)):
            tasks = self.plan_months()
            self.company.first_months_it_user_id = self.mona
            self.ivar.active = False
            self.env["hr.applicant"]._cron_first_months()
            self.assertEqual(self.task(self.laptop).user_id, self.mona)
            self.assertEqual(self.task(self.account).user_id, self.mona)
            said = self.todos_of(tasks).mapped("summary")
            self.assertEqual(said.count("2 tasks of Ivar are yours now"), 1)
            self.assertIn("Laptop", said)
            self.env["hr.applicant"]._cron_first_months()
            self.assertEqual(len(self.todos_of(tasks)), len(said))

    def test_the_plan_is_changed_meanwhile(self):
        self.plan_months()
        self.assertFalse(self.applicant.first_months_differs)
        with self.at(NOW + DAY):
            desk = self._make_line("Desk", "months_manager", 3)
            self.talk.delay_count = 6
            self.form.unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertTrue(self.applicant.first_months_differs)
            self.assertEqual(len(self.applicant.first_task_ids), 4, "running lists keep theirs")
            self.applicant.with_user(self.hanna).action_take_over_changes()
            self.assertEqual(self.task(desk).date_deadline, date(2026, 7, 15))
            self.assertEqual(self.task(self.talk).date_deadline, date(2026, 7, 28))
            gone = self.applicant.first_task_ids.filtered(lambda t: t.state == "cancelled")
            self.assertEqual(gone.mapped("name"), ["Read the handbook"])
            self.env.invalidate_all()
            self.assertFalse(self.applicant.first_months_differs)

    def test_ready(self):
        self.plan_months()
        with self.at(datetime(2026, 7, 15, 8)):
            self.task(self.laptop)._finish(self.ivar)
            self.env.invalidate_all()
            mine = self.applicant.with_user(self.hanna)
            self.assertEqual(
                mine.first_months_ready,
                "Ready for Monday, July 20: 1 of 3, missing: Account (IT: Ivar, tomorrow)",
            )
            self.assertFalse(mine.first_months_late)
        with self.at(datetime(2026, 7, 17, 8)):
            self.env.invalidate_all()
            self.assertTrue(mine.first_months_late)
            late = [("first_months_late", "=", True)]
            self.assertEqual(mine.search(late), self.applicant)
            # What is late comes first, whoever begins before.
            other = self._make_applicants(email_from="other@candidate.example")
            self.hire(other, date(2026, 7, 18))
            both = [("id", "in", (self.applicant | other).ids)]
            order = "first_months_late desc, first_day"
            self.assertEqual(mine.search(both, order=order).ids, [self.applicant.id, other.id])
            with self.assertRaises(AccessError):
                self.applicant.with_user(self.ivar).search(both, order=order)
        with self.at(datetime(2026, 7, 20, 8)):
            self.env.invalidate_all()
            self.assertTrue(mine.first_months_ready.startswith("Ready for today: 1 of 3, missing"))
        with self.at(datetime(2026, 7, 24, 8)):
            self.env.invalidate_all()
            self.assertTrue(mine.first_months_ready.startswith("1 of 4, missing: "))

    def test_ready_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        self.plan_months()
        with self.at(datetime(2026, 7, 15, 8)):
            self.task(self.laptop)._finish(self.ivar)
            mine = self.applicant.with_user(self.hanna).with_context(lang="sv_SE")
            self.assertEqual(
                mine.first_months_ready,
                "Klart till måndag 20 juli: 1 av 3, saknas: Account (IT: Ivar, i morgon)",
            )

    def test_a_meeting_is_proposed_when_they_are_free(self):
        """In office hours of the day of the task, and not where something is already."""
        self.plan_months()
        talk = self.task(self.talk)
        start = datetime(2026, 7, 27, 7)

        def propose():
            context = talk.with_user(self.mona).action_plan_meeting()["context"]
            return fields.Datetime.to_datetime(context["default_start"])

        first = propose()
        self.assertEqual(first.date(), talk.date_deadline)
        self.assertGreaterEqual(first, start - timedelta(hours=2))
        self.env["calendar.event"].create(
            {
                "name": "All of the day",
                "start": datetime(2026, 7, 27, 4),
                "stop": datetime(2026, 7, 27, 18),
                "partner_ids": [(6, 0, self.mona.partner_id.ids)],
            }
        )
        self.assertEqual(propose().date(), date(2026, 7, 28))

    # Kinds -----------------------------------------------------------------------------

    def test_a_background_check_wants_consent(self):
        url = "https://provider.example/order"
        line = self._make_line("Check", "months_hr", 5, task_kind="check", check_url=url)
        self.plan_months()
        check = self.task(line)
        with self.assertRaises(UserError):
            check.with_user(self.hanna).action_done()
        with self.assertRaises(UserError):
            check.with_user(self.hanna).action_open_link()
        check.consent_date = NOW
        self.assertEqual(check.with_user(self.hanna).action_open_link()["url"], url)
        check.with_user(self.hanna).action_done()
        self.assertEqual(check.state, "done")

    def test_of_an_extract_only_that_it_was_seen(self):
        line = self._make_line("Extract", "months_hr", 5, task_kind="extract")
        self.plan_months()
        extract = self.task(line).with_user(self.hanna)
        with self.assertRaises(ValidationError):
            extract.message_post(body="Here", attachments=[("extract.pdf", b"%PDF")])
        with self.assertRaises(ValidationError):
            self.env["ir.attachment"].create(
                {"name": "extract.pdf", "res_model": extract._name, "res_id": extract.id}
            )
        extract.action_done()
        self.assertEqual((extract.done_by_id, extract.done_date), (self.hanna, NOW))

    def test_a_server_action_of_an_administrator(self):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Account",
                "model_id": self.env["ir.model"]._get_id("hr.first.months.task"),
                "state": "code",
                "code": "record.applicant_id.write({'partner_phone': '+46 70 123 45 67'})",
            }
        )
        self.account.server_action_id = action
        self.plan_months()
        account = self.task(self.account).with_user(self.ivar)
        self.assertTrue(account.may_run)
        account.action_run()
        self.assertEqual(self.applicant.partner_phone, "+46 70 123 45 67")
        self.assertEqual(account.state, "done")
        manager = self._make_user("chef", "hr_recruitment.group_hr_recruitment_manager")
        with self.assertRaises(AccessError):
            self.account.with_user(manager).server_action_id = False
        # Whoever manages plans may copy them, without what runs.
        copied = self.months.with_user(manager).copy({"company_id": self.company.id})
        self.assertFalse(copied.template_ids.sudo().server_action_id)
