import base64
import copy
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..cases.transfer import ADDON, PLAN, TransferCase
from ..communication.test_texts import CODE

WIZARD = "hr.recruitment.communication.plan.import"
# Code that only who may write templates brings in, and what may be in a file that has
# code in it already.
NOT_CODE = {"<p></p>", "", "<p>{if_reminder}</p>"}
SETTINGS = {
    "email_from": "{{ object.partner_id.email }}",
    "reply_to": "{{ object.write({}) }}",
    "email_to": "spy@evil.example",
    "email_cc": "spy@evil.example",
    "partner_to": "3",
    "use_default_to": False,
    "email_layout_xmlid": "base.view_users_form",
    "scheduled_date": "{{ datetime.datetime.now() }}",
    "lang": "{{ object.env.user.lang }}",
}


@tagged("post_install", "-at_install")
class TestPlanImportRights(TransferCase):
    """Who may import, and what they may bring in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor = cls._make_user(
            "editor",
            "hr_recruitment.group_hr_recruitment_manager",
            "mail.group_mail_template_editor",
        )

    def put(self, field, text, section="mail_templates", key="Hello"):
        content = copy.deepcopy(self.content)
        words = content[section][key][field]
        content[section][key][field] = {**words, "en_US": text} if isinstance(words, dict) else text
        return content

    def setUp(self):
        super().setUp()
        self.content = self.export()

    def assert_refused(self, content, said):
        counted = self.count()
        for do in (self.preview, self.import_):
            with self.assertRaisesRegex(UserError, said):
                do(content)
        self.assertEqual(self.count(), counted)

    def test_code_of_an_email(self):
        for code in CODE:
            if code not in NOT_CODE:
                with self.subTest(code=code):
                    self.assert_refused(self.put("body_html", f"{code}"), "the text “Hello”")

    def test_code_of_a_line(self):
        codes = [
            "{{ object.salary_expected }}",
            "Hi [{{ object.id }}]",
            "{{ object.write({'name': 1}) }}",
            "{{ 1 ||| x }}",
            "{{" + "-" * 99999 + "1}}",
        ]
        codes += ["{{" + "(" * 999 + ")" * 999 + "}}", "<t t-out='object'/>"]
        for code in codes:
            with self.subTest(code=code[:40]):
                self.assert_refused(self.put("subject", code), "the text “Hello”.*Subject")
                self.assert_refused(
                    self.put("body", code, "sms_templates", "Short"), "the text “Short”.*SMS"
                )

    def test_code_in_a_language_only(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.content = self.export()
        self.content["mail_templates"]["Hello"]["body_html"]["sv_SE"] = CODE[0]
        self.assert_refused(self.content, "the text “Hello”")

    def test_whom_a_text_is_for(self):
        for field, value in SETTINGS.items():
            with self.subTest(field=field):
                self.assert_refused(self.put(field, value), "the text “Hello”: its “")

    def test_who_may_write_templates_may_import_them(self):
        content = self.put("body_html", CODE[0])
        content["mail_templates"]["Hello"]["email_cc"] = "{{ object.user_id.email }}"
        made = self.import_(content, self.editor)
        text = made.step_ids.mail_template_id
        self.assertIn("object.salary_expected", text.body_html)
        self.assertEqual(text.email_cc, "{{ object.user_id.email }}")
        # It is here now, and whoever sends it may use it, as it is.
        self.assertIn("used as they are: “Hello", self.preview(content))

    def test_a_template_of_a_colleague_is_not_used(self):
        """Employees write their own templates: what is sent would be theirs to change."""
        values = {"name": "Note", "subject": "Hello", "body_html": "<p>Hello</p>"}
        theirs = (
            self.env["mail.template"]
            .with_user(self.recruiter)
            .create({**values, "model_id": self.template.model_id.id})
        )
        theirs.email_layout_xmlid = "base.view_users_form"
        self.step.mail_template_id = theirs
        content = self.export()
        self.step.mail_template_id = self.template
        self.assert_refused(content, "the text “Note”: its “Email Notification Layout”")
        content["mail_templates"]["Note"]["email_layout_xmlid"] = None
        theirs.email_layout_xmlid = False
        made = self.import_(content)
        self.assertEqual(made.step_ids.mail_template_id.name, "Note (2)")
        self.assertEqual(made.step_ids.mail_template_id.create_uid, self.administrator)

    def test_words_and_placeholders_may_be_imported(self):
        body = (
            "<p>Good day <t t-out=\"object.candidate_first_name or ''\">first name</t>, see"
            ' <a t-if="not object.page_revoked" t-att-href="object.get_page_url()"'
            ' style="color: inherit;"><t t-out="object.get_page_url() or \'\'">page</t></a></p>'
        )
        content = self.put("body_html", body)
        content["mail_templates"]["Hello"]["subject"] = {
            "en_US": "Hello{{ ' ' + object.candidate_first_name if object.candidate_first_name"
            " else '' }}"
        }
        text = self.import_(content).step_ids.mail_template_id
        self.assertEqual(text.body_html, body)
        self.assertEqual(text.subject, content["mail_templates"]["Hello"]["subject"]["en_US"])
        self.assertEqual(text.create_uid, self.administrator)
        self.assertEqual(self.import_(content).step_ids.mail_template_id, text)

    def test_what_is_sanitized(self):
        bad = "<p onclick='x()'>Hello<script>alert(1)</script></p>"
        self._make_step("applied", action="survey", survey_id=self.survey.id)
        self.content = self.export()
        survey = self.content["surveys"][self.survey.title]
        survey["description"] = survey["description_done"] = {"en_US": bad}
        survey["question_and_page_ids"][0]["description"] = {"en_US": bad}
        self.content["plans"][0]["step_ids"][0]["activity_note"] = {"en_US": bad}
        made = self.import_(self.content)
        new = made.step_ids.survey_id
        for text in (
            new.description,
            new.description_done,
            new.question_ids[0].description,
            made.step_ids[0].activity_note,
        ):
            self.assertEqual(text, "<p>Hello</p>")
        self.assertEqual(self.import_(self.content).step_ids.survey_id, new)

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_an_officer_imports_nothing(self):
        data = base64.b64encode(self.dump(self.content))
        experienced = self._make_user("experienced", f"{ADDON}.group_experience_manager")
        for user in (self.recruiter, experienced):
            with self.assertRaises(AccessError):
                self.import_(self.content, user)
            with self.assertRaises(AccessError):
                self.env[WIZARD].with_user(user).create({"file": data})

    def test_for_the_company_that_is_chosen(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.administrator.company_ids += other
        made = self.import_(self.content, allowed_company_ids=other.ids)
        self.assertEqual(made.company_id, other)

    # The dialog ---------------------------------------------------------------------------

    def open_wizard(self, data, **context):
        form = Form(self.env[WIZARD].with_user(self.administrator).with_context(**context))
        form.file = base64.b64encode(data)
        return form

    def test_the_dialog_says_what_happens_and_does_it(self):
        counted = self.count()
        form = self.open_wizard(self.dump(self.content))
        self.assertIn("<li>“Engineers (2)” with one step.</li>", form.preview)
        self.assertFalse(form.fault)
        self.assertEqual(self.count(), counted)
        action = form.save().with_context(bin_size=True, default_in_use=True).action_import()
        plan = self.env[PLAN].browse(action["res_id"])
        self.assertEqual((plan.name, plan.in_use), ("Engineers (2)", False))

    def test_the_dialog_opens_all_that_came(self):
        content = {**self.content, "plans": self.content["plans"] * 2}
        action = self.open_wizard(self.dump(content)).save().action_import()
        self.assertEqual(
            self.env[PLAN].search(action["domain"]).mapped("name"),
            ["Engineers (2)", "Engineers (3)"],
        )

    def test_the_dialog_says_what_is_wrong(self):
        newer = self.dump({**self.content, "version": 99})
        for data, said in (
            (b"no", "cannot be read"),
            (b"{}", "does not hold communication plans"),
            (newer, "newer version"),
            (self.dump(self.put("body_html", CODE[0])), "the text “Hello”"),
        ):
            form = self.open_wizard(data)
            self.assertFalse(form.preview)
            self.assertIn(said, form.fault)
            with self.assertRaisesRegex(UserError, said):
                form.save().action_import()

    def test_names_are_no_markup(self):
        text = json.dumps(self.content).replace("Engineers", "<script>x</script>")
        form = self.open_wizard(text.encode())
        self.assertNotIn("<script>", form.preview)
        self.assertIn("&lt;script&gt;", form.preview)
