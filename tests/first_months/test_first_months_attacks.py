from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..cases.first_months import FIRST_DAY, FirstMonthsCase
from ..common import NOW

OFFICER = "hr_recruitment.group_hr_recruitment_user"


@tagged("post_install", "-at_install")
class TestFirstMonthsAttacks(FirstMonthsCase):
    """Those who do a task, those who do not, and those who only use Odoo's plans."""

    def elsewhere(self, group=OFFICER):
        there = self.env["res.company"].create({"name": "Elsewhere"})
        return self._make_user("stranger", group, company_id=there.id, company_ids=there.ids)

    def test_what_the_doer_writes(self):
        self.plan_months()
        mine = self.task(self.laptop).with_user(self.ivar)
        for name, value in (
            ("state", "done"),
            ("user_id", self.ivar.id),
            ("date_deadline", "2027-01-01"),
            ("wish_text", "x"),
            ("consent_date", "2026-06-01"),
            ("name", "x"),
            ("note", "x"),
            ("check_url", "javascript:alert(1)"),
            ("template_id", False),
            ("applicant_id", 1),
            ("kind", "task"),
            ("employee_id", False),
            ("is_shown", True),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                mine.write({name: value})
        for act in (mine.copy, mine.unlink):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(AccessError):
            mine.create(
                {"name": "x", "applicant_id": self.applicant.id, "date_deadline": FIRST_DAY}
            )
        talk = self.task(self.talk).with_user(self.ivar)
        for name in (
            "action_done",
            "action_reopen",
            "action_cancel",
            "action_restore",
            "action_run",
            "action_open_link",
            "action_plan_meeting",
        ):
            self.env.invalidate_all()
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(talk, name)()
        for domain in ([("applicant_id.email_from", "=", "x")], [("employee_id.name", "=", "x")]):
            with self.subTest(domain), self.assertRaises(AccessError):
                mine.search(domain)

    def test_an_officer_writes_two_fields(self):
        self.plan_months()
        mine = self.task(self.laptop).with_user(self.hanna)
        for name, value in (
            ("state", "done"),
            ("wish_text", "x"),
            ("consent_date", "2026-06-01"),
            ("name", "x"),
            ("check_url", "javascript:alert(1)"),
            ("template_id", False),
            ("kind", "task"),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                mine.write({name: value})
        with self.assertRaises(UserError):
            mine.user_id = self.elsewhere()

    def test_the_dialog_with_foreign_applications(self):
        """What is proposed for an application is asked for by who may read it."""
        self.applicant.buddy_id = self.hanna
        self.env.flush_all()
        starts = self.env["hr.first.months.start"].with_user(self.elsewhere())
        self.env.invalidate_all()
        names = {name: {} for name in ("first_day", "buddy_id", "manager_id", "preview", "whose")}
        try:
            said = starts.onchange(
                {"applicant_ids": [Command.set(self.applicant.ids)]},
                ["applicant_ids"],
                {"applicant_ids": {}, **names},
            )["value"]
        except AccessError:
            said = {}
        self.assertFalse(said.get("first_day"), said)
        self.assertFalse(said.get("buddy_id"), said)
        self.assertNotIn("Laptop", str(said))
        try:
            made = starts.create({"applicant_ids": self.applicant.ids})
            self.env.flush_all()
            self.env.invalidate_all()
            said = made.read(list(names))
        except AccessError:
            said = []
        self.assertNotIn("2026", str(said))
        self.assertNotIn("Hanna", str(said))

    def test_an_extract_by_a_detour(self):
        line = self._make_line("Extract", "months_hr", 5, task_kind="extract")
        self.plan_months()
        extract = self.task(line)
        todo = (
            self.env["mail.activity"]
            .sudo()
            .create(
                {
                    "res_model_id": self.env["ir.model"]._get_id(extract._name),
                    "res_id": extract.id,
                    "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                    "user_id": self.hanna.id,
                }
            )
        )
        files = self.env["ir.attachment"].with_user(self.hanna)
        with self.assertRaises(ValidationError):
            files.create(
                {"name": "x.pdf", "raw": b"%PDF", "res_model": "mail.activity", "res_id": todo.id}
            )
        file = files.create({"name": "x.pdf", "raw": b"%PDF"})
        with self.assertRaises(ValidationError):
            todo.with_user(self.hanna).action_feedback(feedback="Here", attachment_ids=file.ids)

    def test_meetings_go_with_the_person(self):
        self.plan_months()
        talk = self.task(self.talk)
        action = talk.with_user(self.mona).action_plan_meeting()
        meeting = (
            self.env["calendar.event"]
            .with_user(self.mona)
            .with_context(**action["context"])
            .create({})
            .sudo()
        )
        self.assertIn(self.applicant.partner_name, meeting.name)
        self.env.flush_all()
        self.applicant.sudo()._erase()
        self.assertFalse(meeting.exists())

    def test_odoos_own_plans(self):
        """Who has nothing to do with recruitment uses Odoo's plans as before."""
        hr = self._make_user("hr", "hr.group_hr_manager")
        there = self.elsewhere("hr.group_hr_manager")
        for user in (hr, there):
            plans = self.env["mail.activity.plan"].with_user(user)
            plan = plans.create(
                {
                    "name": "Onboard",
                    "res_model": "hr.employee",
                    "template_ids": [
                        Command.create(
                            {
                                "summary": "Coffee",
                                "responsible_type": "other",
                                "responsible_id": user.id,
                                "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                            }
                        )
                    ],
                }
            )
            plan.write({"name": "Onboard us", "company_id": False})
            plan.template_ids.write({"summary": "Tea", "delay_count": 3})
            copied = plan.copy()
            self.assertEqual(copied.template_ids.summary, "Tea")
            copied.unlink()
            employee = self.env["hr.employee"].with_user(user).create({"name": "Eva"})
            wizard = (
                self.env["mail.activity.schedule"]
                .with_user(user)
                .with_context(
                    active_model="hr.employee", active_ids=employee.ids, active_id=employee.id
                )
                .create({"plan_id": plan.id})
            )
            wizard.action_schedule_plan()
            self.assertEqual(employee.activity_ids.summary, "Tea")
            plan.template_ids.unlink()
            plan.unlink()
            with self.assertRaises(UserError):
                self.months.with_user(user).write({"name": "Mine"})

    def test_no_plan_for_all_by_a_detour(self):
        admin = self._make_user("chief", "hr_recruitment.group_hr_recruitment_manager")
        self.env["res.company"].create({"name": "Third"})
        plans = self.env["mail.activity.plan"].with_user(admin)
        plan = plans.create(
            {"name": "Mine", "res_model": "hr.applicant", "company_id": self.company.id}
        )
        plan.write({"is_first_months": True})
        with self.assertRaises(UserError):
            plan.write({"company_id": False})
        plain = plans.create({"name": "All", "res_model": "hr.applicant", "company_id": False})
        with self.assertRaises(UserError):
            plain.write({"is_first_months": True})
        with self.assertRaises(UserError):
            self.laptop.with_user(admin).write({"task_name": "x"})
        with self.assertRaises(UserError):
            plan.write({"template_ids": [Command.link(self.laptop.id)]})
        action = self.env["ir.actions.server"].create(
            {
                "name": "x",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "state": "code",
                "code": "x=1",
            }
        )
        for values in ({"server_action_id": action.id},):
            with self.assertRaises(UserError):
                self.env["mail.activity.plan.template"].with_user(admin).create(
                    {"plan_id": plan.id, "task_name": "y", **values}
                )
        with self.assertRaises(UserError):
            self.laptop.with_user(admin).read(["server_action_id"])

    def test_refused_after_the_yes_and_taken_back_twice(self):
        tasks = self.plan_months()
        self.task(self.laptop)._finish(self.ivar)
        reason = self.env["hr.applicant.refuse.reason"].search([], limit=1)
        for _turn in range(2):
            self.applicant.write({"refuse_reason_id": reason.id, "active": False})
            self.env.flush_all()
            self.env.invalidate_all()
            all_tasks = self.applicant.sudo().first_task_ids
            self.assertEqual(len(all_tasks.filtered("undo_of_id")), 1)
            self.assertFalse((tasks - self.task(self.laptop)).filtered(lambda t: t.state == "open"))
            self.applicant.write({"refuse_reason_id": False, "active": True})
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(self.applicant.sudo().first_task_ids, tasks)
            self.assertEqual(self.task(self.laptop).state, "done")
        self.assertEqual(set((tasks - self.task(self.laptop)).mapped("state")), {"open"})

    def test_health_behind_the_code(self):
        """A link that is passed on shows no wishes, and agrees to nothing."""
        check = self._make_line("Check of degrees", "months_hr", 5, task_kind="check")
        self.plan_months()
        self.applicant._note_told_stage(self.signed)
        self.env.flush_all()
        laptop, check = self.task(self.laptop), self.task(check)
        laptop.write({"wish_text": "Zwxyq", "wish_date": NOW})
        self.env.flush_all()
        page = self.look()
        self.assertNotIn("Zwxyq", page)
        self.assertNotIn('name="screen_reader"', page)
        self.assertIn(f"{self.path}/device", page)
        for part, task in (("wish", laptop), ("agree", check)):
            answer = self.press(part, task=task.id, text="Eve", screen_reader="1")
            self.assertIn("/device", answer.headers["Location"])
            self.env.invalidate_all()
            self.assertEqual((task.wish_text or "Zwxyq", task.consent_date), ("Zwxyq", False))
        self.know()
        self.assertIn("Zwxyq", self.look())
        self.press("agree", task=check.id)
        self.env.invalidate_all()
        self.assertTrue(check.consent_date)

    def test_the_copy_of_an_application(self):
        self.plan_months()
        copied = self.applicant.copy()
        self.assertFalse(copied.sudo().first_task_ids)
        self.assertFalse(copied.first_months_date)

    def test_a_recruiter_without_hr_hands_over_nobody(self):
        self.plan_months()
        with self.assertRaises(AccessError):
            self.applicant.with_user(self.hanna).create_employee_from_applicant()
