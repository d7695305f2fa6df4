import re
from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ...models.company import public_holidays
from ...models.company.public_holidays import find_public_holidays
from ..common import NOW, CandidateCase

EPIPHANY = date(2027, 1, 6)


@tagged("post_install", "-at_install")
class TestPublicHolidays(CandidateCase):
    """Where none are entered, an administrator is asked once, and decides."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["resource.calendar.leaves"].search([("resource_id", "=", False)]).unlink()
        cls.env["res.company"].search([]).holidays_asked_year = 9999
        cls.company.holidays_asked_year = 0
        cls.company.country_id = cls.env.ref("base.se")
        cls.company.partner_id.lang = "en_US"
        cls.job.company_id = cls.company
        cls.boss = cls._make_user("boss", "hr_recruitment.group_hr_recruitment_manager")
        cls.addClassCleanup(find_public_holidays.cache_clear)

    def watch(self, moment=NOW):
        with self.at(moment):
            self.env["hr.applicant"]._cron_days_off()
        return self.asked()

    def asked(self):
        return self.env["mail.activity"].search([("summary", "ilike", "no public holidays")])

    def enter(self, day, **values):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Off",
                "calendar_id": False,
                "date_from": datetime(day.year, day.month, day.day, 0),
                "date_to": datetime(day.year, day.month, day.day, 20),
                **values,
            }
        )

    def open(self, user=None, year=2027, **values):
        user = user or self.boss
        with self.at(NOW):
            return (
                self.env["hr.public.holidays"]
                .with_user(user)
                .with_context(lang="en_US")
                .create({"year": year, **values})
            )

    def test_asked_once_for_each_year(self):
        (todo,) = self.watch()
        self.assertIn(f"{self.company.name}: no public holidays", todo.summary)
        self.assertIn("2026", todo.summary)
        self.assertIn("/odoo/action-", todo.note)
        administrator = self.env["hr.recruitment.communication.step"]._find_administrator(
            self.company
        )
        self.assertEqual(todo.user_id, administrator)
        self.assertEqual(self.watch(datetime(2026, 6, 11)), todo)
        todo.unlink()
        self.assertFalse(self.watch(datetime(2026, 6, 12)), "an answer was given")
        self.assertIn("2027", self.watch(datetime(2026, 10, 1)).summary)
        self.assertEqual(len(self.watch(datetime(2026, 12, 30))), 1)
        self.assertEqual(len(self.watch(datetime(2027, 2, 1))), 1)

    def test_not_asked_where_they_are_entered(self):
        self.enter(date(2026, 12, 25))
        self.assertFalse(self.watch())
        self.assertIn("2027", self.watch(datetime(2026, 11, 1)).summary)

    def test_our_own_leave_is_no_public_holiday(self):
        self.enter(date(2026, 7, 15))
        self.assertTrue(self.watch())

    def test_no_country(self):
        self.company.country_id = False
        with self.env.cr.savepoint() as savepoint:
            self.assertTrue(self.watch())
            self.assertFalse(self.open().line_ids)
            savepoint.close(rollback=True)
        self.enter(date(2026, 7, 15))
        self.assertFalse(self.watch(), "it may be one")

    def test_days_off_of_one_colleague_or_another_company(self):
        colleague = self.env["resource.resource"].create({"name": "Colleague"})
        other = self.env["res.company"].create({"name": "Other"})
        self.enter(date(2026, 12, 25), resource_id=colleague.id)
        leave = self.enter(date(2026, 12, 25))
        leave.flush_recordset(["company_id"])
        leave.company_id = other
        self.assertTrue(self.watch())

    def test_several_companies(self):
        other, idle = self.env["res.company"].create([{"name": "Other"}, {"name": "Idle"}])
        self.job.copy({"company_id": other.id})
        summaries = self.watch().mapped("summary")
        self.assertEqual(len(summaries), 2)
        self.assertTrue(any(summary.startswith("Other:") for summary in summaries))
        self.assertFalse(idle.sudo().holidays_asked_year)

    def test_the_countrys_are_proposed(self):
        proposed = {line.date: line.name for line in self.open().line_ids}
        self.assertEqual(proposed[EPIPHANY], "Epiphany")
        self.assertIn(date(2027, 12, 25), proposed)
        self.company.partner_id.lang = "sv_SE"
        proposed = {line.date: line.name for line in self.open().line_ids}
        self.assertEqual(proposed[EPIPHANY], "Trettondedag jul")

    def test_a_language_that_the_library_does_not_know(self):
        self.company.partner_id.lang = "ar_001"
        proposed = {line.date: line.name for line in self.open().line_ids}
        self.assertEqual(proposed[EPIPHANY], "Trettondedag jul", "the country's own")

    def test_entered_after_a_yes_only(self):
        leaves = self.env["resource.calendar.leaves"]
        wizard = self.open()
        self.assertFalse(leaves.search([("resource_id", "=", False)]))
        wizard.line_ids.filtered(lambda line: line.date != EPIPHANY).unlink()
        wizard.action_enter()
        (leave,) = leaves.search([("resource_id", "=", False)])
        self.assertEqual(leave.name, "Epiphany")
        self.assertFalse(leave.calendar_id)
        self.assertEqual(leave.company_id, self.company)
        self.assertEqual(leave.date_from, datetime(2027, 1, 5, 23))
        self.assertEqual(leave.date_to, datetime(2027, 1, 6, 22, 59, 59))
        self.assertNotIn(EPIPHANY, self.open().line_ids.mapped("date"))
        tz = self._make_applicants()._get_candidate_tz()
        self.assertFalse(self.calendar._is_working_day(EPIPHANY, tz))

    def test_entered_for_the_chosen_company(self):
        other = self.env["res.company"].create(
            {"name": "Other", "country_id": self.env.ref("base.no").id}
        )
        self.boss.company_ids += other
        both = self.boss.company_ids.ids
        wizard = self.open().with_context(allowed_company_ids=both)
        wizard.company_id = other
        self.assertIn(date(2027, 5, 17), wizard.line_ids.mapped("date"))
        wizard.action_enter()
        leaves = self.env["resource.calendar.leaves"].search([("resource_id", "=", False)])
        self.assertEqual(leaves.company_id, other)

    def test_entered_twice_is_once(self):
        first, second = self.open(), self.open()
        first.action_enter()
        entered = self.env["resource.calendar.leaves"].search_count([("resource_id", "=", False)])
        second.action_enter()
        self.assertEqual(
            self.env["resource.calendar.leaves"].search_count([("resource_id", "=", False)]),
            entered,
        )

    def test_in_the_dialog(self):
        with self.at(NOW):
            form = Form(self.env["hr.public.holidays"].with_user(self.boss))
            self.assertEqual(form.year, 2026)
            dates = form.line_ids._records
            self.assertTrue(dates)
            for number in range(len(dates)):
                with form.line_ids.edit(number) as line:
                    self.assertGreaterEqual(line.date, NOW.date(), "what is over stays")
            form.year = 2027
            form.year = 20270
            self.assertFalse(form.line_ids._records)
            with form.line_ids.new() as line:
                line.date, line.name = date(2027, 8, 2), "Founding day"
            form.save().action_enter()
        leave = self.env["resource.calendar.leaves"].search([("name", "=", "Founding day")])
        self.assertTrue(leave)

    def test_what_is_left_of_this_year_comes_first(self):
        """Installed in November, nobody wants to write to candidates at Christmas."""
        autumn = datetime(2026, 11, 20, 8)
        asked = sorted(re.findall(r"20\d\d", " ".join(self.watch(autumn).mapped("summary"))))
        self.assertEqual(asked, ["2026", "2027"])
        dialog = self.env["hr.public.holidays"].with_user(self.boss)
        with self.at(autumn):
            self.assertEqual(dialog.new().year, 2026)
            proposed = dialog.create({})
            days = proposed.line_ids.mapped("date")
            self.assertEqual(min(days), date(2026, 12, 24), "what is over is not entered")
            proposed.action_enter()
            self.assertEqual(dialog.new().year, 2027)
            dialog.create({}).action_enter()
            self.assertFalse(self.company._find_years_to_enter())
        with self.at(datetime(2027, 1, 1, 8)):
            self.assertFalse(self.company._find_years_to_enter())

    def test_nothing_is_left_of_this_year(self):
        with self.at(datetime(2026, 12, 31, 23, 30)):
            self.company.country_id = self.env.ref("base.us")
            self.assertEqual([year for year, _found in self.company._find_years_to_enter()], [2027])

    def test_eves_are_holidays_in_sweden(self):
        """Not by law, and nobody works: their names are proposed like the others."""
        self.company.partner_id.lang = "sv_SE"
        proposed = {line.date: line.name for line in self.open().line_ids}
        self.assertEqual(proposed[date(2027, 6, 25)], "Midsommarafton")
        self.assertEqual(proposed[date(2027, 12, 24)], "Julafton")
        self.assertEqual(proposed[date(2027, 12, 31)], "Nyårsafton")
        self.company.country_id = self.env.ref("base.no")
        self.assertNotIn(date(2027, 12, 24), self.company._get_public_holidays(2027))

    def test_nothing_to_enter(self):
        wizard = self.open()
        wizard.line_ids.unlink()
        with self.assertRaises(UserError):
            wizard.action_enter()

    def test_without_the_library(self):
        with patch.object(public_holidays, "holidays", None):
            find_public_holidays.cache_clear()
            self.assertTrue(self.watch())
            self.assertFalse(self.open().line_ids)
        find_public_holidays.cache_clear()

    def test_recruiters_do_not_enter_them(self):
        with self.assertRaises(AccessError):
            self.open(self.recruiter)
        wizard = self.open()
        with self.assertRaises(AccessError):
            wizard.with_user(self.recruiter).action_enter()

    def test_not_for_a_company_that_is_not_mine(self):
        other = self.env["res.company"].create({"name": "Other"})
        wizard = self.open()
        wizard.sudo().company_id = other
        with self.assertRaises(UserError):
            wizard.action_enter()
