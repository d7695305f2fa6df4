from datetime import timedelta

from odoo.tests import tagged

from ..cases.health import HealthCase
from ..common import NOW

HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestHealthWatch(HealthCase):
    """What turns red is told, once."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.open_mail_server()
        self.company.candidate_health_red = False

    def letters(self, user=None):
        user = user or self.manager
        mails = self.env["mail.mail"].search([("email_to", "=", user.email_formatted)])
        return mails.sorted("id")

    def todos(self):
        return self.env["mail.activity"].search([("summary", "like", "of Nordlys")])

    def test_while_all_is_well_nobody_hears_of_it(self):
        self.watch()
        self.assertFalse(self.letters() + self.letters(self.admin))
        self.assertFalse(self.todos())

    def test_archived_scheduled_action_is_told_once(self):
        self.cron().active = False
        for _time in range(3):
            self.watch()
        (mail,) = self.letters()
        self.assertIn("Nordlys", mail.subject)
        self.assertIn("is archived", mail.body_html)
        self.assertIn("/odoo/recruitment-health", mail.body_html)
        self.assertEqual(len(self.letters(self.admin)), 1)
        self.assertFalse(self.letters(self.recruiter))
        self.assertFalse(self.todos())

    def test_told_again_after_it_was_green(self):
        self.cron().active = False
        self.watch()
        self.cron().active = True
        self.watch()
        self.cron().active = False
        self.watch()
        self.assertEqual(len(self.letters()), 2)

    def test_what_is_due_because_of_it_is_not_told_too(self):
        self._make_step("applied")
        self._make_applicants()
        self.cron().active = False
        with self.at(NOW + 3 * HOUR):
            self.crons.nextcall = NOW + 3 * HOUR
            self.watch()
        (mail,) = self.letters()
        self.assertNotIn("Messages that are due", mail.body_html)

    def test_in_each_administrators_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.env["ir.module.module"]._load_module_terms(
            ["hr_recruitment_candidate_experience"], ["sv_SE"]
        )
        self.admin.lang = "sv_SE"
        self.cron().active = False
        self.watch()
        (english,), (swedish,) = self.letters(), self.letters(self.admin)
        self.assertIn("Hi ", english.body_html)
        self.assertTrue(swedish.subject)

    def test_one_administrator_of_two_companies_hears_once(self):
        other = self.env["res.company"].create({"name": "Sydlys", "email": "s@sydlys.example"})
        self.env["hr.job"].create({"name": "Cook", "company_id": other.id})
        self.admin.company_ids += other
        self.cron().active = False
        self.watch()
        (mail,) = self.letters(self.admin)
        self.assertIn("Sydlys", mail.subject)
        self.assertEqual(mail.body_html.count("is archived"), 1)
        self.assertNotIn("Sydlys", self.letters().subject, "of the other one, nothing")

    def test_dead_mail_server_is_an_activity_and_told_once(self):
        self.close_mail_server()
        self.watch()
        self.watch()
        (todo,) = self.todos()
        self.assertIn("mail server", todo.summary)
        self.assertFalse(self.letters())
        self.assertEqual(self.company.candidate_mail_down_since, NOW)
        # What is sent and does not leave finds that an administrator knows.
        self._make_step("applied")
        self._make_applicants()
        self.process()
        self.send_mails()
        self.assertEqual(self.todos(), todo)
        self.open_mail_server()
        with self.at(NOW + 6 * timedelta(minutes=1)):
            self.ledger._collect_outbox()
            self.send_mails()
        self.assertFalse(self.company.candidate_mail_down_since)
        self.assertFalse(self.todos())

    def test_mail_server_that_is_back_with_nothing_to_send(self):
        self.close_mail_server()
        self.watch()
        self.open_mail_server()
        self.watch()
        self.assertFalse(self.company.candidate_mail_down_since)
        self.assertFalse(self.todos())

    def test_no_email_can_tell_that_the_outbox_is_archived(self):
        self.cron("mail.ir_cron_mail_scheduler_action").active = False
        self.watch()
        self.watch()
        self.assertFalse(self.letters())
        (todo,) = self.todos()
        self.assertFalse(todo.res_model_id)
        self.cron("mail.ir_cron_mail_scheduler_action").active = True
        self.watch()
        self.assertFalse(self.todos())

    def test_nobody_to_send_from_is_told_elsewhere(self):
        self.company.write({"email": False, "alias_domain_id": False})
        self.env.ref("base.partner_root").email = "odoobot@example.com"
        self.cron().active = False
        self.watch()
        self.assertFalse(self.letters())
        self.assertEqual(len(self.todos()), 1)
