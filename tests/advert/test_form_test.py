from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.advert.form_page import read_addresses, read_form
from ...models.advert.stylesheets import SCREENS
from ...models.rehearsal import rehearse
from ..cases.advert import AdvertCase
from ..cases.left_behind import count_rows

# What could be left behind by an application: table → what is counted.
TABLES = (
    "hr_applicant",
    "mail_mail",
    "mail_message",
    "ir_attachment",
    "res_partner",
    "hr_applicant_communication",
    "ir_cron_trigger",
    "bus_bus",
    "mail_activity",
    "website_visitor",
    "hr_job_form_count",
    "hr_recruitment_experience_change",
)


@tagged("post_install", "-at_install")
class TestFormTest(AdvertCase):
    """A candidate who does not exist applies, and nothing remains but what was found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website = cls.env["website"].get_current_website()
        cls.job.write({"website_published": True, "website_id": cls.website.id})
        cls._make_step("applied", name="Confirmation")

    def run_test(self, job=None):
        job = job or self.job
        self.env.flush_all()
        # As after a commit: whoever caches anything knows what is new.
        self.env.registry.cache_invalidated.clear()
        test = self.env["hr.job.form.test"]._queue(job)
        test._run()
        return test

    def find(self, test=None):
        lines = (test or self.run_test()).line_ids
        return {line.code: line for line in lines}

    def plant(self, old, new, view="apply", **context):
        """A fault in the page of the form, as somebody may have made it in the editor."""
        view = self.env.ref(f"website_hr_recruitment.{view}").with_context(**context)
        self.assertIn(old, view.arch_db)
        view.arch_db = view.arch_db.replace(old, new, 1)

    def count_rows(self):
        return count_rows(self.env, TABLES)

    # What works --------------------------------------------------------------------------

    def test_a_form_that_works(self):
        before = self.count_rows()
        test = self.run_test()
        self.assertEqual(
            {line.code for line in test.line_ids},
            {"page_fine", "form_fine", "links_fine", "sending_fine", "confirmation_fine"},
            [(line.code, line.about, line.detail) for line in test.line_ids],
        )
        self.assertEqual((test.light, self.job.form_light), ("green", "green"))
        # Nobody got anything, and nothing is counted.
        self.assertEqual(self.count_rows(), before)
        self.assertFalse(self.job.form_todo_id)

    def test_by_email(self):
        self.job.alias_name = "planner"
        domain = self.env["mail.alias.domain"].search([], limit=1)
        domain = domain or domain.create({"name": "company.example"})
        self.job.alias_id.alias_domain_id = domain
        before = self.count_rows()
        self.assertIn("mail_fine", self.find())
        self.assertEqual(self.count_rows(), before)
        self.job.alias_id.alias_defaults = "{}"
        found = self.find()
        self.assertEqual(found["mail_lost"].about, f"planner@{domain.name}")

    # Planted faults ------------------------------------------------------------------------

    def test_a_required_field_that_is_hidden(self):
        self.plant('<input id="recruitment3"', '<input id="recruitment3" style="display:none"')
        test = self.run_test()
        line = self.find(test)["field_hidden"]
        self.assertEqual((line.about, line.light), ("Your Phone Number", "red"))
        self.assertIn("Your Phone Number", line.words)
        self.assertTrue(line.mending)
        self.assertEqual(self.job.form_light, "red")

    def test_hidden_by_a_style_of_the_page(self):
        style = "<style>@media print { #recruitment1 { display: none } } "
        style += ".x, input[name='partner_phone'] { display: none; }</style>"
        self.plant('<h1 class="mb-4">', f'{style}<h1 class="mb-4">')
        found = [line.about for line in self.run_test().line_ids if line.code == "field_hidden"]
        self.assertEqual(found, ["Your Phone Number"])

    def test_hidden_by_the_stylesheet_of_a_theme(self):
        """As a theme has it in its bundle, on both screens or on one."""
        self.env["website.assets"].save_asset(
            "/website/static/src/scss/user_custom_rules.scss",
            "web.assets_frontend",
            """.s_website_form_field:has(input[name='partner_phone']) { display: none; }
            #hr_recruitment_form { @media (max-width: 575px) {
                #recruitment1, .s_website_form_send { visibility: hidden; } } }""",
            "scss",
        )
        found = {line.code: line for line in self.run_test().line_ids if line.light == "red"}
        self.assertEqual(
            {code: line.about for code, line in found.items()},
            {
                "field_hidden": "Your Phone Number",
                "field_hidden_phone": "Your Name",
                "button_hidden_phone": "",
            },
        )
        self.assertIn("Your Name", found["field_hidden_phone"].words)
        self.assertIn("phone", found["button_hidden_phone"].words)

    def test_hidden_by_a_file_that_the_page_names(self):
        self.plant(
            '<h1 class="mb-4">',
            '<link rel="stylesheet" href="/web_tour/static/src/none.css"/><h1 class="mb-4">',
        )
        self.assertNotIn("field_hidden", self.find())
        sheet = self.env["ir.attachment"].create(
            {
                "name": "own.css",
                "raw": b"#hr_recruitment_form [for=recruitment3] ~ * "
                b"{ max-height: 0; overflow: hidden }",
                "mimetype": "text/css",
                "url": "/own.css",
                "type": "binary",
                "public": True,
            }
        )
        self.plant("/web_tour/static/src/none.css", sheet.url)
        self.assertEqual(self.find()["field_hidden"].about, "Your Phone Number")

    def test_a_field_that_forms_may_not_fill(self):
        self.env.cr.execute(
            """
            UPDATE ir_model_fields SET website_form_blacklisted = TRUE
             WHERE model = 'hr.applicant' AND name = 'linkedin_profile'
            """
        )
        self.env.invalidate_all()
        self.assertEqual(self.find()["field_refused"].about, "LinkedIn Profile")

    def test_a_form_without_address_or_button(self):
        self.plant('name="email_from"', 'name="Address"')
        self.plant('name="partner_phone"', 'name="Phone"')
        self.plant("s_website_form_send", "s_website_form_sent")
        self.assertLessEqual({"email_none", "button_none"}, self.find().keys())

    def test_no_form(self):
        self.plant('id="hr_recruitment_form"', 'id="contact"')
        self.plant('data-model_name="hr.applicant"', 'data-model_name="mail.mail"')
        self.assertIn("form_none", self.find())

    def test_a_page_that_breaks(self):
        self.plant("Job Application Form", '<t t-out="job.nothing_of_that_name"/>')
        with mute_logger("odoo.addons.base.models.ir_qweb"):
            line = self.find()["form_fails"]
        self.assertIn("nothing_of_that_name", line.detail)

    def test_a_broken_link_and_a_missing_picture(self):
        self.job.website_description = (
            "<p><a href='/jobs/of-long-ago-99'>Old</a> <a href='https://other.example/x'>Other</a>"
            "<img src='/hr_recruitment/static/nothing.png'/><a href='/jobs'>Jobs</a></p>"
        )
        found = self.find()
        self.assertEqual(found["link_broken"].about, "/jobs/of-long-ago-99")
        self.assertEqual(found["picture_broken"].about, "/hr_recruitment/static/nothing.png")
        self.assertEqual(self.job.form_light, "yellow")

    def test_a_form_that_names_no_job(self):
        self.plant("'job_id': job and job.id or ''", "'job_id': ''")
        self.assertIn("sending_lost", self.find())

    def test_a_form_that_is_refused(self):
        def create(records, vals_list):
            raise UserError("No more than three applications a day")

        self.patch(self.registry["hr.applicant"], "create", create)
        line = self.find()["sending_refused"]
        self.assertIn("three applications", line.detail)

    def test_a_confirmation_that_cannot_be_written(self):
        step = self.env["hr.recruitment.communication.step"].search(
            [("name", "=", "Confirmation")], limit=1
        )
        # Odoo tries a template before it saves it, with somebody else.
        step.mail_template_id.body_html = (
            """<p t-out="object.partner_name == 'Test Candidate' and object.nothing"/>"""
        )
        with mute_logger("odoo.addons.mail.models.mail_render_mixin"):
            line = self.find()["confirmation_fails"]
        self.assertEqual(line.about, "Confirmation")

    def test_files_that_are_too_large_and_fields_that_stop_people(self):
        self.plant('name="Resume"', 'name="Resume" data-max-file-size="2"')
        for _time in range(6):
            self.env["hr.job.form.count"]._count(self.job, "failed", "partner_phone", "")
        found = self.find()
        self.assertIn("2 MB", found["file_too_small"].words)
        self.assertIn("“Your Phone Number” has stopped people 6", found["people_stopped"].words)

    def test_a_website_in_two_languages(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.website.language_ids |= self.env["res.lang"]._lang_get("sv_SE")
        line = self.find()["untranslated"]
        self.assertEqual(line.lang, "sv_SE")
        self.assertIn("Your Name", line.words)
        self.assertIn("Swedish", line.words)

    # No effect on others -------------------------------------------------------------------

    def test_rules_of_others_do_not_run(self):
        model = self.env["ir.model"]._get("hr.applicant")
        rule = self.env["base.automation"].create(
            {"name": "Breaks", "model_id": model.id, "trigger": "on_create"}
        )
        self.env["ir.actions.server"].create(
            {
                "name": "Breaks",
                "model_id": model.id,
                "state": "code",
                "code": "raise UserError('A rule of somebody else')",
                "base_automation_id": rule.id,
                "usage": "base_automation",
            }
        )
        self.addCleanup(self.env["base.automation"]._unregister_hook)
        self.assertEqual(self.run_test().light, "green")
        with self.assertRaises(UserError):
            self.env["hr.applicant"].create({"partner_name": "Bo", "job_id": self.job.id})

    def test_who_wants_to_commit_does_not(self):
        with rehearse(self.env) as env:
            made = env["hr.applicant"].sudo().create({"partner_name": "Nobody"})
            env.cr.commit()
            number = made.id
        self.assertFalse(self.env["hr.applicant"].browse(number).exists())

    def test_other_processes_need_not_look_again(self):
        """Here, what was cached of it is gone; nowhere else was there anything of it."""
        self.env.flush_all()
        invalidated = self.env.registry.cache_invalidated
        invalidated.clear()
        invalidated.add("routing")
        defaults = self.env["ir.default"]
        before = defaults._get_model_defaults("hr.applicant")
        with rehearse(self.env) as env:
            env["ir.default"].set("hr.applicant", "partner_name", "Nobody")
            known = env["ir.default"]._get_model_defaults("hr.applicant")
            self.assertEqual(known["partner_name"], "Nobody")
            self.assertIn("default", invalidated)
        self.assertEqual(invalidated, {"routing"})
        self.assertEqual(defaults._get_model_defaults("hr.applicant"), before)

    # Who, and when -------------------------------------------------------------------------

    def test_who_starts_it(self):
        self.env.flush_all()
        action = self.job.with_user(self.recruiter).action_test_form()
        test = self.env["hr.job.form.test"].browse(action["res_id"])
        self.assertEqual((test.user_id, test.state), (self.recruiter, "done"))
        interviewer = self._make_user("ida", "hr_recruitment.group_hr_recruitment_interviewer")
        with self.assertRaises(AccessError):
            self.job.with_user(interviewer).action_test_form()
        self.job.website_published = False
        with self.assertRaises(UserError):
            self.job.with_user(self.recruiter).action_test_form()

    def test_off_is_off(self):
        self._switch_advert(False)
        with self.assertRaises(AccessError):
            self.job.with_user(self.recruiter).action_test_form()
        self.env["hr.job.form.test"]._cron_test_forms()
        self.assertFalse(self.job.form_test_ids)

    def test_the_schedule_tests_each_once_a_week(self):
        jobs = self.job.search([("website_published", "=", True)])
        (jobs - self.job).website_published = False
        self.env.flush_all()
        for _day in range(2):
            with self.registry.cursor() as cr:
                self.env(cr=cr)["hr.job.form.test"]._cron_test_forms()
        self.env.invalidate_all()
        self.assertEqual(len(self.job.form_test_ids), 1)
        self.assertEqual(self.job.form_test_ids.state, "done")

    def test_a_todo_until_it_works_again(self):
        self.plant('<input id="recruitment3"', '<input id="recruitment3" hidden="hidden"')
        self.run_test()
        todo = self.job.form_todo_id
        self.assertEqual(todo.user_id, self.job.user_id or todo.user_id)
        self.assertIn("Your Phone Number", todo.note)
        self.run_test()
        self.assertEqual(self.job.form_todo_id, todo)
        self.plant('hidden="hidden"', "")
        self.run_test()
        self.assertFalse(self.job.form_todo_id)
        self.assertFalse(todo.exists().filtered("active"))

    def test_a_job_that_is_closed_has_nothing_to_mend(self):
        self.plant('<input id="recruitment3"', '<input id="recruitment3" hidden="hidden"')
        self.run_test()
        waiting = self.env["hr.job.form.test"]._queue(self.job)
        todo = self.job.form_todo_id
        self.job.website_published = False
        waiting._run_waiting({})
        self.job._forget_forms_of_unpublished()
        self.assertFalse(waiting.exists() or todo.exists() or self.job.form_light)

    def test_only_the_last_ones_are_kept(self):
        tests = self.env["hr.job.form.test"]
        for _time in range(12):
            tests._queue(self.job)._keep([self.env["hr.job.form.tester"]._find("page_fine")], 0)
        self.assertEqual(len(self.job.form_test_ids), 10)

    # Reading pages -------------------------------------------------------------------------

    def test_what_is_read_of_a_page(self):
        page = """<div id="wrap"><form id="hr_recruitment_form">
        <div class="s_website_form_field d-none"><label for="a">Age</label>
        <input id="a" name="age" required=""/></div>
        <input name="why" class="s_website_form_input"/>
        <a href="mailto:x@y.example">m</a><a href="/a">a</a><a href="/a">a</a></form></div>"""
        form = read_form(page)
        age, why = form.fields
        self.assertEqual((age.label, age.hidden, age.required), ("Age", SCREENS, True))
        self.assertEqual((why.hidden, why.required), (frozenset(), False))
        self.assertEqual(read_addresses(page), [("link", "/a")])
        self.assertIsNone(read_form(""))
        self.assertIsNone(read_form("<p>Nothing</p>"))
