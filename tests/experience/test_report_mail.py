import base64
import logging
from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.experience import hr_recruitment_experience_report_mail as module
from ..cases.report_pdf import LOGGER as PRINTER
from ..cases.report_pdf import PrintCase

LOGGER = module._logger.name
# The first of March 2026 is a Sunday.
SUNDAY = datetime(2026, 3, 1, 9)
MONDAY = datetime(2026, 3, 2, 9)
FEBRUARY = date(2026, 2, 1)


class ReportMailCase(PrintCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letters = cls.env["hr.recruitment.experience.report.mail"]
        cls.company.experience_report_active = True
        cls.company.experience_report_user_ids = cls.manager

    def send(self, moment=MONDAY, **context):
        """What the cron does on a day, without its commits.

        :return: the rows it made
        """
        letters, before = self.letters.with_context(**context), self.letters.search([])
        with self.at(moment), mute_logger(PRINTER):
            for key in letters._find_due():
                letters._try_send(*key)
        return self.letters.search([]) - before

    def mail_of(self, row):
        return self.env["mail.mail"].search([("model", "=", row._name), ("res_id", "=", row.id)])

    @contextmanager
    def failing(self, user):
        """Nothing can be made for this reader."""
        make = type(self.letters)._make_company_report

        def fail(records, company, reader, month):
            if reader == user:
                raise ValueError(f"{user.name} <{user.email}>")
            return make(records, company, reader, month)

        with patch.object(type(self.letters), "_make_company_report", fail):
            yield


@tagged("post_install", "-at_install")
class TestReportMail(ReportMailCase):
    def test_off_until_somebody_wants_it(self):
        new = self.env["res.company"].create({"name": "New"})
        self.assertFalse(new.experience_report_active)
        self.assertFalse(new.experience_job_report_active)
        self.company.experience_report_active = False
        self.assertFalse(self.send())

    def test_on_the_first_working_day(self):
        self.assertFalse(self.send(SUNDAY))
        row = self.send(MONDAY)
        self.assertEqual((row.user_id, row.month), (self.manager, FEBRUARY))
        self.assertFalse(self.send(MONDAY), "once")
        self.assertFalse(self.send(datetime(2026, 3, 3, 9)), "not the next day either")
        self.assertEqual(self.send(datetime(2026, 4, 1, 9)).month, date(2026, 3, 1))

    def test_a_holiday_is_no_working_day(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": datetime(2026, 3, 1, 23),
                "date_to": datetime(2026, 3, 2, 23),
            }
        )
        self.assertFalse(self.send(MONDAY))
        self.assertTrue(self.send(datetime(2026, 3, 3, 9)))

    def test_the_month_begins_where_the_company_is(self):
        """Wednesday 1 April in Stockholm, still March in UTC."""
        self.assertEqual(self.send(datetime(2026, 3, 31, 22, 30)).month.month, 3)

    def test_after_a_stop_it_still_comes_but_not_as_old_news(self):
        self.assertTrue(self.send(datetime(2026, 3, 6, 9)))
        self.company.experience_report_user_ids = self.officer
        self.assertFalse(self.send(datetime(2026, 3, 20, 9)))

    def test_too_few_answers_are_a_word(self):
        self.fact(10, 9, 2, day=date(2026, 2, 10))
        row = self.send()
        self.assertIn("3 answers: too few", row.words)
        self.assertIn("at least 5", row.words)
        self.assertFalse(row.has_report)
        mail = self.mail_of(row)
        self.assertFalse(mail.attachment_ids)
        self.assertIn("3 answers: too few", mail.body_html)
        self.assertNotIn("cNPS", row.words)

    def test_the_report_of_the_year_is_attached(self):
        self.fill()
        self.fact(*[9, 9, 10, 2, 8, 9], day=date(2026, 2, 10))
        row = self.send(force_report_rendering=True)
        mail = self.mail_of(row)
        self.assertEqual(mail.state, "outgoing", "in Odoo's queue")
        self.assertEqual(mail.recipient_ids, self.manager.partner_id)
        self.assertEqual(mail.attachment_ids.name, "Candidate experience 2026-02.pdf")
        self.assertEqual(mail.attachment_ids.res_model, "mail.message", "goes with it")
        pages = self.read_pdf(base64.b64decode(mail.attachment_ids.datas))
        year = self.get(date_from="2025-03-01", date_to="2026-02-28")
        self.assertIn(f"from {year['score']['n']} answers", pages[0])
        month = self.get(date_from="2026-02-01", date_to="2026-02-28")
        self.assertEqual(month["score"]["n"], 6)
        self.assertIn(month["summary"][0], row.words)
        self.assertIn(month["summary"][0], mail.body_html)
        self.assertIn(self.company.name, mail.body_html)

    def test_a_quiet_month_of_a_good_year(self):
        """The report has enough answers, the month has not: each says its own."""
        self.fill()
        self.fact(10, 9, day=date(2026, 2, 10))
        row = self.send()
        self.assertIn("2 answers: too few", row.words)
        self.assertTrue(row.has_report)

    def test_in_the_language_of_each_reader(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        swede = self._make_user(
            "svensk",
            "hr_recruitment_candidate_experience.group_experience_manager",
            lang="sv_SE",
        )
        self.company.experience_report_user_ids |= swede
        rows = self.send()
        self.assertEqual(rows.user_id, self.manager | swede)
        swedish = self.mail_of(rows.filtered(lambda row: row.user_id == swede))
        self.assertIn("februari 2026", swedish.subject)
        english = self.mail_of(rows.filtered(lambda row: row.user_id == self.manager))
        self.assertIn("February 2026", english.subject)

    def test_nobody_chosen_means_all_experience_managers(self):
        self.company.experience_report_user_ids = False
        readers = self.send().user_id
        self.assertIn(self.manager, readers)
        self.assertNotIn(self.officer, readers)

    def test_who_cannot_be_reached_is_left_out_without_a_name(self):
        group = "hr_recruitment_candidate_experience.group_experience_manager"
        away = self._make_user("borta", group)
        away.active = False
        silent = self._make_user("stum", group, email=False)
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        other = self._make_user(
            "annan",
            group,
            company_id=elsewhere.id,
            company_ids=[Command.set(elsewhere.ids)],
        )
        self.company.experience_report_user_ids |= away | silent | other
        with self.assertLogs(LOGGER, logging.INFO) as logs:
            rows = self.send()
        self.assertEqual(rows.user_id, self.manager)
        self.assertEqual(len(logs.output), 3)
        for user in (away, silent, other):
            self.assertIn(f"user {user.id}:", " ".join(logs.output))
        self.assertNotIn("@", " ".join(logs.output))
        self.assertNotIn("Borta", " ".join(logs.output))

    def test_one_who_fails_does_not_stop_the_others(self):
        second = self._make_user(
            "andra", "hr_recruitment_candidate_experience.group_experience_manager"
        )
        self.company.experience_report_user_ids |= second
        with self.failing(self.manager), self.assertLogs(LOGGER, "WARNING") as logs:
            rows = self.send()
        self.assertEqual(rows.user_id, second)
        self.assertIn("ValueError", logs.output[0])
        self.assertNotIn(self.manager.email, " ".join(logs.output))
        again = self.send(datetime(2026, 3, 3, 9))
        self.assertEqual(again.user_id, self.manager, "the next day, and only that one")

    def test_a_crash_leaves_both_or_neither(self):
        """The mail cannot be written: nor is the row, so that it is tried again."""
        before = self.env["mail.mail"].search_count([])
        with (
            patch.object(type(self.env["mail.template"]), "send_mail", side_effect=ValueError),
            self.assertLogs(LOGGER, "WARNING"),
        ):
            self.assertFalse(self.send())
        self.assertFalse(self.letters.search([]))
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        row = self.send()
        self.assertEqual(len(self.mail_of(row)), 1)

    def test_the_database_refuses_a_second_one(self):
        row = self.send()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            row.copy()

    def test_readers_get_what_they_may_see(self):
        self.fill()
        self.company.experience_report_user_ids = self.officer
        row = self.send(force_report_rendering=True)
        (attached,) = self.mail_of(row).attachment_ids
        text = " ".join(self.read_pdf(base64.b64decode(attached.datas)))
        self.assertIn("The score is of the whole time", text)
        self.assertNotIn("Comment <b>", text)

    def test_who_may_see_nothing_gets_nothing(self):
        stranger = self._make_user("utanför", "base.group_user")
        self.company.experience_report_user_ids = stranger
        with self.assertLogs(LOGGER, "WARNING") as logs:
            self.assertFalse(self.send())
        self.assertIn("AccessError", logs.output[0])

    def test_a_server_that_cannot_print_still_writes(self):
        self.fill()
        printer = type(self.env["ir.actions.report"])
        with patch.object(printer, "get_wkhtmltopdf_state", lambda self: "install"):
            row = self.send()
        self.assertFalse(row.has_report)
        self.assertTrue(self.mail_of(row))

    def test_the_cron_counts_what_is_left(self):
        self.company.experience_report_user_ids |= self.officer
        calls = []

        def commit(records, processed=0, *, remaining=None, deactivate=False):
            calls.append((processed, remaining))
            return 0 if processed else 10

        cron = type(self.env["ir.cron"])
        with self.at(MONDAY), patch.object(cron, "_commit_progress", commit):
            self.letters._cron_send()
            self.assertEqual(calls, [(0, 2), (1, 1)], "out of time after the first")
            self.letters._cron_send()
        self.assertEqual(calls[2:], [(0, 1), (1, 0)], "the rest, and nothing twice")
        self.assertEqual(len(self.letters.search([])), 2)

    def test_who_may_read_the_rows(self):
        row = self.send()
        self.assertTrue(row.with_user(self.manager).words)
        with self.assertRaises(AccessError):
            row.with_user(self.officer).read(["words"])
        with self.assertRaises(AccessError):
            row.with_user(self.manager).write({"words": "Other"})


@tagged("post_install", "-at_install")
class TestJobReportMail(ReportMailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.experience_report_active = False
        cls.company.experience_job_report_active = True
        # No recruiter: a manager of a department.
        cls.boss = cls._make_user("chef", "base.group_user")
        employee = cls.env["hr.employee"].create(
            {"name": "Chef", "user_id": cls.boss.id, "company_id": cls.company.id}
        )
        cls.department = cls.env["hr.department"].create(
            {"name": "Workshop", "manager_id": employee.id}
        )
        cls.jobs[:2].department_id = cls.department

    def test_a_page_for_each_of_their_own(self):
        self.fill()
        with self.at(MONDAY):
            for job in self.jobs:
                self._make_applicants(job_id=job.id)
        row = self.send(force_report_rendering=True)
        self.assertEqual((row.user_id, row.kind), (self.boss, "jobs"))
        lines = row.words.splitlines()
        self.assertEqual([line[1] for line in lines], ["A", "B"], "not C")
        mail = self.mail_of(row)
        self.assertEqual(mail.recipient_ids, self.boss.partner_id)
        pages = self.read_pdf(base64.b64decode(mail.attachment_ids.datas))
        self.assertEqual(len(pages), 2)
        self.assertNotIn("Comment <b>", " ".join(pages))
        self.assertNotIn("Anna Ek", " ".join(pages) + mail.body_html)

    def test_only_those_with_enough_answers_are_printed(self):
        self.fact(10, 9, 8)
        self.fact(*[9] * 6, job_id=self.jobs[1].id)
        with self.at(MONDAY):
            for job in self.jobs:
                self._make_applicants(job_id=job.id)
        row = self.send(force_report_rendering=True)
        first, second = row.words.splitlines()
        self.assertIn("not enough answers for a score", first)
        self.assertIn("cNPS 100", second)
        (attached,) = self.mail_of(row).attachment_ids
        self.assertEqual(len(self.read_pdf(base64.b64decode(attached.datas))), 1)

    def test_too_few_answers_are_a_word(self):
        with self.at(MONDAY):
            self._make_applicants(job_id=self.jobs[0].id)
        row = self.send()
        self.assertIn("not enough answers for a score", row.words)
        self.assertFalse(self.mail_of(row).attachment_ids)

    def test_a_hidden_score_is_not_called_one_of_too_few(self):
        self.boss.group_ids += self.env.ref(module.MANAGER)
        self.fact(*[9] * 40, day=date(2026, 2, 10))
        self.fact(0, day=date(2026, 2, 10), job_id=self.jobs[1].id)
        with self.at(MONDAY):
            self._make_applicants(job_id=self.jobs[0].id)
        words = self.send().filtered(lambda row: row.kind == "jobs").words
        self.assertIn("could be worked out", words)
        self.assertNotIn("40", words)

    def test_where_nothing_happens_nothing_is_written(self):
        with self.at(datetime(2025, 3, 2)):
            applicants = self._make_applicants(job_id=self.jobs[0].id)
            applicants.active = False
        self.assertFalse(self.send())

    def test_closed_job_positions_are_over(self):
        with self.at(MONDAY):
            self._make_applicants(job_id=self.jobs[0].id)
        self.jobs[0].active = False
        self.assertFalse(self.send())

    def test_names_are_only_names(self):
        self.jobs[0].name = "<b>Fet</b>"
        with self.at(MONDAY):
            self._make_applicants(job_id=self.jobs[0].id)
        body = self.mail_of(self.send()).body_html
        self.assertIn("&lt;b&gt;Fet&lt;/b&gt;", body)
        self.assertNotIn("<b>Fet", body)


@tagged("post_install", "-at_install")
class TestDigest(ReportMailCase):
    def kpis(self, user, moment=datetime(2026, 3, 20, 5)):
        digest = self.env["digest.digest"].create(
            {
                "name": "Weekly",
                "kpi_candidate_cnps": True,
                "kpi_candidate_answers": True,
                "kpi_candidate_unanswered": True,
                "company_id": self.company.id,
            }
        )
        with self.at(moment):
            kpis = digest._compute_kpis(self.company, user)
        return {kpi["kpi_name"]: [kpi[f"kpi_col{number}"] for number in (1, 2, 3)] for kpi in kpis}

    def values(self, kpis, name):
        return [column["value"] for column in kpis[name]]

    def test_a_score_of_enough_answers(self):
        self.fact(9, 10, day=date(2026, 3, 19))
        self.fact(*[9, 9, 2, 8], day=date(2026, 3, 15))
        kpis = self.kpis(self.manager)
        month = self.get(date_from="2026-02-18", date_to="2026-03-19")["score"]
        self.assertEqual(month["n"], 6)
        self.assertEqual(
            self.values(kpis, "kpi_candidate_cnps"),
            ["–", self.report._say_score(month), self.report._say_score(month)],
        )
        self.assertEqual(self.values(kpis, "kpi_candidate_answers"), [2, 6, 6])
        margins = {column["margin"] for column in kpis["kpi_candidate_cnps"]}
        self.assertEqual(margins, {0.0}, "no percentage between two scores")

    def test_officers_see_no_score_of_a_week(self):
        self.fact(*[9] * 6, day=date(2026, 3, 19))
        kpis = self.kpis(self.officer)
        self.assertNotIn("kpi_candidate_cnps", kpis)
        self.assertEqual(self.values(kpis, "kpi_candidate_answers"), [6, 6, 6])

    def test_others_see_nothing(self):
        kpis = self.kpis(self._make_user("utanför", "base.group_user"))
        self.assertFalse([name for name in kpis if "candidate" in name])

    def test_who_waits_now(self):
        with self.at(datetime(2026, 1, 10)):
            self._make_applicants(3)
            self._make_applicants(job_id=False)
        with self.at(datetime(2026, 3, 20)):
            expected = self.env["hr.applicant"].search_count(
                [("is_unanswered", "=", True), ("company_id", "=", self.company.id)]
            )
        self.assertGreaterEqual(expected, 3)
        kpis = self.kpis(self.officer)
        self.assertEqual(self.values(kpis, "kpi_candidate_unanswered"), [expected] * 3)

    def test_of_the_company_of_the_digest(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.fact(*[9] * 6, day=date(2026, 3, 19), company_id=other.id, job_id=False)
        kpis = self.kpis(self.manager)
        self.assertEqual(self.values(kpis, "kpi_candidate_cnps"), ["–"] * 3)
        self.assertEqual(self.values(kpis, "kpi_candidate_answers"), [0] * 3)

    def test_a_company_that_is_not_the_reader_s(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.fact(*[9] * 6, day=date(2026, 3, 19), company_id=other.id, job_id=False)
        digest = self.env["digest.digest"].create({"name": "Theirs", "company_id": other.id})
        period = {"start_datetime": datetime(2026, 3, 13), "end_datetime": datetime(2026, 3, 20)}
        for user in (self.manager, self.officer):
            theirs = digest.with_user(user).with_context(**period)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                theirs.read(["kpi_candidate_answers_value"])

    def test_a_digest_that_is_read_without_a_period(self):
        digest = self.env["digest.digest"].create({"name": "Read", "company_id": self.company.id})
        found = digest.with_user(self.manager).read(["kpi_candidate_cnps_value"])
        self.assertEqual(found[0]["kpi_candidate_cnps_value"], "–")

    def test_links_lead_somewhere(self):
        digest = self.env.ref("digest.digest_digest_default")
        for action in digest._compute_kpis_actions(self.company, self.manager).values():
            self.assertTrue(self.env.ref(action.split("?")[0]))

    def test_the_mail_can_be_made(self):
        digest = self.env.ref("digest.digest_digest_default")
        digest._action_send_to_user(self.manager, consume_tips=False)
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        self.assertIn("Candidate Experience (cNPS)", mail.body_html)
