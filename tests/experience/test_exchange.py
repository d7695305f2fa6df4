import base64
import statistics
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.experience.exchange_file import (
    Figure,
    get_key,
    make_seed,
    read_file,
    write_file,
)
from ..cases.report import TODAY, ReportCase


@tagged("post_install", "-at_install")
class TestExchange(ReportCase):
    """Employers exchange rounded figures, and see the middle of all once five take part."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exchange = cls.env["hr.recruitment.exchange"].with_user(cls.manager)
        cls.seeds = [make_seed() for _number in range(6)]

    def run(self, result=None):
        with freeze_time(TODAY):
            return super().run(result)

    def make_file(self, number, score, made=date(2026, 2, 1), moment="applied", name="", year=2025):
        """A file of another employer."""
        figure = Figure(year, moment, date(year, 12, 31), 40, score)
        return write_file(self.seeds[number], made, name, [figure])

    def take(self, content, company=None):
        return self.exchange._take(company or self.company, content)

    def find_own(self):
        return [tuple(figure) for figure in self.company._find_exchange_figures()]

    def give(self):
        own = self.exchange._give(self.company, "")
        return read_file(base64.b64decode(own.file), TODAY.date())

    # What is given --------------------------------------------------------------------------

    def test_a_year_by_moment(self):
        scores = [9, 10, 9, 9, 3, 5, 7, 8, 10, 10, 10, 2]
        self.fact(*scores, day=date(2025, 5, 4))
        self.fact(*[1] * 4, day=date(2025, 5, 4), moment="refused")
        n = len(scores)
        cnps = 100 * (sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)) / n
        rounded = 5 * round(cnps / 5)
        self.assertEqual(self.find_own(), [(2025, "applied", date(2025, 6, 30), 10, rounded)])

    def test_steps_of_the_threshold(self):
        """Files of different days differ by nothing, or by enough answers."""
        self.fact(*[10] * 6, day=date(2025, 2, 4))
        before = self.find_own()
        self.assertEqual(before, [(2025, "applied", date(2025, 3, 31), 5, 100)])
        for number in range(4):
            self.fact(0, day=date(2025, 4, 1 + number))
            self.assertEqual(self.find_own(), before, number)
        self.fact(0, day=date(2025, 4, 9))
        self.assertEqual(self.find_own(), [(2025, "applied", date(2025, 6, 30), 10, 10)])

    def test_quarters_that_are_over_long_enough(self):
        self.fact(*[10] * 6, day=date(2025, 12, 31))
        self.fact(*[0] * 6, day=date(2026, 1, 2))
        self.assertEqual(self.find_own(), [(2025, "applied", date(2025, 12, 31), 5, 100)])
        with freeze_time("2026-01-31"):
            self.assertEqual(self.find_own(), [])
        with freeze_time("2026-04-30"):
            self.assertEqual(len(self.find_own()), 1)
        with freeze_time("2026-05-01"):
            self.assertEqual(self.find_own()[0], (2026, "applied", date(2026, 3, 31), 5, -100))

    def test_what_is_not_given(self):
        other = self.env["res.company"].create({"name": "Other"})
        day = date(2025, 5, 4)
        self.fact(*[10] * 6, day=day, company_id=other.id)
        self.fact(*[10] * 6, day=day, released=False, anonymity="anonymous")
        self.fact(*[10] * 6, day=date(2021, 12, 31))
        self.assertEqual(self.find_own(), [])
        with self.assertRaises(UserError):
            self.give()
        self.assertFalse(self.company.sudo().exchange_seed)
        self.company.sudo().feedback_min_scores = 8
        self.fact(*[10] * 7, day=day)
        self.assertEqual(self.find_own(), [])

    def test_our_file_is_kept(self):
        self.fact(*[10] * 6, day=date(2025, 5, 4))
        own = self.exchange._give(self.company, " Fjäll  AB ")
        given = read_file(base64.b64decode(own.file), TODAY.date())
        self.assertEqual((given.name, given.made), ("Fjäll AB", TODAY.date()))
        self.assertEqual([tuple(figure) for figure in given.figures], self.find_own())
        self.assertTrue(own.is_own)
        self.assertIn(f"/{own.id}/file", own.action_download()["url"])
        again = self.exchange._give(self.company, "")
        self.assertEqual(again, own)
        self.assertEqual(len(own.figure_ids), 1)

    def test_the_dialog_gives_what_it_shows(self):
        self.fact(*[10] * 6, day=date(2025, 5, 4))
        dialog = self.env["hr.recruitment.exchange.export"].with_user(self.manager)
        dialog = dialog.with_company(self.company).create({"name": "Fjäll"})
        shown = [(each.year, each.moment, each.answers, each.score) for each in dialog.line_ids]
        self.assertEqual(shown, [(2025, "applied", 5, 100)])
        self.assertEqual(dialog.action_give()["type"], "ir.actions.act_url")
        self.assertEqual(self.company.sudo().exchange_name, "Fjäll")

    # What is taken in -----------------------------------------------------------------------

    def test_a_newer_file_takes_the_place(self):
        first = self.take(self.make_file(0, 20, name="Hav"))
        first.name = "Our neighbours"
        again = self.take(self.make_file(0, 30, made=date(2026, 3, 1), name="Hav"))
        self.assertEqual(again, first)
        self.assertEqual((again.name, again.figure_ids.mapped("score")), ("Our neighbours", [30]))
        with self.assertRaises(UserError):
            self.take(self.make_file(0, 20))
        self.assertEqual(again.figure_ids.mapped("score"), [30], "nothing has changed")

    def test_without_a_name(self):
        taken = self.take(self.make_file(1, 20))
        self.assertIn(get_key(self.seeds[1])[:4].upper(), taken.name)

    def test_one_of_oneself(self):
        self.fact(*[10] * 6, day=date(2025, 5, 4))
        own = self.exchange._give(self.company, "")
        with self.assertRaises(UserError):
            self.take(base64.b64decode(own.file))

    def test_faults_are_said_in_the_dialog(self):
        dialog = self.env["hr.recruitment.exchange.import"].with_user(self.manager)
        dialog = dialog.with_company(self.company)
        good = self.make_file(0, 20, name="<b>Hav</b>")
        faults = set()
        for content in (b"no", good.replace(b'"score": 20', b'"score": 25')):
            wizard = dialog.create({"file": base64.b64encode(content)})
            self.assertFalse(wizard.preview)
            faults.add(wizard.fault)
            with self.assertRaises(UserError):
                wizard.action_take()
        self.assertEqual(len(faults), 2)
        wizard = dialog.create({"file": base64.b64encode(good)})
        self.assertIn("<b>Hav</b>", wizard.preview)
        self.assertFalse(wizard.fault)
        self.assertEqual(wizard.action_take()["views"], [[False, "form"]])

    # Compared -------------------------------------------------------------------------------

    def read_rows(self, moments=()):
        rows = self.exchange._read_for_report(self.company.ids, moments)
        return {row["moment"]: row for row in rows}

    def test_the_middle_of_five(self):
        scores = [-40, 10, 25, 60]
        for number, score in enumerate(scores):
            self.take(self.make_file(number, score))
        self.assertEqual(self.read_rows(), {}, "four")
        self.fact(*[10] * 6, day=date(2025, 5, 4))
        self.give()
        scores.append(100)
        row = self.read_rows()["applied"]
        low, median, high = statistics.quantiles(scores, n=4, method="inclusive")
        self.assertEqual((row["low"], row["value"], row["high"]), (low, median, high))
        self.assertEqual((row["n"], row["year"]), (5, 2025))
        self.assertEqual(self.read_rows(["refused"]), {})
        self.exchange.search([("is_own", "=", False)])[0].active = False
        self.assertEqual(self.read_rows(), {})

    def test_the_latest_year_of_five(self):
        for number in range(5):
            content = self.make_file(number, 10, year=2024 if number else 2025)
            self.take(content)
        self.take(self.make_file(5, 10, year=2024))
        self.assertEqual(self.read_rows()["applied"]["year"], 2024)

    def test_who_is_known_to_two_companies_counts_once(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.manager.company_ids += other
        for number in range(4):
            self.take(self.make_file(number, 10))
        self.take(self.make_file(0, 20, made=date(2026, 3, 1)), other)
        both = self.company + other
        self.assertEqual(self.exchange._read_for_report(both.ids, ()), [])
        self.take(self.make_file(4, 20), other)
        [row] = self.exchange._read_for_report(both.ids, ())
        expected = statistics.quantiles([20, 10, 10, 10, 20], n=4, method="inclusive")
        self.assertEqual([row["low"], row["value"], row["high"]], expected)

    def test_in_the_report_of_managers(self):
        for number in range(5):
            self.take(self.make_file(number, 10 * number))
        found = self.read_once()["benchmarks"][0]
        self.assertEqual((found["value"], found["exchanged"]), (20, True))
        officer = self.read_once(self.officer)["benchmarks"]
        self.assertFalse([row for row in officer if row["exchanged"]])

    # Rights ---------------------------------------------------------------------------------

    def test_who_may(self):
        taken = self.take(self.make_file(0, 20))
        for act in (
            lambda env: env["hr.recruitment.exchange"].browse(taken.id).read(["made"]),
            lambda env: env["hr.recruitment.exchange.export"].create({}),
            lambda env: env["hr.recruitment.exchange.import"].create({"file": b""}),
            lambda env: env["hr.recruitment.exchange"]._give(self.company, ""),
        ):
            with self.assertRaises(AccessError):
                act(self.env(user=self.officer))
        for values in ({"made": date(2020, 1, 1)}, {"is_own": True}, {"key": "x"}, {"file": b""}):
            with self.assertRaises(AccessError):
                taken.write(values)
        with self.assertRaises(AccessError):
            taken.figure_ids.score = 100
        with self.assertRaises(AccessError):
            self.exchange.create({"name": "x", "key": "x", "made": date(2026, 1, 1)})
        with self.assertRaises(AccessError):
            self.company.with_user(self.manager).read(["exchange_seed"])
        taken.unlink()
