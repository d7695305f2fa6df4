import io
from email import policy
from email.message import EmailMessage
from email.utils import make_msgid

from odoo import Command
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import CandidateCase

MODULE = "hr_recruitment_candidate_experience"
ENGLISH = "We have received your application: Carpenter"
CV = b"%PDF-1.4 ten years of wooden boats"


class WaysInCase(CandidateCase, HttpCase):
    """A company as it is the day after the addon was installed: Odoo's own stages,
    with Odoo's own confirmation on the first of them, and the plan that is shipped."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.env["ir.module.module"].search([("name", "=", MODULE)])._update_translations(["sv_SE"])
        cls.company.write({"name": "Nordlys", "email": "info@nordlys.example"})
        cls.company.alias_domain_id = cls.env["mail.alias.domain"].create(
            {
                "name": "nordlys.example",
                "bounce_alias": "bounce",
                "catchall_alias": "catchall",
                "default_from": "notifications",
            }
        )
        cls.recruiter.write({"email": "anna.lind@nordlys.example", "lang": "en_US"})
        cls.first = cls.env.ref("hr_recruitment.stage_job0")
        cls.first.template_id = cls.env.ref(
            "hr_recruitment.email_template_data_applicant_congratulations"
        )
        cls.second = cls.env.ref("hr_recruitment.stage_job2")
        cls.carpenter, cls.painter = cls.env["hr.job"].create(
            [
                {
                    "name": name,
                    "user_id": cls.recruiter.id,
                    "company_id": cls.company.id,
                    "alias_name": name.lower(),
                    "is_published": True,
                }
                for name in ("Carpenter", "Painter")
            ]
        )
        cls.default_plan = cls.env.ref(f"{MODULE}.communication_plan_default")
        cls.confirmation = cls.env.ref(f"{MODULE}.communication_step_applied")
        cls.swedish_subject = (
            cls.env.ref(f"{MODULE}.mail_template_applied")
            .with_context(lang="sv_SE")
            .subject.split("{{")[0]
        )

    def setUp(self):
        super().setUp()
        self.assertNotIn("received", self.swedish_subject, "the Swedish text is there")
        self.recruiter.password = "a good password"
        self.signed_in = False

    # What people do ------------------------------------------------------------

    def call(self, model, method, *args, **kwargs):
        """The recruiter's browser."""
        if not self.signed_in:
            self.authenticate(self.recruiter.login, "a good password")
            self.signed_in = True
        self.env.flush_all()
        answer = self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )
        self.env.invalidate_all()
        return answer

    def application(self, name="Karin Svensson", **values):
        address = f"{name.split()[0].lower()}@candidate.example"
        return {
            "partner_name": name,
            "email_from": address,
            "job_id": self.carpenter.id,
            **values,
        }

    def apply_on_website(self, values=None, language=""):
        """A visitor reads the page of the job, fills in the form there and sends."""
        self.authenticate(None, None)
        self.signed_in = False
        slug = self.env["ir.http"]._slug(self.carpenter)
        page = self.url_open(f"{language}/jobs/apply/{slug}")
        self.assertEqual(page.status_code, 200)
        self.assertTrue('data-model_name="hr.applicant"' in page.text, "the form")
        answer = self.url_open(
            "/website/form/hr.applicant",
            data={
                **self.application(),
                "partner_phone": "+46 70 174 06 05",
                "short_introduction": "I build boats.",
                **(values or {}),
            },
            files={"Resume[0][0]": ("cv.pdf", io.BytesIO(CV), "application/pdf")},
        )
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        return self.env["hr.applicant"].browse(answer.json()["id"])

    def mail_from(self, sender, **headers):
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = sender
        message["To"] = "carpenter@nordlys.example"
        message["Subject"] = "I would like to build boats"
        message["Message-Id"] = make_msgid()
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content("Here is my application.")
        message.add_attachment(CV, maintype="application", subtype="pdf", filename="cv.pdf")
        applicant_id = self.env["mail.thread"].message_process(False, message.as_bytes())
        return self.env["hr.applicant"].browse(applicant_id)

    # What the world sees -------------------------------------------------------

    def settle(self):
        """Everything that happens by itself afterwards."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.process()

    def mails_to(self, address):
        """Whoever made them: the plan, or Odoo itself."""
        return self.env["mail.mail"].search(
            [
                "|",
                ("email_to", "ilike", address),
                ("recipient_ids.email", "=", address),
            ]
        )

    def assert_confirmed_once(self, applicant, subject=ENGLISH):
        row = self.rows(applicant, step_id=self.confirmation)
        self.assertEqual(len(row), 1, "promised once")
        self.assertEqual(row.state, "scheduled")
        self.assertFalse(self.mails_to(applicant.email_normalized), "nothing in the user's time")
        self.settle()
        mails = self.mails_to(applicant.email_normalized)
        self.assertEqual(mails.mapped("subject"), [subject], "one mail, and ours")
        self.assertEqual(mails.res_id, applicant.id)
        self.assertEqual(mails.recipient_ids, applicant.partner_id)
        self.settle()
        self.assertEqual(len(self.mails_to(applicant.email_normalized)), 1)
        return mails

    def assert_silence(self, applicants):
        self.assertTrue(applicants)
        self.settle()
        self.assertFalse(self.rows(applicants, state="scheduled"))
        self.assertFalse(self.rows(applicants, state="queued"))
        for applicant in applicants:
            self.assertFalse(self.mails_to(applicant.email_normalized))


@tagged("post_install", "-at_install")
class TestArrival(WaysInCase):
    """Whichever way an application comes in, the candidate hears that it did."""

    def test_website_form(self):
        applicant = self.apply_on_website()
        self.assertEqual(applicant.job_id, self.carpenter)
        self.assertEqual(applicant.stage_id, self.first)
        mail = self.assert_confirmed_once(applicant)
        self.assertIn("Hi Karin", mail.body_html)
        self.assertIn("anna.lind@nordlys.example", mail.email_from)
        self.assertFalse(applicant.awaiting_reply, "an application is no question")

    def test_website_form_in_swedish(self):
        self.env["website"].search([]).language_ids += self.env["res.lang"]._lang_get("sv_SE")
        applicant = self.apply_on_website(language="/sv")
        self.assertEqual(applicant.partner_id.lang, "sv_SE")
        mail = self.assert_confirmed_once(applicant, f"{self.swedish_subject}: Carpenter")
        self.assertIn("Hej Karin", mail.body_html)
        self.assertNotIn("Kind regards", mail.body_html)

    def test_website_form_twice_for_two_jobs(self):
        first = self.apply_on_website()
        self.assert_confirmed_once(first)
        second = self.apply_on_website({"job_id": self.painter.id})
        self.assertNotEqual(first, second)
        self.settle()
        self.assertEqual(
            sorted(self.mails_to("karin@candidate.example").mapped("subject")),
            [ENGLISH, "We have received your application: Painter"],
        )

    def test_website_form_sets_nothing_of_ours(self):
        applicant = self.apply_on_website(
            {
                "communication_paused": "1",
                "preferred_channel": "sms",
                "awaiting_reply": "1",
                "last_contact_date": "2020-01-01 00:00:00",
                "communication_plan_id": str(self.plan.id),
                "context": "{'communication_silent': True}",
            }
        )
        self.assertFalse(applicant.communication_paused)
        self.assertEqual(applicant.preferred_channel, "email")
        self.assertFalse(applicant.awaiting_reply)
        self.assertFalse(applicant.last_contact_date)
        self.assertEqual(applicant.communication_plan_id, self.default_plan)
        self.assert_confirmed_once(applicant)

    def test_where_the_plan_does_not_confirm_odoo_does(self):
        """So that the other tests can fail: here is the mail they do not find."""
        self.confirmation.active = False
        applicant = self.apply_on_website()
        self.settle()
        mail = self.mails_to("karin@candidate.example")
        self.assertEqual(len(mail), 1)
        self.assertNotIn("We have received", mail.subject)
        self.assertFalse(self.rows(applicant, step_id=self.confirmation))

    def test_mail_to_the_job(self):
        applicant = self.mail_from("Karin Svensson <karin@candidate.example>")
        self.assertEqual(applicant.job_id, self.carpenter)
        self.assertEqual(applicant.partner_name, "Karin Svensson")
        mail = self.assert_confirmed_once(applicant)
        self.assertIn("Hi Karin", mail.body_html)
        self.assertFalse(applicant.awaiting_reply)

    def test_mail_to_the_job_of_a_swedish_company(self):
        """A mail does not say its language; the company's is the best guess."""
        self.company.partner_id.lang = "sv_SE"
        applicant = self.mail_from("karin@candidate.example")
        self.assert_confirmed_once(applicant, f"{self.swedish_subject}: Carpenter")

    def test_mail_to_the_job_from_a_contact_we_know(self):
        self.env["res.partner"].create(
            {
                "name": "Karin Svensson",
                "email": "karin@candidate.example",
                "lang": "sv_SE",
            }
        )
        applicant = self.mail_from("Karin Svensson <karin@candidate.example>")
        self.assert_confirmed_once(applicant, f"{self.swedish_subject}: Carpenter")

    def test_second_mail_from_the_same_candidate_is_a_reply_to_the_first(self):
        applicant = self.mail_from("Karin Svensson <karin@candidate.example>")
        self.assert_confirmed_once(applicant)
        confirmation = self.rows(applicant, step_id=self.confirmation).message_id
        again = self.mail_from(
            "Karin Svensson <karin@candidate.example>",
            In_Reply_To=confirmation.message_id,
        )
        self.assertEqual(again, applicant)
        self.settle()
        self.assertEqual(len(self.mails_to("karin@candidate.example")), 1)
        self.assertTrue(applicant.awaiting_reply)

    def test_recruiter_fills_in_the_form(self):
        (saved,) = self.call(
            "hr.applicant", "web_save", [], self.application(), {"display_name": {}}
        )
        applicant = self.env["hr.applicant"].browse(saved["id"])
        self.assert_confirmed_once(applicant)

    def test_recruiter_with_a_swedish_screen(self):
        self.recruiter.lang = "sv_SE"
        (saved,) = self.call(
            "hr.applicant",
            "web_save",
            [],
            self.application(),
            {"display_name": {}},
            context={"lang": "sv_SE"},
        )
        applicant = self.env["hr.applicant"].browse(saved["id"])
        self.assert_confirmed_once(applicant, f"{self.swedish_subject}: Carpenter")

    def test_program_creates_several(self):
        ids = self.call(
            "hr.applicant",
            "create",
            [self.application(name) for name in ("Karin Ek", "Olle Ek", "Siv Ek")],
        )
        applicants = self.env["hr.applicant"].browse(ids)
        self.assertEqual(len(self.rows(applicants, step_id=self.confirmation)), len(applicants))
        self.settle()
        for applicant in applicants:
            self.assertEqual(self.mails_to(applicant.email_normalized).mapped("subject"), [ENGLISH])

    def test_from_the_talent_pool_to_a_job(self):
        talent = self.in_pool("Karin Svensson")
        self.assert_silence(talent)
        wizard = self.call(
            "job.add.applicants",
            "create",
            {
                "applicant_ids": [Command.set(talent.ids)],
                "job_ids": [Command.set(self.carpenter.ids)],
            },
        )
        action = self.call("job.add.applicants", "action_add_applicants_to_job", wizard)
        applicant = self.env["hr.applicant"].browse(action["res_id"])
        self.assertNotEqual(applicant, talent)
        self.assert_confirmed_once(applicant)
        self.assertFalse(self.rows(talent))

    def test_from_the_talent_pool_to_two_jobs(self):
        talent = self.in_pool("Karin Svensson")
        wizard = self.call(
            "job.add.applicants",
            "create",
            {
                "applicant_ids": [Command.set(talent.ids)],
                "job_ids": [Command.set((self.carpenter + self.painter).ids)],
            },
        )
        self.call("job.add.applicants", "action_add_applicants_to_job", wizard)
        self.settle()
        self.assertEqual(
            sorted(self.mails_to("karin@candidate.example").mapped("subject")),
            [ENGLISH, "We have received your application: Painter"],
        )

    def in_pool(self, name):
        pool = self.env["hr.talent.pool"].create({"name": "Keepers"})
        values = self.application(name, talent_pool_ids=[Command.set(pool.ids)])
        return self.env["hr.applicant"].create({**values, "job_id": False})

    def test_refused_for_a_job_and_in_a_pool_already(self):
        """An application for a job position is owed an answer, whatever else it is."""
        pool = self.env["hr.talent.pool"].create({"name": "Keepers"})
        reason = self.env["hr.applicant.refuse.reason"].create({"name": "No"})
        values = self.application("Karin Svensson", talent_pool_ids=[Command.set(pool.ids)])
        values["refuse_reason_id"] = reason.id
        applicant = self.env["hr.applicant"].create({**values, "job_id": self.job.id})
        self.assertEqual(applicant.answer_state, "pending")
        self.assertEqual(self.rows(applicant).step_id.trigger, "refused")
        talent = self.env["hr.applicant"].create({**values, "job_id": False})
        self.assertFalse(talent.answer_state)

    def test_automation_on_arrival_adds_its_own_message(self):
        greeting = self._make_step("manual", plan_id=self.default_plan.id, name="Greeting")
        automation = self.env["base.automation"].create(
            {
                "name": "Everybody gets a greeting",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "trigger": "on_create_or_write",
                "trigger_field_ids": [
                    Command.link(self.env["ir.model.fields"]._get("hr.applicant", "job_id").id)
                ],
            }
        )
        self.env["ir.actions.server"].create(
            {
                "name": "Greeting",
                "model_id": automation.model_id.id,
                "base_automation_id": automation.id,
                "state": "candidate_communication",
                "communication_step_id": greeting.id,
                "usage": "base_automation",
            }
        )
        applicant = self.apply_on_website()
        self.assertEqual(len(self.rows(applicant, step_id=greeting)), 1)
        self.settle()
        self.assertEqual(
            sorted(self.mails_to("karin@candidate.example").mapped("subject")),
            ["About Carpenter", ENGLISH],
        )

    def test_import_from_a_file_says_nothing(self):
        """Neither do we, nor does Odoo, with or without its history."""
        for tracked in (False, True):
            with self.subTest(tracked=tracked):
                applicants = self.import_file(f"Siv {tracked}", tracking_disable=not tracked)
                self.assertEqual(len(applicants), 2)
                self.assert_silence(applicants)
                self.assertEqual(applicants.stage_history_ids.stage_id, applicants.stage_id)

    def test_imported_candidate_hears_when_something_happens(self):
        applicants = self.import_file("Siv", tracking_disable=True)
        self._make_step("stage_entered", plan_id=self.default_plan.id, stage_ids=self.second.ids)
        self.call("hr.applicant", "write", applicants[0].ids, {"stage_id": self.second.id})
        self.settle()
        self.assertEqual(
            self.mails_to(applicants[0].email_normalized).mapped("subject"),
            ["About Carpenter"],
        )
        self.assertFalse(self.mails_to(applicants[1].email_normalized))

    def import_file(self, name, **context):
        """The dialog "Import records", in two steps as the browser takes them."""
        columns = ["Applicant's Name", "Email", "Job Position"]
        lines = [
            f"{name} {number},{name.split()[-1]}{number}@candidate.example,Carpenter"
            for number in range(2)
        ]
        content = "\n".join([",".join(columns), *lines])
        wizard = self.call("base_import.import", "create", {"res_model": "hr.applicant"})
        upload = self.url_open(
            "/base_import/set_file",
            data={"id": wizard, "csrf_token": Request.csrf_token(self)},
            files={"ufile": ("candidates.csv", content, "text/csv")},
        )
        self.assertTrue(upload.json()["result"])
        options = {
            "has_headers": True,
            "quoting": '"',
            "separator": ",",
            "encoding": "utf-8",
            "date_format": "",
            "datetime_format": "",
            "float_thousand_separator": ",",
            "float_decimal_separator": ".",
        }
        names = ["partner_name", "email_from", "job_id"]
        for dryrun in (True, False):
            result = self.call(
                "base_import.import",
                "execute_import",
                [wizard],
                names,
                columns,
                options,
                dryrun,
                context=context,
            )
            self.assertFalse(result["messages"])
        return self.env["hr.applicant"].browse(result["ids"])


@tagged("post_install", "-at_install")
class TestAfterwards(WaysInCase):
    """What happens to an application that is there already."""

    def setUp(self):
        super().setUp()
        self.invitation = self._make_step(
            "stage_entered",
            plan_id=self.default_plan.id,
            stage_ids=self.second.ids,
            name="Come and see us",
        )
        # Odoo would write here too.
        self.second.template_id = self.env.ref(
            "hr_recruitment.email_template_data_applicant_interest"
        )

    def apply(self, name="Karin Svensson", **values):
        applicant = self.env["hr.applicant"].create(self.application(name, **values))
        self.env.flush_all()
        self.env.cr.precommit.run()
        return applicant

    def subjects(self, applicant):
        self.settle()
        return sorted(self.mails_to(applicant.email_normalized).mapped("subject"))

    def test_drag_in_the_kanban(self):
        applicant = self.apply()
        self.call(
            "hr.applicant",
            "web_save",
            applicant.ids,
            {"stage_id": self.second.id},
            {"stage_id": {}},
        )
        self.assertEqual(self.subjects(applicant), ["About Carpenter", ENGLISH])

    def test_mass_edit_in_the_list(self):
        for method in ("write", "web_save_multi"):
            with self.subTest(method=method):
                applicants = self.env["hr.applicant"].union(
                    *(self.apply(f"{name} {method}") for name in ("Karin", "Olle"))
                )
                applicants[0].email_from = f"karin-{method}@candidate.example"
                applicants[1].email_from = f"olle-{method}@candidate.example"
                values = {"stage_id": self.second.id}
                if method == "write":
                    self.call("hr.applicant", "write", applicants.ids, values)
                else:
                    self.call(
                        "hr.applicant",
                        "web_save_multi",
                        applicants.ids,
                        [values, values],
                        {"stage_id": {}},
                    )
                for applicant in applicants:
                    self.assertEqual(self.subjects(applicant), ["About Carpenter", ENGLISH])

    def test_refused_before_the_confirmation_left(self):
        """No "we have received it" after the refusal, and no invitation ever."""
        applicant = self.apply()
        applicant.stage_id = self.second
        dialog = self.call("hr.applicant", "archive_applicant", applicant.ids)
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        wizard = self.call(
            dialog["res_model"],
            "create",
            {"refuse_reason_id": reason.id},
            context=dialog["context"],
        )
        self.call(
            dialog["res_model"],
            "action_refuse_reason_apply",
            wizard,
            context=dialog["context"],
        )
        self.assertFalse(applicant.active)
        # All that was planned before; what is left is the answer.
        rows = self.rows(applicant).filtered(lambda row: row.step_id.trigger != "refused")
        self.assertEqual(set(rows.mapped("state")), {"cancelled"})
        self.assertEqual(set((rows - rows.filtered("stage_id")).mapped("reason")), {"closed"})
        answer = self.rows(applicant) - rows
        self.assertEqual(answer.mapped("state"), ["scheduled"])
        self.assertFalse(
            self.mails_to(applicant.email_normalized),
            "the dialog sends nothing, the answer waits for its time",
        )

    def test_archived_and_brought_back(self):
        """Odoo puts it into the first stage again; that is no news."""
        applicant = self.apply()
        applicant.stage_id = self.second
        known = self.subjects(applicant)
        self.call("hr.applicant", "action_archive", applicant.ids)
        self.assertFalse(self.rows(applicant, state="scheduled"))
        self._make_step(
            "stage_entered",
            plan_id=self.default_plan.id,
            stage_ids=self.first.ids,
            name="Welcome to the first stage",
        )
        self.call("hr.applicant", "action_unarchive", applicant.ids)
        self.assertTrue(applicant.active)
        self.assertEqual(applicant.stage_id, self.first)
        self.assertEqual(self.subjects(applicant), known)
        planned = self.rows(applicant, state="scheduled")
        news = planned.filtered(lambda row: row.action in ("email", "sms"))
        self.assertLessEqual(set(news.mapped("trigger")), {"stage_idle", "silence"})
        self.assertTrue(planned, "somebody watches")

    def test_refusal_taken_back(self):
        applicant = self.apply()
        self.assertEqual(self.subjects(applicant), [ENGLISH])
        applicant.stage_id = self.second
        self.settle()
        applicant.write(
            {
                "refuse_reason_id": self.env.ref("hr_recruitment.refuse_reason_1").id,
                "active": False,
            }
        )
        known = self.subjects(applicant)
        self.call("hr.applicant", "action_unarchive", applicant.ids)
        self.assertFalse(applicant.refuse_reason_id)
        self.assertEqual(self.subjects(applicant), known, "nothing twice")

    def test_brought_back_and_moved_hears_of_the_move(self):
        applicant = self.apply()
        self.assertEqual(self.subjects(applicant), [ENGLISH])
        applicant.action_archive()
        applicant.action_unarchive()
        self.call("hr.applicant", "write", applicant.ids, {"stage_id": self.second.id})
        self.assertEqual(self.subjects(applicant), ["About Carpenter", ENGLISH])

    def test_other_job_under_the_same_plan(self):
        applicant = self.apply()
        self.call("hr.applicant", "web_save", applicant.ids, {"job_id": self.painter.id}, {})
        self.assertEqual(self.subjects(applicant), ["We have received your application: Painter"])

    def test_other_job_under_another_plan_still_confirms_once(self):
        """The confirmation of the plan left has not gone out: the new one's does."""
        words = self._make_template(subject="Welcome, engineer")
        self._make_step("applied", mail_template_id=words.id)
        early, late = self.apply("Karin Ek"), self.apply("Olle Ek")
        self.assertEqual(
            self.rows(early + late, step_id=self.confirmation).mapped("state"),
            ["scheduled"] * 2,
        )
        self.call("hr.applicant", "write", early.ids, {"job_id": self.job.id})
        self.assertEqual(early.communication_plan_id, self.plan)
        self.assertEqual(self.subjects(early), ["Welcome, engineer"])
        self.assertEqual(self.subjects(late), [ENGLISH])
        self.call("hr.applicant", "write", late.ids, {"job_id": self.job.id})
        self.assertEqual(self.subjects(late), [ENGLISH], "has heard it already")

    def test_other_job_under_another_plan_is_not_forgotten(self):
        """The silence of the new plan begins, that of the old one ends."""
        silence = self._make_step("silence", action="activity", delay=7)
        applicant = self.apply()
        self.call("hr.applicant", "write", applicant.ids, {"job_id": self.job.id})
        self.assertEqual(self.rows(applicant, step_id=silence).state, "scheduled")
        others = self.rows(applicant, state="scheduled").plan_id
        self.assertEqual(others, self.plan)

    def test_copy_is_silent(self):
        applicant = self.apply()
        self.settle()
        copy = self.env["hr.applicant"].browse(
            self.call(
                "hr.applicant",
                "copy",
                applicant.ids,
                {"email_from": "copy@candidate.example", "partner_id": False},
            )
        )
        self.assertNotEqual(copy, applicant)
        self.assert_silence(copy)

    def test_deleted_application_takes_its_mail_along(self):
        planned, in_outbox = self.apply("Karin Ek"), self.apply("Olle Ek")
        self.rows(planned).next_attempt = False
        self.settle()
        self.assertTrue(self.mails_to("olle@candidate.example"))
        ids = (planned + in_outbox).ids
        self.call("hr.applicant", "unlink", ids)
        self.settle()
        self.assertFalse(self.ledger.search([("applicant_id", "in", ids)]))
        self.assertFalse(self.mails_to("karin@candidate.example"))
        self.assertFalse(self.mails_to("olle@candidate.example"))

    @mute_logger("odoo.addons.base.wizard.base_partner_merge")
    def test_merged_contacts_hear_once_each_application(self):
        """Two contacts were one person, who reads Swedish."""
        # Whoever merges has to see the visits to the website, too.
        for group in "base.group_partner_manager", "website.group_website_designer":
            self.recruiter.group_ids += self.env.ref(group)
        applicant = self.apply()
        other = self.apply(job_id=self.painter.id)
        kept = self.env["res.partner"].create(
            {"name": "Karin", "email": "karin@candidate.example", "lang": "sv_SE"}
        )
        partners = kept + applicant.partner_id
        self.assertEqual(len(partners), 2)
        wizard = self.call(
            "base.partner.merge.automatic.wizard",
            "create",
            {
                "state": "selection",
                "partner_ids": [Command.set(partners.ids)],
                "dst_partner_id": kept.id,
            },
        )
        self.call("base.partner.merge.automatic.wizard", "action_merge", wizard)
        self.assertEqual((applicant + other).partner_id, kept)
        self.settle()
        mails = self.mails(applicant + other)
        self.assertEqual(
            sorted(mails.mapped("subject")),
            [f"{self.swedish_subject}: {job}" for job in ("Carpenter", "Painter")],
        )
        self.assertEqual(mails.recipient_ids, kept)
