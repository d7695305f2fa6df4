from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..cases.feedback import FeedbackCase
from ..common import CandidateCase

ALERT = "hr_recruitment_candidate_experience.activity_type_communication_failed"
ADMINISTRATORS = "hr_recruitment.group_hr_recruitment_manager"


class ContentCase(CandidateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._make_user("administrator", ADMINISTRATORS)
        cls.foreign = cls._make_foreign_template()

    @classmethod
    def _make_model_id(cls, model):
        return cls.env["ir.model"]._get_id(model)

    @classmethod
    def _make_foreign_template(cls):
        """As Odoo's invitation of a user: it shows how to set a new password."""
        return cls.env["mail.template"].create(
            {
                "name": "Invitation",
                "model_id": cls._make_model_id("res.users"),
                "subject": "For {{ object.login }}",
                "body_html": '<p><t t-out="object.partner_id._get_signup_url()"/></p>',
            }
        )

    def make_plain_template(self):
        """:return: one that can be of any model"""
        return self._make_template(subject="Hello", body_html="<p>Hello</p>", lang=False)

    def make_foreign(self, template):
        template.write(
            {
                "model_id": self._make_model_id("res.users"),
                "body_html": self.foreign.body_html,
            }
        )

    def make_sms(self, model="hr.applicant", body="Hi {{ object.display_name }}"):
        return self.env["sms.template"].create(
            {"name": "SMS", "model_id": self._make_model_id(model), "body": body}
        )

    def make_report(self):
        return self.env["ir.actions.report"].create(
            {"name": "Users", "model": "res.users", "report_name": "base.nothing"}
        )

    def make_double(self):
        """:return: an applicant with the id of a user"""
        applicant = self._make_applicants()
        users = self.env["res.users"]
        if not users.browse(applicant.id).exists():
            self.env.cr.execute("SELECT setval('res_users_id_seq', %s, FALSE)", [applicant.id])
            users = self._make_user("secret")
            self.assertEqual(users.id, applicant.id)
        return applicant

    def alerts(self, user):
        return self.env["mail.activity"].search(
            [
                ("activity_type_id", "=", self.env.ref(ALERT).id),
                ("user_id", "=", user.id),
                ("res_model", "=", "hr.applicant"),
            ]
        )

    def find_mender(self):
        steps = self.env["hr.recruitment.communication.step"]
        return steps._find_administrator(self.company)


@tagged("post_install", "-at_install")
class TestForeignContent(ContentCase):
    """What a step sends is about applications, or it is not sent, nor shown."""

    def test_a_step_with_foreign_content_is_refused(self):
        contents = {
            "mail_template_id": self.foreign,
            "sms_template_id": self.make_sms("res.users", "{{ object.login }}"),
            "activity_type_id": self.env["mail.activity.type"].create(
                {"name": "Users", "res_model": "res.users"}
            ),
            "survey_id": self.env["survey.survey"].create({"title": "Quiz"}),
        }
        step = self._make_step("manual").with_user(self.administrator)
        for name, content in contents.items():
            with self.subTest(content=name), self.assertRaises(ValidationError):
                step.write({name: content.id})
            with self.subTest(content=name), self.assertRaises(ValidationError):
                step.create({"name": "X", "plan_id": self.plan.id, name: content.id})
        with self.assertRaises(ValidationError):
            self.plan.with_user(self.administrator).write(
                {"step_ids": [(1, step.id, {"mail_template_id": self.foreign.id})]}
            )

    def test_a_report_about_other_records_is_not_attached(self):
        template = self._make_template(report_template_ids=self.make_report().ids)
        with self.assertRaises(ValidationError):
            self._make_step("manual", mail_template_id=template.id)

    def test_no_preview_shows_a_template_that_became_foreign(self):
        template = self.make_plain_template()
        step = self._make_step("manual", mail_template_id=template.id)
        applicant = self.make_double()
        row = applicant._start_step(step)
        self.make_foreign(template)
        for user in self.administrator, self.recruiter:
            mine = row.with_user(user)
            mine.invalidate_recordset(["preview_subject", "preview_body"])
            self.assertIn("not a template for applicants", mine.preview_body)
            self.assertNotIn("token", mine.preview_body)
            wizard = mine.env["hr.applicant.communication.start"].create(
                {"applicant_ids": applicant.ids, "step_id": step.id}
            )
            self.assertIn("not a template for applicants", wizard.preview_body)
            with self.assertRaises(UserError):
                wizard.action_start()
            with self.assertRaises(UserError):
                mine.action_edit_text()
            with self.assertRaises(UserError):
                step.with_user(user).action_preview()

    def test_a_template_that_became_foreign_is_not_sent(self):
        template = self.make_plain_template()
        sms = self.make_sms()
        steps = self._make_step("manual", mail_template_id=template.id)
        steps |= self._make_step("manual", action="sms", sms_template_id=sms.id)
        applicant = self.make_double()
        applicant.partner_phone = "+46 70 174 06 05"
        for step in steps:
            applicant._start_step(step)
        self.make_foreign(template)
        sms.model_id = self._make_model_id("res.users")
        self.process()
        rows = self.rows(applicant)
        self.assertEqual(rows.mapped("state"), ["failed"] * 2)
        self.assertEqual(set(rows.mapped("reason")), {"foreign"})
        self.assertIn("not a template for applicants", rows[0].reason_detail)
        self.assertFalse(self.mails(applicant))
        self.assertFalse(self.env["sms.sms"].search([("number", "like", "+4670174")]))

    def test_one_activity_for_who_can_mend_it(self):
        template = self.make_plain_template()
        step = self._make_step("manual", mail_template_id=template.id)
        applicants = self._make_applicants(3)
        applicants._start_step(step)
        self.make_foreign(template)
        mender = self.find_mender()
        before = self.alerts(mender)
        self.process()
        alert = self.alerts(mender) - before
        self.assertEqual(len(alert), 1)
        self.assertIn(step.name, alert.summary)
        self.assertIn("not a template for applicants", alert.note)
        self.assertFalse(self.alerts(self.recruiter))
        template.write(
            {
                "body_html": "<p>Hello</p>",
                "model_id": self._make_model_id("hr.applicant"),
            }
        )
        self.rows(applicants).with_user(self.recruiter).action_retry()
        self.process()
        self.assertEqual(len(self.mails(applicants)), 3)

    def test_planning_does_not_break(self):
        template = self.make_plain_template()
        self._make_step("applied", mail_template_id=template.id)
        self.make_foreign(template)
        self.assertEqual(self.rows(self._make_applicants()).state, "scheduled")


@tagged("post_install", "-at_install")
class TestFaultyContent(ContentCase, FeedbackCase):
    """What the form warns of as not working does not run."""

    def assert_fails(self, step, reason, **values):
        self.assertTrue(step.warning)
        applicant = self._make_applicants(**values)
        with self.assertRaises(UserError):
            self.env["hr.applicant.communication.start"].create(
                {"applicant_ids": applicant.ids, "step_id": step.id}
            ).action_start()
        row = applicant._start_step(step)
        self.process()
        self.assertEqual((row.state, row.reason), ("failed", reason))
        self.assertFalse(self.mails(applicant))
        return row

    def test_archived_content_is_not_sent(self):
        template = self._make_template()
        mail = self._make_step("manual", mail_template_id=template.id)
        template.active = False
        row = self.assert_fails(mail, "archived")
        self.assertIn("archived", row.reason_detail)
        kind = self.env["mail.activity.type"].create({"name": "Ring"})
        call = self._make_step("manual", action="activity", activity_type_id=kind.id)
        kind.active = False
        self.assert_fails(call, "archived")
        survey = self._make_survey()
        ask = self._make_survey_step(survey, trigger="manual")
        survey.active = False
        self.assert_fails(ask, "no_survey", email_from="b@candidate.example")
        survey.active = True
        ask.mail_template_id.active = False
        self.assert_fails(ask, "archived", email_from="c@candidate.example")

    def test_edited_text_of_an_archived_template_is_not_sent(self):
        template = self._make_template()
        step = self._make_step("manual", mail_template_id=template.id)
        row = self._make_applicants()._start_step(step)
        row.with_user(self.recruiter).action_edit_text()
        template.active = False
        self.process()
        self.assertEqual((row.state, row.reason), ("failed", "archived"))

    def test_nothing_is_sent_without_text_or_link(self):
        empty = self._make_template(body_html="<p style='margin: 0'><br/></p>")
        self.assert_fails(self._make_step("manual", mail_template_id=empty.id), "empty")
        words = self.make_sms()
        sms = self._make_step("manual", action="sms", sms_template_id=words.id)
        words.with_context(lang="en_US").body = " "
        self.assert_fails(sms, "empty", partner_phone="+46 70 174 06 05")
        ask = self._make_survey_step(self._make_survey(), trigger="manual")
        ask.mail_template_id.body_html = "<p>How was it?</p>"
        self.assert_fails(ask, "empty", email_from="b@candidate.example")

    def test_text_that_is_only_made_when_it_is_sent_is_text(self):
        template = self._make_template(
            body_html='<t t-out="object.partner_name"/>', subject="Hello"
        )
        step = self._make_step("manual", mail_template_id=template.id)
        self.assertFalse(step.warning)
        applicant = self._make_applicants()
        applicant._start_step(step)
        self.process()
        self.assertIn("Anna Ek", self.mails(applicant).body_html)

    def test_a_channel_with_archived_content_is_not_chosen(self):
        kind = self.env["mail.activity.type"].create({"name": "Ring"})
        step = self._make_step("manual", activity_type_id=kind.id)
        applicant = self._make_applicants(
            preferred_channel="phone", partner_phone="+46 8 123 456 78"
        )
        self.assertEqual(step._action_for(applicant), "activity")
        row = applicant._start_step(step)
        kind.active = False
        self.assertEqual(step._action_for(applicant), "email")
        self.process()
        self.assertEqual((row.state, row.action), ("queued", "email"))
