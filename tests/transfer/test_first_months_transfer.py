import base64
import copy

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..cases.transfer import ADDON, PLAN, TransferCase

MONTHS = "mail.activity.plan"


@tagged("post_install", "-at_install")
class TestFirstMonthsTransfer(TransferCase, HttpCase):
    """A plan of the first months in the file, and what becomes of it in another database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.switch(True)
        cls.office = cls.env["hr.work.location"].create(
            {
                "name": "Harbour",
                "location_type": "office",
                "address_id": cls.company.partner_id.id,
                "company_id": cls.company.id,
            }
        )
        cls.department = cls.env["hr.department"].create(
            {"name": "Boats", "company_id": cls.company.id}
        )
        cls.builder = cls.env["hr.job"].create(
            {"name": "Boat builder", "company_id": cls.company.id}
        )
        cls.papers = cls.env["hr.paperwork.set"].create({"name": "Before the first day"})
        cls.script = cls.env["ir.actions.server"].create(
            {
                "name": "Create the account",
                "model_id": cls.env["ir.model"]._get_id("hr.first.months.task"),
                "state": "code",
                "code": "pass",
            }
        )
        cls.kind = cls.env["mail.activity.type"].create({"name": "Knot"})
        cls.months = cls.env[MONTHS].create(
            {
                "name": "Builders",
                "res_model": "hr.applicant",
                "is_first_months": True,
                "company_id": cls.company.id,
                "department_id": cls.department.id,
                "first_months_job_ids": [Command.set(cls.builder.ids)],
                "first_months_location_ids": [Command.set(cls.office.ids)],
                "paperwork_set_id": cls.papers.id,
            }
        )
        lines = cls.env["mail.activity.plan.template"]
        cls.laptop = lines.create(
            {
                "plan_id": cls.months.id,
                "task_name": "Laptop",
                "task_kind": "equipment",
                "responsible_type": "months_it",
                "delay_count": 10,
                "delay_unit": "working_days",
                "skips_internal": True,
                "page_name": "Your computer",
                "page_text": "Tell us what suits you.",
                "note": "<p>Ask for the size</p>",
                "check_url": "https://shop.example/order",
                "sequence": 5,
            }
        )
        cls.laptop.with_context(lang="sv_SE").page_name = "Din dator"
        cls.account = lines.create(
            {
                "plan_id": cls.months.id,
                "task_name": "Account",
                "task_kind": "account",
                "responsible_type": "other",
                "responsible_id": cls.recruiter.id,
                "activity_type_id": cls.kind.id,
                "delay_count": 2,
                "delay_from": "after_plan_date",
                "delay_unit": "weeks",
                "is_shown": True,
                "depends_ids": [Command.set(cls.laptop.ids)],
                "server_action_id": cls.script.id,
                "sequence": 20,
            }
        )

    @classmethod
    def switch(cls, used):
        everybody = cls.env.ref("base.group_user").sudo()
        group = cls.env.ref(f"{ADDON}.group_first_months")
        (everybody._apply_group if used else everybody._remove_group)(group)
        cls.env.invalidate_all()

    def export_months(self):
        return self.export(self.months.with_user(self.administrator))

    def import_months(self, content):
        plans = self.env[PLAN].with_user(self.administrator)
        made = plans._import_all(self.dump(content))[1]
        self.env.flush_all()
        return made

    # There and back --------------------------------------------------------------------

    def test_there_and_back(self):
        content = self.export_months()
        self.assertEqual((content["version"], content["plans"]), (6, []))
        made = self.import_months(content)
        self.assertEqual(made.name, "Builders (2)")
        self.assertFalse(made.active, "nothing that is imported is in use")
        self.assertTrue(made.is_first_months)
        self.assertEqual(made.company_id, self.company)
        again = self.export(made.with_user(self.administrator))
        (before,), (after,) = content["first_months"], again["first_months"]
        after["name"] = before["name"]
        # A person and what runs are chosen anew.
        account = before["template_ids"][1]
        self.assertEqual(account["responsible_type"], "other")
        self.assertEqual(account["server_action_id"]["en_US"], "Create the account")
        account.update({"responsible_type": "on_demand", "server_action_id": None})
        self.assertEqual(before, after)
        laptop = made.template_ids[0].with_context(lang="sv_SE")
        self.assertEqual(laptop.page_name, "Din dator")
        self.assertEqual(made.template_ids[1].depends_ids, made.template_ids[0])

    def test_what_is_shipped(self):
        """With all its texts, in both languages."""
        shipped = self.env.ref(f"{ADDON}.plan_first_months")
        self.env.ref(f"base.module_{ADDON}")._update_translations(["sv_SE"])
        content = self.export(shipped.with_user(self.administrator))
        made = self.import_months(content)
        for lang in ("en_US", "sv_SE"):
            names = [
                plan.with_context(lang=lang).template_ids.mapped("task_name")
                for plan in (shipped, made)
            ]
            self.assertEqual(*names)

    def test_nobody_is_in_it(self):
        text = self.months.with_user(self.administrator)._export_file().decode()
        for word in (self.recruiter.name, self.recruiter.login, self.administrator.name):
            self.assertNotIn(word.lower(), text.lower())

    def test_beside_communication_plans(self):
        data = self.moved._write_file_with(self.months)
        plans, months = self.env[PLAN].with_user(self.administrator)._import_all(data)
        self.assertEqual((len(plans), len(months)), (1, 1))
        self.assertIn("“Builders (2)” with 2 tasks.", self.preview(data).replace("(3)", "(2)"))

    # In a database that is another one -------------------------------------------------

    def test_what_is_not_there_is_told_and_left_empty(self):
        content = self.export_months()
        (plan,) = content["first_months"]
        for name in ("department_id", "paperwork_set_id"):
            plan[name] = {"name": {"en_US": f"Other {name}"}, "xmlid": None}
        for name in ("first_months_job_ids", "first_months_location_ids"):
            plan[name] = [{"name": {"en_US": f"Other {name}"}, "xmlid": None}]
        plan["template_ids"][1]["activity_type_id"]["name"] = {"en_US": "Splice"}
        said = self.preview(content)
        for words in (
            "“Builders (2)” with 2 tasks.",
            "is imported without job positions that are not here, or more than once: “Other",
            "is imported without the department “Other department_id”",
            "is imported without places that are not here, or more than once: “Other",
            "asks for no documents until you choose them: “Other paperwork_set_id”",
            "“Account” becomes a to-do: the activity type “Splice” is not here.",
            "“Account” was for a person, who is not in the file",
            "“Account” ran “Create the account” there: nothing runs here",
            "They are archived until you have looked at them",
        ):
            self.assertIn(words, said)
        made = self.import_months(content)
        self.assertFalse(made.first_months_job_ids)
        self.assertFalse(made.department_id)
        self.assertFalse(made.first_months_location_ids)
        self.assertFalse(made.paperwork_set_id)
        account = made.template_ids[1]
        self.assertFalse(account.sudo().server_action_id)
        self.assertFalse(account.responsible_id)
        self.assertEqual(account.activity_type_id, self.env.ref("mail.mail_activity_data_todo"))

    def test_of_two_with_the_name_none_is_taken(self):
        content = self.export_months()
        self.env["hr.job"].create(
            {
                "name": "Boat builder",
                "company_id": self.company.id,
                "department_id": self.department.id,
            }
        )
        self.assertIn("job positions that are not here, or more than once", self.preview(content))
        self.assertFalse(self.import_months(content).first_months_job_ids)

    def test_what_runs_is_never_taken_because_it_is_called_so(self):
        content = self.export_months()
        made = self.import_months(content)
        self.assertEqual(
            self.env["ir.actions.server"].search_count([("id", "=", self.script.id)]), 1
        )
        self.assertFalse(made.template_ids.sudo().server_action_id)

    def test_another_companys_are_not_taken(self):
        content = self.export_months()
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.builder.company_id = other
        self.assertFalse(self.import_months(content).first_months_job_ids)

    # Files -----------------------------------------------------------------------------

    def test_files_of_the_version_before(self):
        content = self.export()
        del content["first_months"]
        content["version"] = 4
        self.assertTrue(self.import_(content))
        content["first_months"] = []
        with self.assertRaisesRegex(UserError, "first_months"):
            self.import_(content)

    def test_damaged(self):
        good = self.export_months()
        cases = (
            (("depends_ids", [3]), "refers to"),
            (("depends_ids", [1]), "wait for each other"),
            (("depends_ids", ["1"]), "wrong kind"),
            (("task_kind", "magic"), "not one of the choices"),
            (("delay_count", "2"), "wrong kind"),
            (("server_action_id", 7), "wrong kind"),
        )
        for (name, value), words in cases:
            content = copy.deepcopy(good)
            content["first_months"][0]["template_ids"][0][name] = value
            with self.subTest(name), self.assertRaisesRegex(UserError, words):
                self.import_months(content)
        content = copy.deepcopy(good)
        content["first_months"][0]["name"] = " "
        with self.assertRaisesRegex(UserError, "empty"):
            self.import_months(content)
        for name, value in (("delay_count", 9999), ("responsible_type", "coach")):
            content = copy.deepcopy(good)
            content["first_months"][0]["template_ids"][0][name] = value
            with self.subTest(name), self.assertRaises(UserError):
                self.import_months(content)
        self.assertEqual(
            self.env[MONTHS]
            .with_context(active_test=False)
            .search_count([("name", "=like", "Builders%")]),
            1,
        )

    # Who does --------------------------------------------------------------------------

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_who_gets_it(self):
        self.administrator.password = "administrator-administrator"
        mine = self.months.with_user(self.administrator)
        url = mine.action_export_first_months()["url"]
        officer = self._make_user(
            "officer", "hr_recruitment.group_hr_recruitment_user", password="officer-officer"
        )
        with self.assertRaises(AccessError):
            self.months.with_user(officer).action_export_first_months()
        self.assertIn("/web/login", self.url_open(url).url)
        self.authenticate("officer", "officer-officer")
        self.assertEqual(self.url_open(url).status_code, 403)
        self.authenticate("administrator", "administrator-administrator")
        response = self.url_open(url)
        self.assertEqual(response.json(), self.export_months())
        self.assertIn("Builders.json", response.headers["Content-Disposition"])
        other = self.env[MONTHS].create({"name": "Odoo's own", "res_model": "hr.applicant"})
        with self.assertRaises(UserError):
            other.with_user(self.administrator).action_export_first_months()

    def test_by_the_dialog(self):
        wizard = self.env[f"{PLAN}.import"].with_user(self.administrator)
        data = self.months.with_user(self.administrator)._export_file()
        action = wizard.create({"file": base64.b64encode(data)}).action_import()
        self.assertEqual(action["res_model"], MONTHS)
        made = self.env[MONTHS].search(action["domain"])
        self.assertEqual(made.name, "Builders (2)")

    def test_switched_off(self):
        content = self.export_months()
        both = {**self.export(), "first_months": content["first_months"]}
        self.switch(False)
        with self.assertRaisesRegex(UserError, "switched off"):
            self.preview(content)
        self.assertIn("those of the file are left out", self.preview(both))
        self.assertFalse(self.import_months(both))
        with self.assertRaises(UserError):
            self.months.with_user(self.administrator).action_export_first_months()
