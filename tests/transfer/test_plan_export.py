import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.transfer.plan_fields import FIELDS, LEFT_OUT, MODELS
from ..cases.transfer import ADDON, TransferCase

# How a field of Odoo stands in a file.
TYPES = {
    "words": {"char", "text", "html"},
    "line": {"char", "text", "html"},
    "flag": {"boolean"},
    "number": {"integer"},
    "decimal": {"float"},
    "day": {"date"},
    "moment": {"datetime"},
    "choice": {"selection"},
    "key": {"many2one"},
    "place": {"many2one"},
    "places": {"many2many"},
    "langs": {"many2many"},
    "answers": {"many2many"},
    "others": {"many2many"},
    "named": {"many2one"},
    "lines": {"one2many"},
}


@tagged("post_install", "-at_install")
class TestPlanExport(TransferCase, HttpCase):
    """What stands in a file, and who gets it."""

    def test_every_field_is_in_the_file_or_left_out_for_a_reason(self):
        """A new field of ours, or of a new version of Odoo, is decided upon."""
        for section, model in MODELS.items():
            stored = {
                name
                for name, field in self.env[model]._fields.items()
                if (field.store and field.type != "one2many")
                or (field.type == "one2many" and field.copy)
            }
            decided = FIELDS[section].keys() | LEFT_OUT[section].keys()
            # Of followers and activities, and of modules that not everybody has.
            others = {"certification_validity_months"} | set(MAGIC_COLUMNS)
            with self.subTest(section=section):
                self.assertFalse(stored - decided - others)
                self.assertFalse(decided - stored - others)
                self.assertFalse(FIELDS[section].keys() & LEFT_OUT[section].keys())

    def test_every_field_stands_in_the_file_as_what_it_is(self):
        for section, kinds in FIELDS.items():
            for name, kind in kinds.items():
                field = self.env[MODELS[section]]._fields[name]
                with self.subTest(section=section, field=name):
                    self.assertIn(field.type, TYPES[kind.type])
                    self.assertEqual(kind.type == "words", bool(getattr(field, "translate", 0)))
                    if kind.type in ("place", "places"):
                        self.assertEqual(field.comodel_name, kind.of)
                    if kind.type in ("key", "lines"):
                        self.assertEqual(field.comodel_name, MODELS[kind.of])
                    if kind.type == "choice":
                        self.assertEqual(kind.required, bool(field.required))

    def test_what_a_person_reads_in_it(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.plan.with_context(lang="sv_SE").name = "Ingenjörer"
        self.step.write({"stage_ids": [Command.set(self.interview.ids)], "delay": 3})
        self.step.trigger = "stage_entered"
        data = self.moved._export_file()
        self.assertIn('"sv_SE": "Ingenjörer"', data.decode())
        content = json.loads(data)
        (plan,) = content["plans"]
        (step,) = plan["step_ids"]
        self.assertEqual(plan["name"], {"en_US": "Engineers", "sv_SE": "Ingenjörer"})
        self.assertEqual(step["stage_ids"], [{"name": {"en_US": "Meeting"}, "xmlid": None}])
        self.assertEqual(step["mail_template_id"], "Hello")
        self.assertEqual(step["sms_template_id"], "Short")
        self.assertEqual((step["trigger"], step["delay"]), ("stage_entered", 3))
        mail = content["mail_templates"]["Hello"]
        self.assertEqual(mail["subject"], {"en_US": "About {{ object.job_id.name }}"})
        self.assertEqual(content["languages"], ["en_US", "sv_SE"])

    def test_nobody_is_in_it(self):
        """Neither people nor addresses nor keys."""
        self.template.write(
            {
                "email_from": "Rut Ek <rut@company.example>",
                "reply_to": "{{ 'rut@company.example' }}",
                "email_cc": "boss@company.example",
                "partner_to": "17,18",
                "email_to": "{{ object.email_from }}",
                "user_id": self.recruiter.id,
                "attachment_ids": [Command.create({"name": "cv_anna_ek.pdf", "raw": b"x"})],
            }
        )
        self.survey.restrict_user_ids = self.recruiter
        self._make_step("applied", action="survey", survey_id=self.survey.id)
        self._make_applicants(1)
        text = self.moved._export_file().decode()
        for word in (
            "company.example",
            "candidate.example",
            "anna",
            self.recruiter.name,
            self.administrator.name,
            self.survey.access_token,
            "17,18",
        ):
            self.assertNotIn(word.lower(), text.lower())
        mail = json.loads(text)["mail_templates"]["Hello"]
        self.assertEqual(mail["email_to"], "{{ object.email_from }}")
        self.assertEqual((mail["email_from"], mail["email_cc"]), (None, None))

    def test_texts_of_the_same_name(self):
        other = self._make_template(subject="Something else")
        self._make_step("applied", mail_template_id=other.id)
        content = self.export()
        self.assertEqual(sorted(content["mail_templates"]), ["Hello", "Hello #2"])
        used = [step["mail_template_id"] for step in content["plans"][0]["step_ids"]]
        self.assertEqual(used, ["Hello", "Hello #2"])

    def test_what_is_archived(self):
        self.step.active = False
        self.template.active = False
        content = self.export()
        self.assertFalse(content["plans"][0]["step_ids"][0]["active"])
        self.assertFalse(content["mail_templates"]["Hello"]["active"])

    def test_several_plans_in_one_file(self):
        content = self.export(self.moved + self.general.with_user(self.administrator))
        self.assertEqual(
            [plan["name"]["en_US"] for plan in content["plans"]],
            ["Engineers", "Nobody is left waiting"],
        )
        self.assertEqual(
            content["surveys"]["How it was to apply"]["xmlid"], f"{ADDON}.survey_applied"
        )

    def test_number_of_queries(self):
        """It does not grow with the plan."""
        self.general.with_user(self.administrator)._export_file()
        counts = []
        for plans in (self.general, self.general + self.general.copy() + self.general.copy()):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            plans.with_user(self.administrator)._export_file()
            counts.append(self.cr.sql_log_count - before)
        self.assertLess(counts[0], 80)
        self.assertLessEqual(counts[1], counts[0] + 2)

    # Who gets it --------------------------------------------------------------------------

    def test_the_menu_entry_downloads_it(self):
        self.administrator.password = "administrator-administrator"
        action = self.env.ref(f"{ADDON}.action_communication_plan_export")
        found = action.with_user(self.administrator).with_context(
            active_model=self.plan._name, active_id=self.plan.id, active_ids=self.plan.ids
        )
        self.assertIn(
            action.id,
            [
                one["id"]
                for one in action.with_user(self.administrator).get_bindings(self.plan._name)[
                    "action"
                ]
            ],
        )
        answer = found.run()
        self.authenticate("administrator", "administrator-administrator")
        response = self.url_open(answer["url"])
        self.assertEqual(response.status_code, 200)
        self.assertIn("Engineers.json", response.headers["Content-Disposition"])
        self.assertEqual(response.json(), self.export())

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_nobody_else_does(self):
        officer = self._make_user(
            "officer", "hr_recruitment.group_hr_recruitment_user", password="officer-officer"
        )
        experienced = self._make_user("experienced", f"{ADDON}.group_experience_manager")
        for user in (officer, experienced):
            for method in ("action_export", "_export_file"):
                with self.assertRaises(AccessError):
                    getattr(self.plan.with_user(user), method)()
        url = f"/candidate-experience/plans/file?ids={self.plan.id}"
        self.assertIn("/web/login", self.url_open(url).url)
        self.authenticate("officer", "officer-officer")
        self.assertEqual(self.url_open(url).status_code, 403)
        for ids in ("", "x", "1;2", "-1", "9" * 30, "999999999", "1,,٣"):
            answer = self.url_open(f"/candidate-experience/plans/file?ids={ids}")
            self.assertIn(answer.status_code, (403, 404), ids)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_plans_of_other_companies_stay_there(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.plan.write({"job_ids": False, "is_general": False, "in_use": False})
        self.plan.company_id = other
        with self.assertRaises(AccessError):
            self.moved.action_export()
        with self.assertRaises(AccessError):
            self.moved._export_file()
