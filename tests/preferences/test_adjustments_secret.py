import contextlib
from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.copy import CODE, CopyCase
from ..cases.preferences import ADDON, NEED, PreferencesCase
from ..cases.traces import find_traces
from ..common import NOW

QUIET = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.models")
MODEL = "hr.applicant.adjustment"
SECRET = "Zwxyq"
ROLES = {
    "interviewer": ("hr_recruitment.group_hr_recruitment_interviewer",),
    "officer": ("hr_recruitment.group_hr_recruitment_user",),
    "experience": (f"{ADDON}.group_experience_manager",),
    "manager": ("hr_recruitment.group_hr_recruitment_manager",),
    "hr": ("hr.group_hr_manager",),
    "employee": ("base.group_user",),
    "portal": ("base.group_portal",),
    "settings": ("base.group_system", "base.group_erp_manager"),
    "all": (
        "hr_recruitment.group_hr_recruitment_manager",
        "base.group_system",
        "hr.group_hr_manager",
        "base.group_allow_export",
    ),
}


@tagged("post_install", "-at_install")
class TestAdjustmentsSecret(PreferencesCase, CopyCase):
    """Whoever judges a candidate does not learn what the candidate needs, whichever way they
    look."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = "base.group_allow_export"
        cls.roles = {
            name: cls._make_user(
                f"role_{name}",
                *groups,
                *([export] if name != "portal" else []),
                **({"password": "role_all_role_all"} if name == "all" else {}),
            )
            for name, groups in ROLES.items()
        }
        cls.job.interviewer_ids = cls.roles["interviewer"]
        cls.roles["recruiter"] = cls.recruiter

    def setUp(self):
        super().setUp()
        self.kit = self.hold()
        self.adjustment = self.need()
        self.todo = self.todos(self.adjustment)
        self.env.flush_all()

    def attempt(self, call):
        """:return: str, what somebody gets by it; empty where it is refused"""
        self.env.invalidate_all()
        try:
            return str(call())
        except (AccessError, UserError, ValueError):
            return ""

    def test_it_stands_in_one_place(self):
        """Not in any other text of the database, nor in a file."""
        self.assertEqual(find_traces(self.env, SECRET.lower()), {"hr_applicant_adjustment.need"})

    def test_no_field_leads_there(self):
        found = {
            f"{model._name}.{name}"
            for model in self.env.values()
            for name, field in model._fields.items()
            if field.relational and field.comodel_name == MODEL
        }
        self.assertFalse(found)

    @mute_logger(*QUIET)
    def test_nobody_who_judges_reads_it(self):
        for role, user in self.roles.items():
            record = self.adjustment.with_user(user)
            model = record.browse()
            for number, call in enumerate(
                (
                    lambda r=record: r.read(),
                    lambda r=record: r.read(["need"]),
                    lambda r=record: r.need,
                    lambda r=record: r.web_read({"need": {}, "candidate_name": {}}),
                    lambda r=record: r.export_data(["need", "candidate_name"]),
                    lambda r=record: r.display_name,
                    lambda r=record: r.copy_data(),
                    lambda m=model: m.search([]).mapped("need"),
                    lambda m=model: m.search([("need", "ilike", SECRET)]).ids or "",
                    lambda m=model: m.search_count([]) or "",
                    lambda m=model: m.search_read([], ["need"]) or "",
                    lambda m=model: m.name_search("Anna") or "",
                    lambda m=model: m.web_search_read([], {"need": {}})["length"] or "",
                    lambda m=model: m.formatted_read_group([], ["need"], ["__count"]) or "",
                    lambda m=model: m.web_read_group([], ["state"], ["__count"])["length"] or "",
                )
            ):
                with self.subTest(role=role, way=number):
                    self.assertFalse(self.attempt(call))

    @mute_logger(*QUIET)
    def test_nobody_writes_or_marks_it(self):
        for role, user in self.roles.items():
            record = self.adjustment.with_user(user)
            for call in (
                record.action_arrange,
                record.action_reopen,
                record.unlink,
                lambda r=record: r.write({"reply": "x"}),
                lambda r=record: r.message_post(body="x"),
                lambda r=record: r.activity_schedule("mail.mail_activity_data_todo"),
                lambda r=record: r.create({"applicant_id": 1, "need": "x"}),
            ):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    call()
        self.assertEqual(self.adjustment.state, "open")

    @mute_logger(*QUIET)
    def test_nothing_around_it_tells(self):
        """To-dos, messages, mails, followers and files are searched as each role."""
        self.make_arranger("olle")
        self.adjustment._watch()
        self.adjustment.with_user(self.eva).message_post(body=f"Called about {SECRET}")
        self.todo.with_user(self.eva).action_feedback(f"Done: {SECRET}")
        for role, user in self.roles.items():
            looks = (
                ("mail.activity", [("res_model", "=", MODEL)]),
                ("mail.activity", [("summary", "ilike", "Arrange what")]),
                ("mail.activity", [("res_name", "ilike", self.applicant.partner_name)]),
                ("mail.message", [("model", "=", MODEL)]),
                ("mail.message", [("body", "ilike", SECRET)]),
                ("ir.attachment", [("res_model", "=", MODEL)]),
                ("mail.tracking.value", [("new_value_char", "ilike", SECRET)]),
                ("mail.mail", [("model", "=", MODEL)]),
                ("mail.mail", [("body_html", "ilike", SECRET)]),
                ("mail.notification", [("mail_message_id.model", "=", MODEL)]),
            )
            for model, domain in looks:
                with self.subTest(role=role, model=model, domain=domain):
                    there = self.env[model].with_user(user)
                    found = self.attempt(lambda m=there, d=domain: m.search(d).ids or "")
                    self.assertFalse(found)
                    counted = self.attempt(lambda m=there, d=domain: m.search_count(d) or "")
                    self.assertFalse(counted)
            for call in (
                self.todo.with_user(user).read,
                lambda u=user: self.todo.with_user(u).summary,
                lambda u=user: self.adjustment.with_user(u).message_ids.mapped("body"),
            ):
                with self.subTest(role=role):
                    self.assertFalse(self.attempt(call))

    def test_the_application_does_not_change(self):
        """All that a role may read of the application and its kit is the same without it."""
        self.assertNotIn(SECRET, str(self.applicant.sudo().message_ids.mapped("body")))
        told = {role: self.look_at(user) for role, user in self.roles.items()}
        self.assertIn("Anna Ek", told["officer"])
        self.assertIn("Interview kit", told["interviewer"])
        self.adjustment.unlink()
        for role, user in self.roles.items():
            self.assertEqual(told[role], self.look_at(user), role)
            self.assertNotIn(SECRET, told[role])

    @mute_logger(*QUIET)
    def look_at(self, user):
        looks = []
        for record in (self.applicant, self.kit, self.kit.meeting_id):
            theirs = record.with_user(user)
            names = [
                name
                for name, field in theirs._fields.items()
                if name not in ("write_date", "__last_update")
                and theirs._has_field_access(field, "read")
            ]
            looks.append(self.attempt(lambda t=theirs, n=names: t.read(n)))
        today = self.env["hr.recruitment.today"].with_user(user)
        looks.append(self.attempt(today.get_data))
        report = self.env["ir.actions.report"].with_user(user)
        looks.append(
            self.attempt(
                lambda: report._render_qweb_html(f"{ADDON}.interview_kit", self.kit.ids)[0]
            )
        )
        return "\n".join(looks)

    def test_the_preview_does_not_tell(self):
        self.assertIn(SECRET, self.look())
        page = self.preview()
        self.assertIn("What do you need so that you can take part?", page)
        self.assertNotIn(SECRET, page)
        self.adjustment.with_user(self.eva).write({"reply": f"Done, {SECRET}"})
        self.adjustment.with_user(self.eva).action_arrange()
        self.assertIn(f"Done, {SECRET}", self.look())
        self.assertEqual(self.preview(), page, "nor that there is anything")
        self.adjustment.unlink()
        self.assertEqual(self.preview(), page)

    def preview(self):
        self.authenticate("role_all", "role_all_role_all")
        page = self.look(f"/candidate/preview/{self.applicant.id}")
        self.authenticate(None, None)
        return page

    def test_what_was_pressed_does_not_tell(self):
        """How often the page was used is counted, not what for."""
        self.say("adjustments", text=f"{NEED}, please")
        self.assertIn("please", self.adjustment.need)
        self.assertNotIn("adjust", str(self.applicant.sudo().page_right_presses).lower())
        self.assertFalse(self.applicant.sudo().page_request_ids)
        self.assertEqual(find_traces(self.env, SECRET.lower()), {"hr_applicant_adjustment.need"})

    def test_the_copy_has_it_when_the_candidate_gets_it(self):
        request = self.ask_for_copy()
        files = self.make(request)
        self.assertNotIn(SECRET, self.read_texts(files))
        self.assertEqual(find_traces(self.env, SECRET.lower()), {"hr_applicant_adjustment.need"})
        self.assertTrue(request.with_user(self.roles["manager"]).copy_file)
        items = request.sudo().item_ids.mapped("text")
        self.assertNotIn(SECRET, str(items))
        self.press("copycode")
        code = CODE.search(self.sent().sorted("id")[-1].body_html).group(1)
        answer = self.press("fetch", text=code)
        got = self.unzip(answer.content)
        self.assertIn(NEED, got["index.html"].decode())
        self.assertIn(NEED, got["data.json"].decode())
        self.assertEqual(got.keys(), files.keys())
        self.assertNotIn(SECRET, self.read_texts(self.read_zip(request)))

    def test_another_company_arranges_its_own(self):
        company, bo = self.make_other_company()
        self.assertFalse(self.adjustments.with_user(bo).search([]))
        self.applicant.job_id.company_id = company
        self.applicant.company_id = company
        self.env.invalidate_all()
        self.assertEqual(self.adjustments.with_user(bo).search([]), self.adjustment)
        self.assertFalse(self.adjustments.with_user(self.eva).search([]))
        self.assertEqual(self.todos(self.adjustment).user_id, bo)

    @mute_logger(*QUIET)
    def test_whoever_arranges_does_not_judge(self):
        """Recruiters and interviewers of the application read nothing of it, in the group or
        not; others who are chosen do, whatever else they are."""
        chosen = self.make_arranger("chosen", "hr_recruitment.group_hr_recruitment_manager")
        self.assertEqual(self.adjustments.with_user(chosen).search([]), self.adjustment)
        for values in (
            {"user_id": chosen.id},
            {"interviewer_ids": [Command.set(chosen.ids)]},
        ):
            self.applicant.write({"user_id": False, "interviewer_ids": False, **values})
            self.env.invalidate_all()
            for active in (True, False):
                self.applicant.active = active
                self.env.flush_all()
                self.assertFalse(self.adjustments.with_user(chosen).search([]), values)
                self.assertFalse(self.attempt(self.adjustment.with_user(chosen).read))
            self.applicant.active = True
        self.applicant.write({"interviewer_ids": False, "user_id": self.recruiter.id})
        for name in ("user_id", "interviewer_ids"):
            self.job[name] = chosen
            self.env.invalidate_all()
            self.assertFalse(self.adjustments.with_user(chosen).search([]), name)
            self.job[name] = False
        self.kit.sudo().interviewer_ids = chosen
        self.env.invalidate_all()
        self.assertFalse(self.adjustments.with_user(chosen).search([]))
        self.assertNotIn(chosen, self.applicant._find_arrangers())

    def test_nobody_reads_about_herself(self):
        self.applicant.partner_id = self.eva.partner_id
        self.env.invalidate_all()
        self.assertFalse(self.adjustments.with_user(self.eva).search([]))
        self.assertNotIn(self.eva, self.applicant._find_arrangers())

    def test_nobody_exports_it(self):
        self.eva.group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaises(UserError):
            self.adjustment.with_user(self.eva).export_data(["need"])

    def test_no_group_has_the_right_by_implication(self):
        group = self.env.ref(f"{ADDON}.group_arranges_adjustments")
        self.assertFalse(group.all_implied_by_ids - group)
        self.assertFalse(group.user_ids - self.eva)

    def test_no_search_through_everything_tells(self):
        self.adjustment.with_user(self.eva).message_post(body=f"Called about {SECRET}")
        self.applicant.applicant_notes = "<p>Hearing Loop</p>"
        boss = self.roles["all"]
        boss.company_ids = self.env["res.company"].search([])
        searches = self.env["hr.recruitment.everywhere.search"].with_user(boss)
        for words in (f"{SECRET} Hearing", "hearing loop", "Called about"):
            search = searches.create({"name": words})
            search.action_search()
            tables = search.place_ids.mapped("table")
            self.assertNotIn("hr_applicant_adjustment", tables)
            self.assertNotIn("mail_message", tables)
        search = searches.create({"name": "hearing loop"})
        search.action_search()
        self.assertIn("hr_applicant", search.place_ids.mapped("table"))

    def test_erased_with_the_person(self):
        trial = None
        with contextlib.suppress(ZeroDivisionError), self.env.cr.savepoint():
            trial = self.applicant._erase(is_trial=True)
            raise ZeroDivisionError
        self.env.invalidate_all()
        self.assertTrue(self.adjustment.exists())
        self.adjustment.unlink()
        with contextlib.suppress(ZeroDivisionError), self.env.cr.savepoint():
            self.assertEqual(self.applicant._erase(is_trial=True), trial)
            raise ZeroDivisionError
        self.env.invalidate_all()
        self.adjustment = self.need()
        self.applicant._erase()
        self.assertFalse(self.adjustment.exists())
        self.assertFalse(self.todo.exists())
        self.assertFalse(find_traces(self.env, SECRET.lower()))

    def test_deleted_with_the_application(self):
        self.applicant.unlink()
        self.assertFalse(self.adjustment.exists() or self.todo.exists())

    def test_a_copied_application_needs_nothing(self):
        copied = self.applicant.copy()
        self.assertFalse(self.adjustments.search([("applicant_id", "=", copied.id)]))

    def test_a_second_application_tells_nothing_of_the_first(self):
        second = self._make_applicants(email_from=self.applicant.email_from)
        second._ensure_page_tokens()
        self.assertNotIn(SECRET, self.look(second._page_path()))

    def test_how_long_it_is_kept(self):
        self.applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        self.applicant.answer_state = "told"
        for days, there in ((0, True), (29, True), (31, False)):
            with self.at(NOW + timedelta(days=days)):
                self.adjustments._cron_adjustments()
            self.assertEqual(bool(self.adjustment.exists()), there, days)
