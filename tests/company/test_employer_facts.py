from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import SQL

from ..cases.access import AccessCase
from ..common import NOW

GROUP = "hr_recruitment_candidate_experience.group_advert"


@tagged("post_install", "-at_install")
class TestEmployerFacts(AccessCase):
    """What HR writes about the company, and what Odoo counts for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.group_user").sudo()._apply_group(cls.env.ref(GROUP))
        cls.env["res.lang"]._activate_lang("sv_SE")
        module = cls.env.ref("base.module_hr_recruitment_candidate_experience")
        module._update_translations(["sv_SE"])
        cls.hr = cls.people["manager"]
        cls.firm = cls.env["res.company"].create({"name": "Nordlys"})
        cls.hr.write({"company_ids": [(4, cls.firm.id)], "company_id": cls.firm.id})
        cls.team = cls.env["hr.department"].create({"name": "Radio", "company_id": cls.firm.id})
        cls.job = cls.env["hr.job"].create(
            {"name": "Engineer", "company_id": cls.firm.id, "department_id": cls.team.id}
        )
        cls.facts = cls.env["hr.employer.fact"].with_user(cls.hr).with_company(cls.firm)

    def setUp(self):
        super().setUp()
        self.env.registry.clear_cache()
        clock = freeze_time(NOW)
        clock.start()
        self.addCleanup(clock.stop)

    def hire(self, count, years=4, **values):
        start = NOW.date() - timedelta(days=int(365.25 * years) + 5)
        return self.env["hr.employee"].create(
            [
                {
                    "name": f"Colleague {number}",
                    "company_id": self.firm.id,
                    "department_id": self.team.id,
                    "contract_date_start": start,
                    "date_version": start,
                    **values,
                }
                for number in range(count)
            ]
        )

    def multiply(self, employee, number):
        """As many colleagues like that one, without the work that a new one makes."""
        self.env.flush_all()
        columns = SQL(", ").join(
            SQL.identifier(name)
            for name, field in employee._fields.items()
            if field.store and field.column_type and name != "id"
        )
        self.env.cr.execute(
            SQL(
                """INSERT INTO hr_employee (%(columns)s)
                   SELECT %(columns)s FROM hr_employee, generate_series(2, %(number)s)
                    WHERE id = %(like)s""",
                columns=columns,
                number=number,
                like=employee.id,
            )
        )

    def write_fact(self, kind, **values):
        return self.facts.create({"kind": kind, **values})

    def tell(self, job=None, lang="en_US"):
        self.env.flush_all()
        self.env.registry.clear_cache()
        facts = self.env["hr.employer.fact"].with_context(lang=lang)
        job = self.env["hr.job"] if job is None else job
        return [fact["text"] for fact in facts._get_facts(self.firm, job)]

    # What is counted ---------------------------------------------------------------

    def test_years_active(self):
        fact = self.write_fact("founded")
        self.assertIn("year of the founding", fact.not_shown)
        self.assertFalse(self.tell())
        fact.year = 1987
        self.assertEqual(self.tell(), ["We have been around for 39 years, since 1987."])
        self.assertEqual(self.tell(lang="sv_SE"), ["Vi har funnits i 39 år, sedan 1987."])
        fact.year = 2024
        self.assertFalse(self.tell())
        self.assertEqual(fact.not_shown, "It is 2 today, and shown from 5 on.")
        fact.write({"year": 2025, "show_from": 1})
        self.assertEqual(self.tell(), ["We have been around for one year, since 2025."])
        self.assertEqual(self.tell(lang="sv_SE"), ["Vi har funnits i ett år, sedan 2025."])

    def test_a_tenure_of_few_is_personal(self):
        fact = self.write_fact("tenure")
        self.hire(4, years=20)
        self.assertFalse(self.tell())
        self.assertIn("from 5 colleagues on", fact.not_shown)
        self.hire(1, years=20)
        self.assertEqual(
            self.tell(), ["On average, our colleagues have been with us for 20 years."]
        )
        self.hire(45, years=1)
        self.assertFalse(self.tell(), "2 years impress nobody")

    def test_team_and_colleagues(self):
        self.write_fact("head_count")
        self.write_fact("team")
        self.hire(6)
        self.multiply(self.hire(1, department_id=False), 1200)
        gone = self.hire(3)
        gone.active = False
        self.assertEqual(self.tell(), ["We are 1,206 colleagues."])
        self.assertEqual(
            self.tell(self.job),
            ["We are 1,206 colleagues.", "The team you would join has 6 people."],
        )
        self.assertEqual(
            self.tell(self.job, "sv_SE"),
            ["Vi är 1\u00a0206 medarbetare.", "Teamet du kommer till har 6 personer."],
        )

    def test_no_employee_is_read_one_by_one(self):
        self.write_fact("head_count")
        self.write_fact("tenure")
        self.hire(6)
        self.env.flush_all()
        counts = []
        for _more in range(2):
            self.env.registry.clear_cache("default")
            self.env.invalidate_all()
            self.tell()
            before = self.env.cr.sql_log_count
            self.env["hr.employer.fact"]._get_facts(self.firm, self.job)
            counts.append(self.env.cr.sql_log_count - before)
            self.hire(30)
        self.assertEqual(counts[0], counts[1])
        self.assertLess(counts[0], 8)

    # What is written ---------------------------------------------------------------

    def test_an_award_gets_old(self):
        award = self.write_fact("award", text="Employer of the year", year=2019)
        self.assertEqual(award.date_until, date(2022, 12, 31))
        self.assertIn("until December 31, 2022", award.not_shown)
        self.assertFalse(self.tell())
        self.write_fact("award", text="Best radio", year=2025, link="awards.example/2025")
        self.assertEqual(self.tell(), ["Best radio (2025)"])
        (told,) = self.env["hr.employer.fact"]._get_facts(self.firm, self.env["hr.job"])
        self.assertEqual(told["link"], "https://awards.example/2025")

    def test_only_links_that_lead_to_a_page(self):
        with self.assertRaises(ValidationError):
            self.write_fact("award", text="x", link="javascript:alert(1)")

    def test_both_languages(self):
        fact = self.write_fact("meetings", text="The team meets on Mondays.")
        fact.with_context(lang="sv_SE").text = "Teamet träffas på måndagar."
        self.assertEqual(self.tell(), ["The team meets on Mondays."])
        self.assertEqual(self.tell(lang="sv_SE"), ["Teamet träffas på måndagar."])

    def test_an_empty_one_says_why(self):
        self.assertEqual(self.write_fact("projects").not_shown, "Nothing is written yet.")
        coming = self.write_fact("projects", text="A bridge", date_from=NOW.date() + timedelta(9))
        self.assertIn("from June 19, 2026 on", coming.not_shown)
        self.assertFalse(self.tell())

    # For one job position ----------------------------------------------------------

    def test_the_own_ones_of_a_job_position(self):
        self.write_fact("meetings", text="We meet monthly.")
        self.write_fact("customers", text="We work for hospitals.")
        own = self.write_fact("meetings", text="This team meets daily.", job_id=self.job.id)
        self.write_fact("customers", text="You work for schools.", job_id=self.job.id)
        self.assertEqual(self.tell(), ["We meet monthly.", "We work for hospitals."])
        self.assertEqual(
            self.tell(self.job),
            ["We work for hospitals.", "This team meets daily.", "You work for schools."],
        )
        own.text = False
        self.assertIn("We meet monthly.", self.tell(self.job))

    def test_a_job_position_that_moves_to_another_company(self):
        self.write_fact("meetings", text="This team meets daily.", job_id=self.job.id)
        self.job.write({"company_id": self.other_company.id, "department_id": False})
        facts = self.env["hr.employer.fact"]
        self.assertFalse(facts._get_facts(self.other_company, self.job))
        with self.assertRaises(ValidationError):
            self.write_fact("meetings", text="Ours", job_id=self.job.id)

    # Who -----------------------------------------------------------------------------

    def test_hr_writes_without_the_settings_right(self):
        self.assertFalse(self.hr.has_group("base.group_system"))
        with Form(self.facts) as form:
            form.kind = "founded"
            form.year = 1987
        self.assertEqual(form.record.company_id, self.firm)
        self.assertIn("39 years", form.record.words)

    def test_the_first_time(self):
        self.assertEqual(self.facts.action_open()["res_model"], "hr.employer.fact")
        made = self.facts.search([])
        self.assertEqual(made.mapped("kind"), ["founded", "tenure", "head_count", "team"])
        made[1:].unlink()
        made[0].active = False
        self.facts.action_open()
        self.assertFalse(self.facts.search([]), "what was archived does not come back")

    def test_others(self):
        fact = self.write_fact("founded", year=1987)
        officer = fact.with_user(self.ada)
        with self.assertRaises(AccessError):
            officer.year = 1900
        self.ada.company_ids += self.firm
        officer.invalidate_recordset()
        self.assertEqual(officer.year, 1987)
        officer.action_open()
        with self.assertRaises(AccessError):
            officer.year = 1900
        for person in (self.bo, self.employee, self.portal):
            with self.assertRaises(AccessError):
                fact.with_user(person).read(["year"])

    def test_off(self):
        self.write_fact("founded", year=1987)
        self.assertTrue(self.tell())
        self.env.ref("base.group_user").sudo()._remove_group(self.env.ref(GROUP))
        self.assertFalse(self.tell())
