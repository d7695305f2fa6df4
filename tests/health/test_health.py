import socket
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.base.models import ir_actions_report

from ..cases.health import ADDON, HealthCase
from ..common import NOW

HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestHealth(HealthCase):
    """Whether messages can leave, and where it is mended."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    # Who sees it -----------------------------------------------------------------------

    def test_only_for_who_configures_recruitment(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        service = self.env["hr.recruitment.health"]
        for user in (self.recruiter, interviewer, self.env.ref("base.public_user")):
            for name, args in (
                ("get_data", ()),
                ("get_retry", ("undeliverable",)),
                ("retry_cause", ("undeliverable",)),
            ):
                with self.subTest(user=user.login, method=name), self.assertRaises(AccessError):
                    getattr(service.with_user(user), name)(*args)

    def test_all_is_well(self):
        self.open_mail_server()
        checks = self.look_as(self.manager)
        for name in ("scheduled_actions", "due", "mail_server", "sms_service", "sender"):
            with self.subTest(name):
                self.assertEqual(checks[name]["level"], "green")
                self.assertTrue(checks[name]["text"])
                self.assertFalse(checks[name]["door"] or checks[name]["ask"])
        self.assertFalse(self.light(self.manager))

    # Scheduled actions -----------------------------------------------------------------

    def test_archived_scheduled_action(self):
        self.cron().active = False
        check = self.look_as(self.manager)["scheduled_actions"]
        self.assertEqual(check["level"], "red")
        self.assertIn("is archived", check["text"])
        self.assertFalse(check["door"])
        self.assertIn(self.admin.name, check["ask"])
        door = self.look_as(self.admin)["scheduled_actions"]["door"]
        self.assertEqual((door["model"], door["res_id"]), ("ir.cron", self.cron().id))
        self.assertEqual(self.light(self.manager), ["Scheduled actions"])
        self.assertFalse(self.light(self.recruiter), "who can do nothing is not alarmed")

    def test_scheduled_actions_stand_still(self):
        self.cron().nextcall = NOW - 3 * HOUR
        check = self.look_as(self.manager)["scheduled_actions"]
        self.assertEqual(check["level"], "red")
        self.assertIn("stand still", check["text"])
        self.cron().nextcall = NOW - HOUR
        self.assertEqual(self.level("scheduled_actions"), "green", "it may wait for others")

    def test_deleted_scheduled_action(self):
        self.cron().unlink()
        self.assertEqual(self.level("scheduled_actions"), "red")
        self.assertEqual(self.light(self.manager), ["Scheduled actions"])

    def test_scheduled_action_that_fails(self):
        self.cron().failure_count = 3
        self.assertEqual(self.level("scheduled_actions"), "red")

    def test_one_that_sends_nothing_deserves_attention(self):
        self.cron(f"{ADDON}.ir_cron_near_misses").active = False
        self.assertEqual(self.level("scheduled_actions"), "attention")
        self.assertFalse(self.light(self.manager))

    # What is due -----------------------------------------------------------------------

    def test_what_should_have_left(self):
        self._make_step("applied")
        self._make_applicants(2)
        self.assertEqual(self.level("due"), "green")
        with self.at(NOW + 3 * HOUR):
            self.crons.nextcall = NOW + 3 * HOUR
            check = self.look_as(self.manager)["due"]
            self.assertEqual(check["level"], "red")
            self.assertIn("2", check["text"])
            self.assertEqual(check["lines"][0]["label"], "Sent at the scheduled time")
            found = self.ledger.with_user(self.manager).search(check["door"]["domain"])
            self.assertEqual(len(found), 2)
            self.assertEqual(self.light(self.manager), ["Messages that are due"])

    def test_what_waits_for_a_person_or_its_time_is_not_late(self):
        self._make_step("applied")
        self._make_applicants().communication_paused = True
        self._make_step("manual", delay=30)
        with self.at(NOW + 3 * HOUR):
            self.assertEqual(self.level("due"), "green")

    def test_outbox_that_stands_still(self):
        self._make_step("applied")
        self._make_applicants()
        self.process()
        self.env.flush_all()
        with self.at(NOW + 3 * HOUR):
            self.assertEqual(self.level("due"), "red")

    # Mail server, SMS and sender -------------------------------------------------------

    def test_mail_server_that_nobody_answers_at(self):
        check = self.look_as(self.manager)["mail_server"]
        self.assertEqual(check["level"], "red")
        self.assertIn("Nordlys", check["text"])
        self.assertIn(self.admin.name, check["ask"])
        self.open_mail_server()
        self.assertEqual(self.level("mail_server"), "green")

    def test_one_of_two_mail_servers(self):
        with closing(socket.socket()) as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            self.server.copy({"smtp_port": listener.getsockname()[1], "name": "Second"})
            self.assertEqual(self.level("mail_server"), "attention")

    def test_emails_that_wait_for_the_mail_server(self):
        self._make_step("applied")
        self._make_applicants()
        self.process()
        self.send_mails()
        checks = self.look_as(self.manager)
        self.assertEqual(checks["mail_server"]["level"], "red")
        self.assertEqual(checks["due"]["level"], "attention")
        (line,) = checks["due"]["lines"]
        self.assertEqual(line["label"], "Waits: the mail server cannot be reached")
        self.assertEqual(self.light(self.manager), ["Outgoing mail server"])

    def test_another_company_is_none_of_mine(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        other._note_outage("no_server")
        other._note_outage("no_sms_service")
        self.assertFalse(self.light(self.manager))
        self.company._note_outage("no_sms_service")
        self.assertEqual(self.light(self.manager), ["SMS service"])

    def test_nobody_to_send_from(self):
        self.company.email = False
        self.company.alias_domain_id = False
        self.assertEqual(self.level("sender"), "attention")
        self.job.user_id = False
        self.template.email_from = False
        self._make_step("applied")
        self._make_applicants(user_id=False)
        self.process()
        self.assertEqual(self.level("sender"), "red")
        self.assertEqual(self.light(self.manager), ["Sender address"])

    # Failures and bounces --------------------------------------------------------------

    def fail(self, count=1, reason="undeliverable"):
        if not self.plan.step_ids:
            self._make_step("applied")
        rows = self.rows(self._make_applicants(count))
        rows._fail(reason)
        return rows

    def test_failures_by_cause_are_tried_again(self):
        rows = self.fail(3)
        broken = self.fail(reason="broken")
        rows[0].applicant_id.messages_stopped = True
        check = self.look_as(self.manager)["failures"]
        self.assertEqual(check["level"], "attention")
        counts = {line["reason"]: line["text"] for line in check["lines"]}
        self.assertEqual(counts, {"undeliverable": "3", "broken": "1"})
        service = self.env["hr.recruitment.health"].with_user(self.manager)
        before = service.get_retry("undeliverable")
        self.assertEqual(before["count"], 2)
        self.assertIn("Anna Ek 1", before["whose"])
        self.assertEqual(before["others"][0]["text"], "1")
        self.assertEqual(rows.mapped("state"), ["failed"] * 3, "it has only been asked")
        self.assertEqual(service.retry_cause("undeliverable"), 2)
        self.assertEqual(rows.mapped("state"), ["failed", "scheduled", "scheduled"])
        self.assertEqual(broken.state, "failed")
        with self.assertRaises(UserError):
            service.retry_cause("undeliverable")

    def test_a_cause_that_is_none(self):
        self.fail()
        service = self.env["hr.recruitment.health"].with_user(self.manager)
        for reason in ("nothing", "", False, None, ["undeliverable"], [("id", ">", 0)]):
            with self.subTest(reason=reason), self.assertRaises(UserError):
                service.retry_cause(reason)

    def test_other_companies_are_not_tried_again(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        job = self.env["hr.job"].create({"name": "Cook", "company_id": other.id})
        self.plan.job_ids += job
        self._make_step("applied")
        row = self.rows(self._make_applicants(job_id=job.id))
        row._fail("undeliverable")
        self.assertEqual(row.company_id, other)
        service = self.env["hr.recruitment.health"].with_user(self.manager)
        self.assertEqual(service.get_retry("undeliverable")["count"], 0)
        hostile = service.with_context(allowed_company_ids=[other.id])
        with self.assertRaises(AccessError):
            hostile.retry_cause("undeliverable")
        self.assertEqual(row.state, "failed")

    def test_many_of_one_cause_in_a_day_are_red(self):
        self.fail(20)
        self.assertEqual(self.level("failures"), "red")
        with self.at(NOW + 25 * HOUR):
            self.assertEqual(self.level("failures"), "attention")

    def test_emails_that_come_back(self):
        self._make_step("applied")
        rows = self.rows(self._make_applicants(10))
        rows._mark_sent("delivered")
        self.assertEqual(self.level("bounces"), "green")
        rows[:5]._fail("bounced")
        self.assertEqual(self.level("bounces"), "attention")

    # Around ----------------------------------------------------------------------------

    def test_printing_without_wkhtmltopdf(self):
        self.addCleanup(ir_actions_report._wkhtml.cache_clear)
        ir_actions_report._wkhtml.cache_clear()
        with patch.dict("os.environ", {"PATH": "/nowhere"}):
            check = self.look_as(self.manager)["printing"]
        self.assertEqual(check["level"], "attention")
        self.assertIn("not installed", check["text"])

    def test_languages_that_no_font_can_write(self):
        self.env["res.lang"]._activate_lang("ar_001")
        report = self.env["ir.actions.report"]
        lacking = report._find_lacking_scripts("\u0639")
        check = self.look_as(self.manager)["fonts"]
        self.assertEqual(check["level"], "attention" if lacking else "green")
        self.enterContext(self.no_fonts())
        check = self.look_as(self.manager)["fonts"]
        self.assertEqual(check["level"], "attention")
        self.assertIn("Arabic", check["lines"][0]["label"])

    def no_fonts(self):
        """fontconfig with a list of folders that is empty"""
        folder = Path(self.enterContext(TemporaryDirectory()))
        path = folder / "fonts.conf"
        path.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
            f"<fontconfig><dir>{folder}</dir></fontconfig>"
        )
        return patch.dict("os.environ", {"FONTCONFIG_FILE": str(path)})

    def test_public_holidays(self):
        check = self.look_as(self.manager)["holidays"]
        self.assertEqual(check["level"], "attention")
        self.assertIn("2026", check["text"])
        self.assertEqual(check["door"]["action"], f"{ADDON}.action_public_holidays")
        public = self.company._get_public_holidays(2026)
        self.company._enter_holidays(public or {NOW.date(): "Holiday"})
        self.assertEqual(self.level("holidays"), "green")

    # Speed -----------------------------------------------------------------------------

    def count_queries(self, look):
        look()
        before = self.env.cr.sql_log_count
        look()
        return self.env.cr.sql_log_count - before

    def test_a_constant_number_of_queries(self):
        service = self.env["hr.recruitment.health"].with_user(self.manager)

        def light():
            self.env.flush_all()
            self.env.invalidate_all()
            service._get_light()

        def screen():
            self.look_as(self.manager)

        self.fail(2)
        few = self.count_queries(light), self.count_queries(screen)
        self.fail(6)
        self.fail(3, reason="broken")
        self.assertEqual((self.count_queries(light), self.count_queries(screen)), few)
        self.assertLess(few[0], 15)
