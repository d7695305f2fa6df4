from datetime import date, datetime, timedelta
from io import BytesIO

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.experience.statistics import are_apart, share
from ...report.workbook.experience_workbook import ExperienceWorkbook
from ..cases.report import TODAY, YEAR, ReportCase

ADDON = "hr_recruitment_candidate_experience"
CAME = datetime(2025, 9, 1, 9)


@tagged("post_install", "-at_install")
class TestShares(ReportCase):
    def test_the_interval_is_wilsons(self):
        """The example of R: prop.test(15, 148, correct = FALSE)."""
        found = share(15, 148, 5)
        self.assertAlmostEqual(found["low"], 6.24, delta=0.01)
        self.assertAlmostEqual(found["high"], 16.05, delta=0.01)
        none = share(0, 10, 5)
        self.assertEqual(none["low"], 0)
        self.assertAlmostEqual(none["high"], 27.75, delta=0.01)
        self.assertEqual(share(10, 10, 5)["high"], 100)

    def test_few_are_not_shown(self):
        self.assertEqual(share(4, 4, 5)["reason"], "few_counted")
        self.assertEqual(share(0, 0, 5)["reason"], "none_counted")
        self.assertIsNone(share(4, 4, 5)["value"])

    def test_apart_are_intervals_that_do_not_meet(self):
        self.assertTrue(are_apart([share(1, 40, 5), share(30, 40, 5)]))
        self.assertFalse(are_apart([share(3, 10, 5), share(5, 10, 5)]))
        self.assertIsNone(are_apart([share(3, 10, 5), share(1, 2, 5)]))


@tagged("post_install", "-at_install")
class TestReportAds(ReportCase):
    """What came of applications, by the score of the ad that led to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls.env.ref(f"{ADDON}.group_advert")
        cls._switch(True)
        cls.company.ad_score_limit = 60
        cls.job = cls.jobs[0]

    @classmethod
    def _switch(cls, used):
        command = Command.link if used else Command.unlink
        cls.env.ref("base.group_user").implied_ids = [command(cls.group.id)]

    def arrive(self, score, **outcomes):
        """Applications after an ad with that score.

        :param outcomes: outcome → how many"""
        self.job.write({"ad_score": score, "ad_state": "good"})
        made = self.env["hr.applicant"]
        for outcome, number in outcomes.items():
            found = made.create(
                [
                    {"partner_name": f"{outcome} {each}", "job_id": self.job.id}
                    for each in range(number)
                ]
            )
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE hr_applicant SET outcome = %s, create_date = %s WHERE id = ANY(%s)",
                (outcome, CAME, found.ids),
            )
            made += found
        made.invalidate_recordset()
        return made

    def read_ads(self, user=None, **filters):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.read_once(user, **filters)["ads"]

    def group_of(self, ads, key):
        return next(group for group in ads["groups"] if group["key"] == key)

    # What is kept ----------------------------------------------------------------------------

    def test_the_score_is_that_of_the_day_when_it_came(self):
        came = self.arrive(40, ongoing=2)
        self.job.ad_score = 95
        self.assertEqual(came.mapped("ad_score"), [40, 40])
        self.assertEqual(self.arrive(95, ongoing=1).ad_score, 95)
        self.assertFalse(came[0].copy().read(["ad_score"])[0]["ad_score"] == 40)

    def test_one_update_for_many(self):
        self.job.write({"ad_score": 70, "ad_state": "good"})
        applicants = self.env["hr.applicant"]
        counts = []
        for number in (2, 6):
            made = applicants.create([{"job_id": self.job.id} for _each in range(number)])
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            made._keep_score_of_ad()
            counts.append(self.env.cr.sql_log_count - start)
        self.assertEqual(*counts)

    def test_nobody_types_it(self):
        came = self.arrive(40, ongoing=1)
        for call in (
            lambda: came.with_user(self.manager).write({"ad_score": 99}),
            lambda: came.with_user(self.officer).create({"ad_score": 99, "job_id": self.job.id}),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_off_there_is_nothing(self):
        self._switch(False)
        came = self.arrive(40, hired=1)
        self.assertFalse(self._is_kept(came))
        self.assertIs(self.read_ads(), False)

    def test_an_ad_that_nobody_has_looked_at_has_no_score(self):
        came = self.env["hr.applicant"].create({"job_id": self.jobs[1].id})
        self.assertEqual(self._is_kept(came), bool(self.jobs[1].ad_state))

    def _is_kept(self, applicant):
        self.env.flush_all()
        self.env.cr.execute("SELECT ad_score FROM hr_applicant WHERE id = %s", [applicant.id])
        return self.env.cr.fetchone()[0] is not None

    # What it says ----------------------------------------------------------------------------

    def test_what_came_of_them(self):
        self.arrive(40, withdrawn=9, refused=3, hired=0, ongoing=4)
        self.arrive(92, withdrawn=1, refused=19, hired=10)
        self.arrive(70, refused=3)
        ads = self.read_ads()
        self.assertEqual([group["applications"] for group in ads["groups"]], [16, 3, 30])
        self.assertEqual(
            [group["label"] for group in ads["groups"]], ["Below 60", "60 to 89", "90 or more"]
        )
        below, good = self.group_of(ads, "below"), self.group_of(ads, "good")
        self.assertEqual(below["shares"]["withdrawn"]["value"], 75)
        self.assertEqual(below["shares"]["withdrawn"]["n"], 12, "of those that are closed")
        self.assertEqual(good["shares"]["withdrawn"]["label"], "3% (1–17%)")
        few = self.group_of(ads, "enough")["shares"]["hired"]
        self.assertEqual((few["value"], few["label"]), (None, "–"))
        self.assertEqual(few["reason_label"], "Too few: fewer than 5")
        verdicts = {row["key"]: row["verdict"] for row in ads["measures"]}
        self.assertEqual(verdicts["withdrawn"], "Significant difference")
        self.assertEqual(verdicts["hired"], "No significant difference")
        self.assertNotIn("met", verdicts, "nobody was asked")
        self.assertNotIn("left", verdicts, "the manager may not read it")

    def test_nothing_yet(self):
        self.assertEqual(self.read_ads()["groups"], [])

    def test_who_met_what_the_role_needs(self):
        came = self.arrive(40, ongoing=6)
        for applicant in came:
            applicant.requirement_ids = [Command.create({"name": "A licence", "answer": "yes"})]
        came[:3].requirements_missed = 1
        met = self.group_of(self.read_ads(), "below")["shares"]["met"]
        self.assertEqual((met["value"], met["n"]), (50, 6))

    def test_who_left_early(self):
        came = self.arrive(40, hired=7)
        start = date(2025, 10, 1)
        for number, applicant in enumerate(came):
            employee = self.env["hr.employee"].create(
                {
                    "name": applicant.partner_name,
                    "company_id": self.company.id,
                    "contract_date_start": start,
                }
            )
            applicant.employee_id = employee
            gone = (90, 91)[number] if number < 2 else 0
            if gone:
                employee.departure_date = start + timedelta(days=gone)
        # Who has just begun is not known yet, not even who has left again: those who
        # stay are not counted either.
        latest = came[6].employee_id
        latest.contract_date_start = TODAY.date() - timedelta(days=89)
        latest.departure_date = TODAY.date() - timedelta(days=9)
        self.manager.group_ids += self.env.ref("hr.group_hr_user")
        left = self.group_of(self.read_ads(), "below")["shares"]["left"]
        self.assertEqual(left["n"], 6)
        self.assertAlmostEqual(left["value"], 100 / 6)

    def test_who_knew_enough(self):
        driver = self.env.ref(f"{ADDON}.feedback_driver_information")
        came = self.arrive(40, ongoing=6) + self.arrive(92, ongoing=6)
        facts = self.env["hr.recruitment.feedback"]
        for number, applicant in enumerate(came):
            facts += self.fact(8, applicant_id=applicant.id, job_id=self.job.id)
            self.env["hr.recruitment.feedback.rating"].create(
                {
                    "feedback_id": facts[-1].id,
                    "driver_id": driver.id,
                    "value": 75 if number >= 4 else 50,
                }
            )
        ads = self.read_ads()
        knew = {group["key"]: group["shares"]["knew"] for group in ads["groups"]}
        self.assertAlmostEqual(knew["below"]["value"], 100 / 3)
        self.assertEqual(knew["good"]["value"], 100)
        # One less than it takes, and the other group goes with it.
        facts[0].unlink()
        facts[1].unlink()
        ads = self.read_ads()
        knew = {group["key"]: group["shares"]["knew"] for group in ads["groups"]}
        self.assertEqual(knew["below"]["reason"], "few_counted")
        self.assertEqual(knew["good"]["reason"], "complement")

    def test_an_officer_sees_the_whole_only(self):
        self.arrive(40, refused=6)
        self.job = self.jobs[1]
        self.arrive(40, withdrawn=6)
        whole = self.read_ads(self.officer)
        self.assertNotIn("knew", [row["key"] for row in whole["measures"]])
        self.assertIn("whole time", whole["note"])
        for filters in (
            {"job_ids": self.jobs[0].ids},
            {"outcomes": ["refused"]},
            {"date_from": "2026-03-01", "date_to": "2026-03-02"},
        ):
            self.assertEqual(self.read_ads(self.officer, **filters), whole)
        mine = self.read_ads(job_ids=self.jobs[0].ids)
        self.assertEqual(self.group_of(mine, "below")["applications"], 6)

    def test_another_company_has_another_limit(self):
        self.arrive(65, refused=5)
        self.company.ad_score_limit = 70
        ads = self.read_ads()
        self.assertEqual(self.group_of(ads, "below")["applications"], 5)
        self.company.ad_score_limit = 95
        self.assertEqual([group["key"] for group in self.read_ads()["groups"]], ["below", "good"])

    def test_spreadsheet_and_paper_say_the_same(self):
        self.arrive(40, withdrawn=9, refused=3)
        self.arrive(92, withdrawn=1, refused=19)
        data = self.read_once()
        file = BytesIO()
        env = self.env(user=self.manager)
        ExperienceWorkbook(env, data).save(file)
        rows = [list(row) for row in load_workbook(file)["Ads"].iter_rows(values_only=True)]
        found = {(row[0], row[2]): row[3] for row in rows}
        share_of = self.group_of(data["ads"], "good")["shares"]["withdrawn"]
        self.assertAlmostEqual(found["90 or more", "Withdrew"], share_of["value"])
        with freeze_time(TODAY):
            page, _kind = env["ir.actions.report"]._render_qweb_html(
                f"{ADDON}.action_experience_report", None, data={"filters": YEAR}
            )
        self.assertIn(share_of["label"], page.decode())
        self.assertIn("Significant difference", page.decode())
