from importlib.util import module_from_spec, spec_from_file_location
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_path, mute_logger

from ..cases.health import ADDON
from ..cases.setup import SetupCase
from ..common import NOW

SERVICE = "hr.recruitment.setup"
METHODS = ("get_data", "close_panel", "reopen_panel", "mark_texts_read", "send_test_mail")


@tagged("post_install", "-at_install")
class TestSetup(SetupCase):
    """What is missing on the first day, and where it is entered."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))

    def assert_missing(self, name, text, label=None, user=None):
        """:return: the step"""
        step = self.step(name, user)
        self.assertFalse(step["is_done"], step["text"])
        self.assertIn(text, step["text"])
        self.assertEqual(step["door"] and step["door"]["label"], label or False)
        return step

    def assert_done(self, name):
        step = self.step(name)
        self.assertTrue(step["is_done"], step["text"])
        self.assertTrue(step["text"])
        self.assertFalse(step["door"] or step["ask"])

    # Who sees it -----------------------------------------------------------------------

    def test_only_for_who_configures_recruitment(self):
        interviewer = self._make_user(
            "intervjuare", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        for user in (self.recruiter, interviewer, self.env.ref("base.public_user")):
            for name in METHODS:
                with self.subTest(user=user.login, method=name), self.assertRaises(AccessError):
                    getattr(self.service(user), name)()
        self.assertFalse(self.is_open(self.recruiter))
        self.assertFalse(self.panel.progress_ids, "nothing was written")

    def test_the_manager_has_no_settings_right(self):
        self.assertFalse(self.manager.has_group("base.group_system"))
        for model in ("onboarding.onboarding", "onboarding.progress"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.manager).search([])

    def test_another_company_is_not_reached(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        for name in METHODS:
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(self.service(allowed_company_ids=other.ids), name)()

    # Facts -----------------------------------------------------------------------------

    def test_addresses(self):
        self.assert_done("addresses")
        self.company.alias_domain_id = False
        step = self.assert_missing("addresses", "no email domain")
        self.assertIn(self.admin.name, step["ask"], "who can enter it")
        self.company.email = False
        self.env.ref("base.partner_root").email = False
        self.assert_missing("addresses", "no email address")
        door = self.assert_missing("addresses", "no email", "Open Company", self.admin)["door"]
        self.assertEqual((door["model"], door["res_id"]), ("res.company", self.company.id))

    def test_hr_responsible(self):
        self.assert_missing("hr_responsible", "Nobody", "Choose Somebody")
        settings = self.env["hr.candidate.settings"].with_user(self.manager)
        settings.create({"candidate_hr_user_id": self.manager.id})
        self.assert_done("hr_responsible")
        self.company.candidate_hr_user_id = self.recruiter
        self.recruiter.active = False
        self.assert_missing("hr_responsible", "Nobody", "Choose Somebody")

    def test_hours_and_holidays(self):
        self.assert_missing("hours", "2026", "Enter Public Holidays")
        self.env["hr.public.holidays"].with_user(self.manager).create({}).action_enter()
        self.assert_done("hours")
        self.calendar.attendance_ids.unlink()
        step = self.assert_missing("hours", "No office hours")
        self.assertIn(self.admin.name, step["ask"])
        self.manager.group_ids += self.env.ref("hr.group_hr_user")
        self.assert_missing("hours", "No office hours", "Enter Office Hours")

    def test_the_clock_of_another_country(self):
        """Who installs Odoo without a browser has office hours in UTC."""
        self.env["hr.public.holidays"].with_user(self.manager).create({}).action_enter()
        spain, somewhere = self.env.ref("base.es"), self.env.ref("base.aq")
        for country, zone, fits in (
            (self.env.ref("base.se"), "UTC", False),
            (self.env.ref("base.se"), "Europe/Stockholm", True),
            (self.env.ref("base.se"), "Europe/Berlin", True),
            (self.env.ref("base.se"), "Africa/Lagos", False),  # the same in winter only
            (spain, "Atlantic/Canary", True),
            (spain, "Europe/London", True),
            (self.env.ref("base.uk"), "UTC", False),
            (somewhere, "Europe/Stockholm", False),
            (self.env["res.country"], "UTC", True),
        ):
            with self.subTest(country=country.code, zone=zone):
                self.company.country_id, self.calendar.tz = country, zone
                step = self.step("hours")
                self.assertEqual(zone not in step["text"], fits, step["text"])
        self.manager.group_ids += self.env.ref("hr.group_hr_user")
        self.company.country_id = spain
        self.calendar.tz = "UTC"
        self.assert_missing("hours", "country (Spain)", "Enter Office Hours")

    def test_who_we_are(self):
        self.assert_missing("employer", "who you are", "Write It")
        self.company.employer_values = "<p>We build boats that last.</p>"
        self.assert_done("employer")
        employee = self.env["hr.employee"].create(
            {"name": "Anna Lind", "user_id": self.recruiter.id}
        )
        self.assert_missing("employer", "Anna Lind", "Write Introductions")
        self.job.active = False
        self.assert_done("employer")
        self.job.active = True
        employee.candidate_introduction = "I build boats."
        self.assert_done("employer")
        # As whoever installs Odoo is called, and nobody else.
        self.recruiter.name = "Administrator"
        text = "“Administrator” as the name"
        self.assert_missing("employer", text)
        door = self.assert_missing("employer", text, "Enter a Name", self.admin)["door"]
        self.assertEqual((door["model"], door["res_id"]), ("res.users", self.recruiter.id))

    def test_a_recruiter_of_another_company_does_not_speak_here(self):
        self.company.employer_values = "<p>We build boats that last.</p>"
        other = self.env["res.company"].create({"name": "Sydlys"})
        foreign = self._make_user("fjarran", company_id=other.id, company_ids=other.ids)
        foreign.name = "Administrator"
        self.env["hr.job"].create({"name": "Anywhere", "company_id": False, "user_id": foreign.id})
        self.env.invalidate_all()
        self.assert_done("employer")

    def test_where_we_are(self):
        self.assert_missing("place", "No place", "Enter a Place")
        self.company.partner_id.street = False
        place = self.env["hr.work.location"].create(
            {"name": "Office", "address_id": self.company.partner_id.id}
        )
        door = self.assert_missing("place", "no street", "Enter the Address")["door"]
        partner = self.env[door["model"]].with_user(self.manager).browse(door["res_id"])
        partner.street = "Hamngatan 1"
        door = self.assert_missing("place", "“Office”", "Describe the Way")["door"]
        self.assertEqual(door["res_id"], place.id)
        place.with_user(self.manager).landmarks = "A red brick house."
        self.assert_done("place")

    def test_stages(self):
        text = "Received, Meeting, Offer and 1 more"
        door = self.assert_missing("stages", text, "Open Stages")["door"]
        shown = self.env["hr.recruitment.stage"].with_user(self.manager).search(door["domain"])
        self.assertEqual(shown, self.stages)
        shown.candidate_name = "We read it"
        self.assert_done("stages")
        stages = self.env["hr.recruitment.stage"].search([])
        stages.expected_days = 0
        self.assert_missing("stages", "how soon", "Open Stages")
        self.new.expected_days = 5
        self.assert_done("stages")

    def test_stages_of_another_company_are_its_own(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.job.company_id = other
        self.assert_done("stages")

    def test_privacy_notice(self):
        text = "nothing about what becomes"
        self.assert_missing("privacy_notice", text, "Open Privacy Notices")
        self.env["res.lang"]._activate_lang("sv_SE")
        notice = self.publish_notice("en_US")
        self.assert_missing("privacy_notice", "Swedish", "Open Privacy Notices")
        self.publish_notice()
        self.assert_done("privacy_notice")
        # British dates go with English words.
        self.env["res.lang"]._activate_lang("en_GB")
        self.assert_done("privacy_notice")
        notice.search([("state", "=", "published")]).action_withdraw()
        self.assert_missing("privacy_notice", text, "Open Privacy Notices")

    def test_every_door_opens(self):
        """For who is shown it."""
        for step in self.look()["steps"]:
            to = step["door"] or {}
            with self.subTest(step["name"]):
                if action := to.get("action"):
                    found = self.env["ir.actions.actions"].with_user(self.manager)
                    self.assertTrue(found._for_xml_id(action))
                elif to:
                    record = self.env[to["model"]].with_user(self.manager).browse(to["res_id"])
                    record.check_access("write")

    # Acts ------------------------------------------------------------------------------

    def test_texts_are_read_by_somebody(self):
        step = self.assert_missing("texts", "Nobody has said yet", "Read the Texts")
        self.assertNotIn("website", step["text"])
        self.env["res.lang"]._activate_lang("sv_SE")
        websites = self.env["website"].search([("company_id", "=", self.company.id)])
        step = self.assert_missing("texts", "it is not in Swedish", "Read the Texts")
        websites.language_ids = self.env["res.lang"].search([])
        step = self.assert_missing("texts", "Nobody has said yet", "Read the Texts")
        self.assertNotIn("website", step["text"])
        self.service().mark_texts_read()
        self.assert_done("texts")
        self.assertIn("Chef", self.step("texts")["text"])

    def test_a_test_mail_to_oneself(self):
        self.open_mail_server()
        applications = self.env["hr.applicant"].search_count([])
        self.assert_missing("test_mail", "Nobody has seen yet")
        hostile = {
            "default_email_to": "else@elsewhere.example",
            "default_recipient_ids": [(6, 0, self.recruiter.partner_id.ids)],
            "default_active": False,
            "preview_reader": True,
        }
        self.assertEqual(self.service(**hostile).send_test_mail(), "chef@company.example")
        (letter,) = self.postman.letters
        self.assertEqual(letter.recipients, ["chef@company.example"])
        self.assertTrue(letter.message["Subject"].startswith("Test: We have received"))
        text = self.part(letter, "html")
        self.assertIn("Chef", text)
        self.assertIn("Engineer", text)
        self.assertNotIn("t-out", text)
        self.assertIn("cx-mail", text, "in the frame that candidates see")
        self.assertEqual(letter.message["From"].addresses[0].domain, "nordlys.example")
        self.assertEqual(self.env["hr.applicant"].search_count([]), applications)
        self.assertFalse(self.env["hr.applicant"].search([("partner_name", "=", "Chef")]))
        self.assert_done("test_mail")

    def test_a_test_mail_without_any_job_position(self):
        self.open_mail_server()
        self.env["hr.job"].search([]).active = False
        self.service().send_test_mail()
        self.assertEqual(len(self.postman.letters), 1)

    def test_no_server_takes_it(self):
        with self.assertRaisesRegex(UserError, "no outgoing mail server takes it.*Admin-it"):
            self.service().send_test_mail()
        self.open_mail_server()
        self.postman.answers["RCPT"] = "550 No such user"
        with (
            mute_logger("odoo.addons.mail.models.mail_mail"),
            self.assertRaisesRegex(UserError, "no outgoing mail server"),
        ):
            self.service().send_test_mail()

    def test_a_broken_text_is_said_and_nothing_leaves(self):
        self.open_mail_server()
        template = self.env.ref(f"{ADDON}.mail_template_applied")
        template.body_html = "<p t-out='object.nothing_of_the_kind'/>"
        with self.assertRaises(UserError):
            self.service().send_test_mail()
        self.assertFalse(self.postman.letters)
        self.assertFalse(self.env["hr.applicant"].search([("partner_name", "=", "Chef")]))
        self.assert_missing("test_mail", "Nobody has seen yet")

    def test_nobody_to_send_to_or_from(self):
        self.manager.email = False
        self.assert_missing("test_mail", "no email address")
        with self.assertRaisesRegex(UserError, "no email address"):
            self.service().send_test_mail()
        self.manager.email = "chef@company.example"
        data = [("module", "=", ADDON), ("name", "=", "mail_template_applied")]
        self.env["ir.model.data"].search(data).unlink()
        with self.assertRaisesRegex(UserError, "deleted"):
            self.service().send_test_mail()

    # How far it has come ---------------------------------------------------------------

    def test_percentage(self):
        data = self.look()
        self.assertEqual((data["done"], data["total"], data["percent"]), (1, 9, 11))
        self.enter_everything()
        data = self.look()
        self.assertEqual((data["done"], data["percent"], data["is_done"]), (7, 78, False))
        self.assertTrue(self.is_open())

    def finish(self):
        self.open_mail_server()
        self.enter_everything()
        self.service().mark_texts_read()
        self.service().send_test_mail()

    def test_gone_when_done(self):
        self.finish()
        data = self.look()
        self.assertEqual((data["percent"], data["is_done"]), (100, True))
        self.assertFalse(self.is_open())
        with patch.object(type(self.env[SERVICE]), "_look_at", side_effect=AssertionError):
            self.assertFalse(self.is_open(), "nothing is looked up again")

    def test_what_is_not_true_any_more_is_asked_for_where_somebody_looks(self):
        self.finish()
        self.look()
        self.company.candidate_hr_user_id = False
        self.assertFalse(self.is_open())
        data = self.look()
        self.assertEqual(data["percent"], 89)
        self.assertTrue(self.is_open())
        self.assert_done("texts")
        self.company.candidate_hr_user_id = self.manager
        self.look()
        self.assertFalse(self.is_open())

    def test_closed_stays_closed(self):
        self.assertTrue(self.is_open())
        self.service().close_panel()
        self.assertFalse(self.is_open())
        self.assertTrue(self.look()["is_closed"])
        self.assertFalse(self.is_open(), "looking opens nothing")
        self.service().mark_texts_read()
        self.assertFalse(self.is_open())
        self.service().reopen_panel()
        self.assertTrue(self.is_open())
        self.assert_done("texts")

    def test_an_update_reopens_nothing(self):
        self.service().close_panel()
        record = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("name", "=like", "setup%")]
        )
        self.assertEqual(set(record.mapped("noupdate")), {True})
        self.panel.unlink()
        self.assertFalse(self.is_open(), "what was deleted is not asked for")
        self.assertEqual(self.look()["steps"], [])
        self.service().close_panel()
        self.service().mark_texts_read()

    def migrate(self):
        path = file_path(f"{ADDON}/migrations/19.0.1.9.0/post-setup.py")
        spec = spec_from_file_location("post_setup", path)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, "19.0.1.8.0")
        self.env.invalidate_all()

    def test_an_update_adds_a_step_and_bothers_nobody(self):
        """The panel of before has none about the privacy notice."""
        self.env.ref(f"{ADDON}.setup_step_privacy_notice").unlink()
        self.finish()
        self.env["hr.recruitment.privacy.notice"].search([]).action_withdraw()
        self.assertTrue(self.look()["is_done"])
        self.migrate()
        self.assertFalse(self.is_open())
        self.assert_missing("privacy_notice", "nothing about", "Open Privacy Notices")
        self.assertTrue(self.is_open(), "somebody has looked")
        count = len(self.panel.step_ids)
        self.migrate()
        self.assertEqual(len(self.panel.step_ids), count)

    def test_each_company_has_its_own(self):
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.manager.company_ids += other
        there = {"allowed_company_ids": (other + self.company).ids}
        self.service().mark_texts_read()
        self.service().close_panel()
        data = self.look(**there)
        self.assertEqual((data["company"], data["is_closed"]), ("Sydlys", False))
        self.assertFalse({step["name"]: step for step in data["steps"]}["texts"]["is_done"])
        self.service(**there).close_panel()
        self.service(**there).reopen_panel()
        self.assertTrue(self.look()["is_closed"])

    # Speed -----------------------------------------------------------------------------

    def count(self, method):
        getattr(self.service(), method)()
        service = self.service()
        before = self.env.cr.sql_log_count
        getattr(service, method)()
        return self.env.cr.sql_log_count - before

    def test_a_constant_number_of_queries(self):
        self.job.user_id = self.recruiter
        few = self.count("get_data")
        for number in range(8):
            user = self._make_user(f"r{number}", "hr_recruitment.group_hr_recruitment_user")
            self.env["hr.employee"].create({"name": user.name, "user_id": user.id})
            job = self.job.copy({"user_id": user.id})
            self.stages.copy({"job_ids": job.ids})
        self.assertEqual(self.count("get_data"), few)
        self.assertLess(few, 60)

    def test_today_asks_once(self):
        self.assertLess(self.count("_is_open"), 5)
        service = self.service(self.recruiter)
        service.env.user.has_group("base.group_user")
        before = self.env.cr.sql_log_count
        self.assertFalse(service._is_open())
        self.assertEqual(self.env.cr.sql_log_count, before)
