import re

from odoo.tests import tagged
from odoo.tools import SQL

from ...models.advert.page_sources import STATES
from ..cases.job_page import JobPageCase

# What makes Odoo forget all that it keeps when it changes, is named from the next day on, or
# changes a row that is looked at (the picture of a contact).
OTHERWISE = {
    "ir_attachment",
    "hr_contract_type",
    "ir_config_parameter",
    "ir_model_data",
    "ir_module_module",
    "ir_ui_view",
    "res_country",
    "res_country_state",
    "res_currency",
    "res_groups",
    "res_lang",
    "website",
    "website_rewrite",
}
TABLE = re.compile(r"""\b(?:FROM|JOIN)\s+"?([a-z]\w+)""")


@tagged("post_install", "-at_install")
class TestJobPageKept(JobPageCase):
    """What is drawn once for all visitors is never older than what it is made from."""

    def show(self, **context):
        self.env.flush_all()
        self.env.invalidate_all()
        visitor = self.job.with_user(self.env.ref("base.public_user")).with_context(
            website_id=self.website.id, **context
        )
        shown = visitor._show_job_page()
        return f"{shown['posting']} {shown['pay']} {shown['blocks']}"

    def count(self):
        before = self.env.cr.sql_log_count
        self.show()
        return self.env.cr.sql_log_count - before

    def test_drawn_once(self):
        first, again = self.count(), self.count()
        self.assertLess(again, 8)
        self.assertGreater(first, again + 8)

    def test_whatever_changes_is_drawn_anew(self):
        user, company = self.recruiter, self.job.company_id
        agenda, fact = self.job.interview_agenda_ids[0], self.env["hr.employer.fact"].search([])[0]
        other = self.env["hr.job"].create({"name": "Other"})
        company.pay_told = "ad"
        self._publish()
        pixel = b"R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs="
        changes = {
            "job": lambda: self.job.write({"pay_min": 31000}),
            "company": lambda: company.write({"employer_culture": "<p>We bake on Fridays.</p>"}),
            "website of the company": lambda: company.write({"website": "https://n.example"}),
            "address": lambda: self.job.address_id.write({"city": "Arjeplog"}),
            "new fact": lambda: fact.create({"kind": "other", "text": "We have a sauna."}),
            "fact": lambda: fact.write({"active": False}),
            "agenda": lambda: agenda.write({"duration_minutes": 77}),
            "agenda gone": lambda: agenda.unlink(),
            "stage": lambda: self.interview.write({"candidate_name": "A long walk"}),
            "stage of another job": lambda: self.interview.write({"job_ids": other.ids}),
            "title": lambda: self.employee.write({"job_title": "Radio Talent"}),
            "introduction": lambda: self.employee.write({"candidate_introduction": "Hej."}),
            "no picture": lambda: user.write({"image_1920": False}),
            "picture": lambda: user.write({"image_1920": pixel}),
            "past the ORM": lambda: self.env.cr.execute(
                SQL("UPDATE hr_employee SET name = 'Kajsa' WHERE id = %s", self.employee.id)
            ),
            "notice": lambda: (
                self.env["hr.recruitment.privacy.notice"]
                .search([("state", "=", "published")])
                .write({"state": "replaced"})
            ),
            "consent": lambda: self.employee.write({"candidate_public": False}),
        }
        self.job.address_id = company.partner_id
        shown = self.show()
        for what, change in changes.items():
            with self.subTest(what):
                change()
                before, shown = shown, self.show()
                self.assertNotEqual(shown, before)
                self.assertEqual(shown, self.show())
        self.assertNotIn("Kajsa", shown)

    def test_whoever_may_not_be_shown_any_more_is_gone_at_once(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        ways = {
            "left": lambda: self.employee.write({"active": False}),
            "logs in no more": lambda: self.recruiter.write({"active": False}),
            "works elsewhere": lambda: self.recruiter.write(
                {"company_id": other.id, "company_ids": [(6, 0, other.ids)]}
            ),
            "another recruiter": lambda: self.job.write({"user_id": False}),
        }
        for what, leave in ways.items():
            with self.subTest(what), self.env.cr.savepoint() as savepoint:
                self.assertIn("Karin", self.show())
                leave()
                self.assertNotIn("Karin", self.show())
                savepoint.rollback()
            self.env.invalidate_all()

    def test_each_language_has_its_own(self):
        self.assertIn("What happens when you apply", self.show(lang="en_US"))
        swedish = self.show(lang="sv_SE")
        self.assertNotIn("What happens when you apply", swedish)
        self.assertIn("Vi har funnits i", swedish)

    def test_a_text_that_is_translated(self):
        self.show(lang="sv_SE")
        company = self.job.company_id.with_context(lang="sv_SE")
        company.employer_story = "<p>Vi bygger radioapparater.</p>"
        self.assertIn("Vi bygger radioapparater.", self.show(lang="sv_SE"))

    def test_a_view_that_is_changed(self):
        self.assertIn("Good to know about us", self.show())
        self.env.ref("hr_recruitment_candidate_experience.job_page_facts").active = False
        self.assertNotIn("Good to know about us", self.show())

    def test_what_is_taken_back_leaves_nothing(self):
        with self.env.cr.savepoint() as savepoint:
            self.job.company_id.employer_story = "<p>Of a rehearsal.</p>"
            self.assertIn("Of a rehearsal.", self.show())
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertNotIn("Of a rehearsal.", self.show())

    def test_the_state_is_of_every_table_that_is_read(self):
        """Whoever lets the page tell more finds here what has to be looked at, too."""
        self.job.address_id = self.job.company_id.partner_id
        self.env["res.groups"]._get_group_definitions()
        read = set()
        execute = type(self.env.cr).execute

        def note(cursor, query, *arguments, **options):
            read.update(TABLE.findall(getattr(query, "code", None) or str(query)))
            return execute(cursor, query, *arguments, **options)

        self.show()
        self.env.invalidate_all()
        self.patch(type(self.env.cr), "execute", note)
        job = self.job.with_user(self.env.ref("base.public_user"))
        job.with_context(website_id=self.website.id)._draw_job_page()
        self.assertIn("hr_employer_fact", read)
        watched = set(TABLE.findall(STATES))
        self.assertFalse(read - watched - OTHERWISE)
