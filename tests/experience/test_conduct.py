from datetime import date, datetime, timedelta
from random import Random
from statistics import median
from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.experience.conduct_choices import AS_TOLD
from ..cases.feedback import FeedbackCase
from ..common import LOGGER

NOON = datetime(2026, 6, 10, 10)
DAY = date(2026, 5, 4)
LEAST = 5


class ConductCase(FeedbackCase):
    """A company of its own with answers put straight into the fact table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pages = cls.env["hr.recruitment.conduct"]
        cls.there = cls._make_company("Nordlys")
        cls.jobs = cls.env["hr.job"].create(
            [{"name": name, "company_id": cls.there.id} for name in "AB"]
        )
        cls.driver = cls.env.ref(AS_TOLD)

    @classmethod
    def _make_company(cls, name):
        return cls.env["res.company"].create({"name": name, "conduct_published": True})

    def fact(self, *scores, told=None, **values):
        """:param int told: rating of "the job is what I was told\""""
        facts = self.feedback.create(
            [
                {
                    "score": number,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": DAY,
                    "company_id": self.there.id,
                    "job_id": self.jobs[0].id,
                    **values,
                }
                for number in scores
            ]
        )
        if told is not None:
            self.env["hr.recruitment.feedback.rating"].create(
                [
                    {"feedback_id": fact.id, "driver_id": self.driver.id, "value": told}
                    for fact in facts
                ]
            )
        return facts

    def compute(self, moment=NOON, company=None):
        """:return: the page's numbers"""
        company = company or self.there
        with self.at(moment):
            self.pages._compute_anew(company)
        return self.pages._get_of(company).numbers

    def split(self, topic="score", **kwargs):
        found = self.compute(**kwargs)[topic]
        return found and found["split"]

    def get_page(self, lang="en_US"):
        self.env.invalidate_all()
        return self.pages._get_of(self.there).with_context(lang=lang)._get_page()

    def said(self, number):
        """:return: str, a section as somebody reads it"""
        section = self.get_page()["sections"][number]
        return " ".join(filter(None, [section["lead"], *section["facts"], section["missing"]]))


@tagged("post_install", "-at_install")
class TestConduct(ConductCase):
    """What candidates answer becomes public in whole groups, and in no other way."""

    def test_numbers_are_those_of_an_independent_count(self):
        draw = Random(21)
        for _number in range(150):
            self.fact(
                draw.randint(0, 10),
                told=draw.choice((0, 25, 50, 75, 100)),
                job_id=draw.choice(self.jobs.ids),
                moment=draw.choice(("applied", "refused", "first_week")),
                anonymity=draw.choice(("named", "confidential", "anonymous")),
                released=draw.random() < 0.8,
                disclosed=draw.random() < 0.5,
                opens_group=draw.random() < 0.85,
                response_date=DAY - timedelta(days=draw.randint(0, 700)),
            )
        numbers = self.compute()
        facts = self.feedback.search([("company_id", "=", self.there.id)], order="id")
        seen = facts.filtered(lambda f: f.released and (f.anonymity != "named" or f.disclosed))

        def count(rows, key, sort):
            cells, found = {}, [0, 0, 0]
            for row in rows:
                cells.setdefault(key(row), []).append(row)
            for cell in cells.values():
                group, people = [], 0
                for row in cell:
                    group.append(row)
                    people += row.opens_group
                    if people == LEAST:
                        if max(r.response_date for r in group) >= date(2025, 6, 10):
                            for member in group:
                                found[sort(member)] += 1
                        group, people = [], 0
            return found

        expected = count(
            seen,
            lambda row: (row.job_id, row.moment, row.anonymity),
            lambda row: 0 if row.score >= 9 else 2 if row.score <= 6 else 1,
        )
        self.assertGreater(min(expected), 0)
        self.assertEqual(numbers["score"]["split"], expected)
        expected = count(
            seen.filtered(lambda row: row.moment == "first_week"),
            lambda row: row.anonymity,
            lambda row: 0 if row.rating_ids.value >= 75 else 2,
        )
        self.assertGreater(sum(expected), 0)
        self.assertEqual(numbers["told"]["split"], expected)
        self.assertEqual(self.compute(), numbers)

    def test_nobody_can_subtract(self):
        self.fact(10, 10, 9, 8, 0)
        first = self.compute()
        self.assertEqual(first["score"]["split"], [3, 1, 1])
        for _more in range(LEAST - 1):
            late = self.fact(0)
            self.assertEqual(self.compute(moment=NOON), first)
            # A month later, too: only the date of who waits moves.
            later = self.compute(moment=NOON + relativedelta(months=1))
            self.assertEqual(later["score"], first["score"])
        self.fact(0)
        self.assertEqual(self.split(), [3, 1, 6])
        # What is erased stays in the sums, and nothing moves up.
        late.unlink()
        self.fact(9, 9, 9, 9)
        self.assertEqual(self.split(), [3, 1, 6])
        self.fact(9)
        self.assertEqual(self.split(), [8, 1, 6])

    def test_answers_of_several_groups_wait_for_their_own(self):
        """Recruiters see whole groups of job positions: with the sum they would know the rest."""
        self.fact(10, 10, 10, 10)
        self.fact(0, job_id=self.jobs[1].id)
        self.fact(0, moment="refused")
        self.fact(0, anonymity="anonymous")
        self.assertIsNone(self.split())
        self.fact(10)
        self.assertEqual(self.split(), [5, 0, 0])

    def test_what_the_report_does_not_show_is_not_counted(self):
        named = self.fact(*[10] * 5, anonymity="named")
        waiting = self.fact(*[0] * 5, anonymity="anonymous", released=False)
        self.fact(*[8] * 4)
        self.fact(*[8] * 3, opens_group=False)
        self.assertIsNone(self.split())
        named.disclosed = True
        self.assertEqual(self.split(), [5, 0, 0])
        waiting.released = True
        self.assertEqual(self.split(), [5, 0, 5])
        self.fact(8)
        self.assertEqual(self.split(), [5, 8, 5])

    def test_a_raised_threshold_hides_at_once(self):
        self.fact(*[10] * 6)
        self.compute()
        self.assertIn("100 on a scale", self.said(3))
        self.assertIn("5 answers: 5 recommend", self.said(3))
        self.there.feedback_min_scores = 6
        self.assertIn("Too few have answered", self.said(3))
        self.assertNotIn("100", self.said(3).replace("−100 to 100", ""))
        self.there.feedback_min_scores = 5
        self.assertIn("100 on a scale", self.said(3))

    def test_three_answers_a_year(self):
        for year in (2023, 2024, 2025):
            self.fact(9, 9, 9, response_date=date(year, 12, 1))
        # Those of the first group are from before the last twelve months.
        self.assertIsNone(self.split())
        self.fact(9)
        self.assertEqual(self.split(), [5, 0, 0])
        self.assertIsNone(self.split(moment=NOON + relativedelta(years=1)))
        self.assertIn("Too few have answered", self.said(3))

    def test_a_job_position_that_is_deleted(self):
        self.fact(*[10] * 5)
        self.fact(0, 0)
        self.compute()
        self.jobs[0].unlink()
        self.fact(0, 0, job_id=False)
        self.assertEqual(self.split(), [5, 0, 0])
        self.fact(0, job_id=False)
        self.assertEqual(self.split(), [5, 0, 5])

    def test_the_job_is_what_they_were_told(self):
        self.fact(9, 9, 9, told=100, moment="first_week")
        self.fact(9, told=75, moment="first_week", job_id=self.jobs[1].id)
        self.fact(9, 9, told=50, moment="third_month")
        self.compute()
        self.assertIn("Too few", self.said(4))
        self.fact(9, told=50, moment="first_week")
        self.compute()
        self.assertIn("80% of new colleagues", self.said(4))
        self.assertIn("4 of 5 answers.", self.said(4))

    # Nobody edits it -----------------------------------------------------------------------------

    def test_not_by_anybody(self):
        self.fact(*[10] * 5)
        self.compute()
        page = self.pages._get_of(self.there)
        step = self.env["hr.recruitment.conduct.step"].search([("company_id", "=", self.there.id)])
        self.assertEqual(len(step), 1)
        admin = self.env.ref("base.user_admin")
        officer = self.recruiter
        forged = {"numbers": {"score": {"split": [99, 0, 0], "last": "2026-06-01"}}}
        for records, values, new in (
            (page, forged, {"company_id": self.company.id}),
            (step, {"high": 99}, {"company_id": self.company.id, "topic": "score"}),
        ):
            for user in (admin, officer, self.manager, self.env.ref("base.user_root")):
                for context in ({}, {"conduct_computing": True, "install_mode": True}):
                    mine = records.with_user(user).with_context(**context)
                    with self.subTest(model=records._name, user=user.login, context=context):
                        for call in (
                            lambda mine=mine, values=values: mine.write(values),
                            lambda mine=mine: mine.unlink(),
                            lambda mine=mine, new=new: mine.create(new),
                            lambda mine=mine, new=new: mine.sudo().create(new),
                            lambda mine=mine, values=values: mine.sudo().write(values),
                        ):
                            with self.assertRaises(AccessError):
                                call()
        # Rights that an administrator gives to themselves do not help.
        self.env["ir.model.access"].search([("model_id.model", "=", self.pages._name)]).write(
            {"perm_read": True, "perm_write": True, "perm_unlink": True}
        )
        with self.assertRaises(AccessError):
            page.with_user(admin).write({"computed_date": "2030-01-01"})
        with self.assertRaises(AccessError):
            page.with_user(admin).unlink()
        with self.assertRaises(AccessError):
            page.with_user(admin).read(["numbers"])

    def test_who_looks_before_others(self):
        settings = self.env["hr.candidate.settings"]
        for user in (self.recruiter, self._make_user("anstalld", "base.group_user")):
            for name in ("action_preview_conduct", "action_compute_conduct"):
                with self.assertRaises(AccessError):
                    getattr(settings.with_user(user), name)()
        self.assertFalse(self.pages.search([("company_id", "=", self.company.id)]))
        action = settings.with_user(self.manager).action_preview_conduct()
        self.assertIn(f"company={self.company.id}", action["url"])
        settings.with_user(self.manager).action_compute_conduct()
        self.assertEqual(len(self.pages.search([("company_id", "=", self.company.id)])), 1)

    def test_only_who_uses_it_sees_it(self):
        action = self.env["hr.recruitment.improvement"].create({"name": "Call"})
        self.assertFalse(action.has_public_page)
        self.company.conduct_published = True
        action.invalidate_recordset()
        self.assertTrue(action.has_public_page)

    # What applications tell ----------------------------------------------------------------------

    def apply(self, count, day, answered=None, refused=None, **values):
        """:param answered, refused: days after"""
        with self.at(day):
            made = self._make_applicants(
                count, company_id=self.there.id, job_id=self.jobs[0].id, **values
            )
        self.env.flush_all()
        columns = {"create_date": day}
        if answered is not None:
            columns["first_answer_date"] = day + timedelta(days=answered)
        if refused is not None:
            columns |= {"refuse_date": day + timedelta(days=refused), "outcome": "refused"}
        names = ", ".join(f"{name} = %s" for name in columns)
        self.env.cr.execute(
            f"UPDATE hr_applicant SET {names} WHERE id = ANY(%s)", [*columns.values(), made.ids]
        )
        self.env.invalidate_all()
        return made

    def promise(self, applicants, kept, broken):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_applicant SET reply_kept_count = %s, reply_broken_count = %s"
            " WHERE id = ANY(%s)",
            (kept, broken, applicants.ids),
        )
        self.env.invalidate_all()

    def test_times_and_promises_are_those_of_an_independent_count(self):
        answered, decided = [2, 2, 2, 4, 4, 9], [10, 10, 20, 20, 30]
        for days in answered:
            one = self.apply(1, datetime(2026, 2, 10, 9), answered=days)
            self.promise(one, 3, 0)
        for days in decided:
            self.apply(1, datetime(2026, 3, 2, 9), refused=days)
        self.promise(self.apply(1, datetime(2025, 6, 1, 9)), 0, 2)
        # Before the twelve months, and after them.
        self.promise(self.apply(6, datetime(2025, 5, 31, 9), answered=90), 0, 9)
        self.promise(self.apply(6, datetime(2026, 6, 2, 9), answered=0), 0, 9)
        process = self.compute()["process"]
        self.assertEqual((process["first"], process["last"]), ("2025-06-01", "2026-05-31"))
        self.assertEqual(process["applications"], len(answered) + len(decided) + 1)
        self.assertEqual(process["first_answer"], [median(answered), len(answered)])
        self.assertEqual(process["decision"], [median(decided), len(decided)])
        self.assertEqual(process["promises"], [18, 2])
        self.assertIn("Half of 6 candidates had a first answer within 3 days.", self.said(0))
        self.assertIn(
            "Half of 5 decisions were made within 20 days of the application.", self.said(0)
        )
        self.assertIn("90% of our promises", self.said(2))
        self.assertIn("18 of 20 promises.", self.said(2))
        self.assertIn("It happened 2 times.", self.said(1))
        self.there.feedback_min_scores = 6
        self.assertNotIn("decisions", self.said(0))

    def test_they_move_in_steps(self):
        self.apply(5, datetime(2026, 5, 4), answered=2)
        self.promise(self.apply(2, datetime(2025, 6, 4), answered=2), 1, 0)
        first = self.compute()["process"]
        self.apply(4, datetime(2026, 6, 4), answered=30)
        july = NOON + relativedelta(months=1)
        self.assertEqual(self.compute(moment=july)["process"], first)
        self.apply(1, datetime(2026, 6, 4), answered=30)
        moved = self.compute(moment=july)["process"]
        self.assertEqual(moved["last"], "2026-06-30")
        # Two would leave: they stay until they are five.
        self.assertEqual((moved["first"], moved["applications"]), ("2025-06-01", 12))

    def test_after_a_year_of_silence_nothing_is_left(self):
        self.apply(5, datetime(2026, 5, 4), answered=2)
        self.compute()
        self.assertNotIn("too few", self.said(0))
        self.compute(moment=NOON + relativedelta(months=25))
        self.assertIn("too few", self.said(0))

    def test_who_waits_now(self):
        self.apply(5, datetime(2026, 5, 4), answered=0)
        self.there.unanswered_days = 10
        numbers = self.compute()
        expected = (
            self.env["hr.applicant"]
            .with_context(active_test=False)
            .search_count([("company_id", "=", self.there.id), ("is_unanswered", "=", True)])
        )
        self.assertEqual(numbers["waiting"]["count"], expected)
        self.assertGreater(expected, 0)
        self.env.cr.execute("UPDATE hr_applicant SET last_contact_date = %s", (NOON,))
        self.env.invalidate_all()
        self.assertEqual(self.compute()["waiting"]["count"], 0)
        self.assertIn("nobody was left without an answer", self.said(1))
        self.assertIn("No promised date is over", self.said(1))

    def test_of_its_own_company_only(self):
        other = self._make_company("Sydlys")
        self.apply(6, datetime(2026, 5, 4), answered=2)
        self.fact(*[9] * 5)
        numbers = self.compute(company=other)
        self.assertEqual(numbers["process"]["applications"], 0)
        self.assertIsNone(numbers["score"])
        self.assertEqual(self.compute()["process"]["applications"], 6)

    def test_once_a_month_and_nobody_stops_the_others(self):
        other = self._make_company("Sydlys")
        off = self.env["res.company"].create({"name": "Offlys"})
        original = type(self.pages)._find_numbers

        def break_one(page):
            if page.company_id == other:
                raise ValueError
            return original(page)

        with (
            self.at(NOON),
            patch.object(type(self.pages), "_find_numbers", break_one),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *a, **kw: 60),
            mute_logger(f"{LOGGER}.models.experience.hr_recruitment_conduct"),
        ):
            self.pages._cron_compute()
        dates = {
            company: self.pages.search([("company_id", "=", company.id)]).computed_date
            for company in (self.there, other, off)
        }
        self.assertEqual(dates, {self.there: NOON.date(), other: False, off: False})
        told = [("summary", "=like", "The public page could not%")]
        self.assertEqual(self.env["mail.activity"].search_count(told), 1)
        with self.at(NOON):
            self.assertEqual(self.pages._find_due(), other)
        with self.at(datetime(2026, 7, 1, 3)):
            self.assertEqual(self.pages._find_due(), self.there + other)

    # What was changed, in the words of HR --------------------------------------------------------

    def change(self, **values):
        return (
            self.env["hr.recruitment.improvement"]
            .with_user(self.manager)
            .with_company(self.there)
            .sudo()
            .create(
                {
                    "name": "Secret inside",
                    "company_id": self.there.id,
                    "state": "done",
                    "date_done": date(2026, 3, 1),
                    "is_public": True,
                    "public_text": "We call everybody.",
                    **values,
                }
            )
        )

    def changes(self, lang="en_US"):
        return self.get_page(lang)["changes"]

    def test_what_is_marked_and_done(self):
        self.compute()
        shown = self.change()
        self.change(is_public=False)
        self.change(state="in_progress", date_done=False)
        (change,) = self.changes()
        self.assertEqual(change["text"], "We call everybody.")
        self.assertEqual(change["since"], "Since March 1, 2026")
        self.assertNotIn("Secret", str(self.get_page()))
        shown.is_public = False
        self.assertFalse(self.changes())

    def test_who_marks(self):
        action = self.change(user_id=self.recruiter.id, company_id=self.company.id)
        mine = action.with_user(self.recruiter)
        for values in ({"is_public": False}, {"public_text": "Mine"}):
            with self.assertRaises(AccessError):
                mine.write(values)
        with self.assertRaises(ValidationError):
            action.public_text = " "
        self.assertFalse(action.copy().is_public)

    def test_a_language_without_translation(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        change = self.change()
        self.compute()
        (shown,) = self.changes("sv_SE")
        self.assertEqual((shown["text"], shown["lang"]), ("We call everybody.", "en"))
        change.with_context(lang="sv_SE").public_text = "Vi ringer alla."
        (shown,) = self.changes("sv_SE")
        self.assertEqual((shown["text"], shown["lang"]), ("Vi ringer alla.", None))
        self.assertIsNone(self.changes()[0]["lang"])

    def test_scores_before_and_after(self):
        change = self.change(job_id=self.jobs[0].id, moment="applied")
        self.fact(*[0] * 3, 10, 10, response_date=date(2026, 2, 1))
        self.fact(*[10] * 4, response_date=date(2026, 4, 1))
        self.fact(*[0] * 5, response_date=date(2026, 4, 1), job_id=self.jobs[1].id)
        self.fact(*[0] * 5, response_date=date(2025, 6, 1), moment="refused")
        self.compute()
        self.assertIsNone(self.changes()[0]["scores"])
        self.fact(0, response_date=date(2026, 4, 2))
        self.compute()
        said = self.changes()[0]["scores"]
        self.assertRegex(said, r"before: −20 ± \d+ \(5 answers\).* 60 ± \d+ \(5 answers\)")
        # Of another day they are others, which nobody has counted yet.
        change.date_done = date(2026, 1, 1)
        self.assertIsNone(self.changes()[0]["scores"])
