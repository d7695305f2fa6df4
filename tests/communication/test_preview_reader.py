from markupsafe import Markup

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from ...models.rendering.preview_reader import MASK
from ..cases.decision import DAY, DecisionCase
from ..common import NOW, CandidateCase

INTERVIEWER = "hr_recruitment.group_hr_recruitment_interviewer"
ADDON = "hr_recruitment_candidate_experience"
SALARY = 64321
# Ways to write the expected salary into a mail.
WAYS = (
    '<t t-out="object.salary_expected"/>',
    "<t t-out=\"object['salary_expected']\"/>",
    '<p t-field="object.salary_expected"/>',
    '<t t-out="object.salary_expected * 2 / 2"/>',
    "<t t-out=\"'%d' % object.salary_expected\"/>",
    '<t t-out="format_amount(object.salary_expected, object.company_id.currency_id)"/>',
    '<t t-set="pay" t-value="object.salary_expected"/><t t-out="int(pay)"/>',
    '<t t-set="pay" t-value="object.salary_expected"/><t t-out="pay + 1 - 1"/>',
    '<a t-attf-href="/pay/#{object.salary_expected}">Pay</a>',
    '<a t-att-title="object.salary_expected">Pay</a>',
    '<t t-foreach="[object.salary_expected]" t-as="pay"><t t-out="pay"/></t>',
    '<t t-out="object.sudo().salary_expected"/>',
    '<t t-out="object.sudo().with_context(a=1)[0].salary_expected"/>',
    "<t t-out=\"object.mapped('salary_expected')\"/>",
    '<t t-out="object.mapped(lambda one: one.salary_expected)"/>',
    "<t t-out=\"object.read(['salary_expected'])\"/>",
    "<t t-out=\"object.env['hr.applicant'].sudo().browse(object.id).salary_expected\"/>",
    "<t t-out=\"env['hr.applicant'].browse(object.id).sudo().salary_expected\"/>",
    '<t t-out="object.partner_id.applicant_ids.salary_expected"/>',
    "<t t-out=\"object.job_id.application_ids.mapped('salary_expected')\"/>",
    '<t t-out="object.get_interview().applicant_id.salary_expected"/>',
    '<t t-out="[one.salary_expected for one in object]"/>',
    '<t t-out="sum(one.salary_expected for one in object)"/>',
    "<span t-out=\"object.salary_expected\" t-options=\"{'widget': 'float'}\"/>",
    '<t t-if="object.salary_expected &gt; 64320">pay over 64320</t>'
    '<t t-else="">less</t><t t-out="object.salary_expected"/>',
)


class ReaderCase(CandidateCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.interviewer = cls._make_user("intervjuare", INTERVIEWER)
        cls.job.interviewer_ids = cls.interviewer
        cls.applicant = cls._make_applicants(salary_expected=SALARY)

    def make_step(self, body, **values):
        template = self._make_template(body_html=f"<div>{body}</div>", **values)
        return self._make_step("manual", mail_template_id=template.id)

    def start(self, body, **values):
        return self.applicant._start_step(self.make_step(body, **values))

    def assert_masked(self, row):
        text = row.with_user(self.interviewer).preview_body
        plain = text.replace(",", "").replace("\xa0", "")
        self.assertNotIn(str(SALARY), plain)
        return text


@tagged("post_install", "-at_install")
class TestPreviewReader(ReaderCase):
    """Nobody reads in a preview what they may not read."""

    def test_an_interviewer_does_not_read_the_salary_in_a_preview(self):
        self.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": self.applicant.id,
                "start": "2050-01-01 10:00:00",
                "stop": "2050-01-01 11:00:00",
                "partner_ids": self.applicant.partner_id.ids,
            }
        )
        for body in WAYS:
            with self.subTest(body=body):
                row = self.start(body)
                # What is known from before is no way around.
                self.assertEqual(self.applicant.salary_expected, SALARY)
                text = self.assert_masked(row)
                self.assertIn("Not shown to you: ", text)
                self.assertNotIn("Failed to render", text)

    def test_what_is_masked_is_named(self):
        text = self.assert_masked(self.start(WAYS[0]))
        self.assertIn(f"{MASK}", text)
        self.assertIn("Not shown to you: Expected Salary", text)

    def test_subject_and_language_are_masked_too(self):
        row = self.start(
            "Hello",
            subject="{{ object.salary_expected }} for {{ object.partner_name }}",
            lang="{{ object.salary_expected and 'en_US' }}",
        ).with_user(self.interviewer)
        self.assertEqual(row.preview_subject, f"{MASK} for Anna Ek 0")
        self.assertIn("Expected Salary", row.preview_body)

    def test_an_sms_is_masked_too(self):
        words = self.env["sms.template"].create(
            {
                "name": "Pay",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "{{ object.salary_expected }}",
            }
        )
        step = self._make_step("manual", action="sms", sms_template_id=words.id)
        row = self.applicant._start_step(step)
        self.assert_masked(row)
        self.applicant.partner_phone = "+46 70 174 06 05"
        self.process()
        message = self.env["sms.sms"].browse(row.sms_id_int)
        self.assertIn(str(SALARY), message.body)
        self.assertNotIn(str(SALARY), row.message_id.body)
        self.assert_masked(row)
        self.assertIn(str(SALARY), row.with_user(self.recruiter).preview_body)

    def test_an_officer_reads_it(self):
        row = self.start(WAYS[0]).with_user(self.recruiter)
        self.assertIn(str(SALARY), row.preview_body)
        self.assertNotIn("Not shown", row.preview_body)

    def test_keys_are_shown_to_nobody(self):
        self.applicant._ensure_page_tokens()
        key = self.applicant.page_token
        row = self.start('<t t-out="object.page_token"/>').with_user(self.recruiter)
        self.assertNotIn(key, row.preview_body)
        wizard = row.env["hr.applicant.communication.start"].create(
            {"applicant_ids": self.applicant.ids, "step_id": row.step_id.id}
        )
        self.assertNotIn(key, wizard.preview_body)
        self.assertIn("Not shown to you", wizard.preview_body)

    def test_a_text_with_a_mask_in_it_is_not_edited(self):
        row = self.start('<t t-out="object.page_token"/>').with_user(self.recruiter)
        with self.assertRaises(UserError):
            row.action_edit_text()
        self.assertFalse(row.body)

    def test_private_meetings_and_closed_records_stay_so(self):
        company = self.env["res.company"].create({"name": "Elsewhere"})
        other = self.env["res.partner"].create({"name": "Hidden Partner", "company_id": company.id})
        self.env["calendar.event"].create(
            {
                "name": "Hidden meeting",
                "description": "Hidden words",
                "privacy": "private",
                "user_id": self.recruiter.id,
                "applicant_id": self.applicant.id,
                "start": "2050-01-01 10:00:00",
                "stop": "2050-01-01 11:00:00",
                "partner_ids": other.ids,
            }
        )
        row = self.start(
            """<t t-out="object.get_interview().name"/>
            <t t-out="object.get_interview().description"/>
            <t t-out="object.meeting_ids.partner_ids.name"/>"""
        ).with_user(self.interviewer)
        self.assertNotIn("Hidden", row.preview_body)

    def test_what_has_left_is_masked_as_it_was_before(self):
        row = self.start(WAYS[0])
        self.process()
        self.assertIn(str(SALARY), self.mails(self.applicant).body_html)
        self.assertTrue(row.sudo().message_id)
        self.assert_masked(row)
        self.assertIn(str(SALARY), row.with_user(self.recruiter).preview_body)

    def test_the_chatter_masks_what_not_all_of_its_readers_may_read(self):
        others = self._make_applicants(2, salary_expected=SALARY)
        step = self.make_step(f"{WAYS[0]}<b t-out='object.partner_name'/>")
        rows = (self.applicant | others)._start_step(step).sudo()
        self.process()
        for row, applicant in zip(rows, rows.applicant_id, strict=True):
            mail = self.mails(applicant)
            self.assertIn(str(SALARY), mail.body_html)
            self.assertNotIn(str(SALARY), mail.mail_message_id.body)
            self.assertIn(applicant.partner_name, mail.mail_message_id.body)
            self.assertIn("Not shown here: Expected Salary", mail.mail_message_id.body)
            self.assertIn(str(SALARY), row.with_user(self.recruiter).preview_body)
            self.assertNotIn("sent_body", row.with_user(self.recruiter).fields_get())
            self.assert_masked(row)
        plain = self.start("<b>Hello</b>").sudo()
        self.process()
        self.assertFalse(plain.sent_body)

    def test_the_subject_in_the_chatter_is_masked_and_leaves_whole(self):
        step = self.make_step("Hello", subject="Offer: {{ object.salary_expected }}")
        row = self.applicant._start_step(step).sudo()
        self.process()
        mail = self.mails(self.applicant)
        seen = row.message_id.with_user(self.interviewer)
        self.assertEqual(seen.subject, f"Offer: {MASK}")
        emails = mail._prepare_outgoing_list()
        self.assertTrue(emails)
        for email in emails:
            self.assertIn(str(SALARY), email["subject"])
        self.assertIn(str(SALARY), row.with_user(self.recruiter).preview_subject)
        self.assertNotIn(str(SALARY), row.with_user(self.interviewer).preview_subject)

    def test_what_left_before_the_template_changed_is_not_shown(self):
        step = self.make_step(WAYS[0], subject="{{ object.salary_expected }}")
        row = self.applicant._start_step(step).sudo()
        self.process()
        row._close("cancelled", "by_recruiter")
        row.mail_mail_id_int = 0
        step.mail_template_id.write({"body_html": "<p>Anew</p>", "subject": "New"})
        row.with_user(self.recruiter).action_retry()
        self.process()
        mine = row.with_user(self.recruiter)
        self.assertEqual(mine.preview_subject, "New")
        self.assertEqual(html2plaintext(mine.preview_body), "Anew")

    def test_what_was_edited_is_masked_too(self):
        row = self.start(WAYS[0])
        row.with_user(self.recruiter).action_edit_text()
        self.assertIn(str(SALARY), row.body)
        self.assert_masked(row)
        fields = row.with_user(self.interviewer).fields_get()
        self.assertNotIn("body", fields)
        self.assertTrue(row.with_user(self.interviewer).is_edited)

    def test_an_error_in_the_template_is_said(self):
        row = self.start("<t t-out=\"1 / (object.partner_name != 'Zero')\"/>")
        self.applicant.partner_name = "Zero"
        text = row.with_user(self.interviewer).preview_body
        self.assertIn("Failed to render", text)


@tagged("post_install", "-at_install")
class TestShippedPreviews(ReaderCase):
    """Who may open the application sees all of what we ship: introductions, agendas,
    people, places."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hr.employee"].create(
            {
                "name": "Rekryterare",
                "user_id": cls.recruiter.id,
                "job_title": "Talent Partner",
                "candidate_introduction": "I worked in sales before.",
            }
        )
        cls.applicant.user_id = cls.recruiter
        cls.applicant.availability = "2026-09-01"
        cls.applicant.type_id = cls.env["hr.recruitment.degree"].create({"name": "Master of Tests"})
        cls.company.write({"employer_story": "<p>We began in a shed.</p>"})
        cls.meeting = cls.env["calendar.event"].create(
            {
                "name": "Interview",
                "applicant_id": cls.applicant.id,
                "user_id": cls.recruiter.id,
                "start": "2026-07-01 10:00:00",
                "stop": "2026-07-01 11:00:00",
                "videocall_location": "https://meet.example/anna",
                "partner_ids": (cls.applicant.partner_id | cls.recruiter.partner_id).ids,
                "agenda_ids": [(0, 0, {"name": "Coffee", "duration_minutes": 10})],
            }
        )

    def get_shipped(self, model):
        """:return: templates in which there is nothing that interviewers may not read"""
        templates = self.env[model].search([("model", "=", "hr.applicant")])
        ours = templates.filtered(lambda t: ADDON in t.get_external_id()[t.id])
        return ours - self.get_travel_texts() if model == "mail.template" else ours

    def get_travel_texts(self):
        names = "interview_on_site", "easy_interview_on_site"
        found = (self.env.ref(f"{ADDON}.mail_template_{name}") for name in names)
        return self.env["mail.template"].concat(*found)

    def test_where_candidates_travel_from_is_masked(self):
        for template in self.get_travel_texts():
            with self.subTest(template.name):
                step = self._make_step("manual", mail_template_id=template.id)
                self.check_travel_is_masked(self.applicant._start_step(step))

    def check_travel_is_masked(self, row):
        for town in "Uppsala", False:
            self.applicant.travels_from = town
            row.invalidate_recordset(["preview_body"])
            text = row.with_user(self.interviewer).preview_body
            self.assertNotIn("travel from", text)
            self.assertNotIn("coming from", text)
            self.assertNotIn("Uppsala", text)
            self.assertIn("Not shown to you: Travels From", text)
        self.applicant.travels_from = "Uppsala"
        row.invalidate_recordset(["preview_body"])
        self.assertIn("Uppsala", row.with_user(self.recruiter).preview_body)

    def test_every_shipped_template_is_shown_whole(self):
        self.enterContext(self.at(NOW))
        shipped = self.get_shipped("mail.template")
        self.assertGreater(len(shipped), 10)
        for template in shipped:
            step = self._make_step("manual", mail_template_id=template.id)
            row = self.applicant._start_step(step).sudo()
            whole = row.preview_subject, row.preview_body
            for user in self.interviewer, self.recruiter:
                mine = row.with_user(user)
                mine.invalidate_recordset(["preview_subject", "preview_body"])
                with self.subTest(template=template.name, user=user.login):
                    self.assertEqual(mine.preview_subject, whole[0])
                    self.assertEqual(html2plaintext(mine.preview_body), html2plaintext(whole[1]))
                    self.assertEqual(mine.preview_body, whole[1])

    def test_nothing_shipped_has_to_be_masked_in_the_chatter(self):
        for model, field in ("mail.template", "body_html"), ("sms.template", "body"):
            for template in self.get_shipped(model):
                self.assertFalse(self.ledger._names_restricted(template, field))

    def test_every_shipped_sms_is_shown_whole(self):
        shipped = self.get_shipped("sms.template")
        self.assertGreater(len(shipped), 5)
        for template in shipped:
            step = self._make_step("manual", action="sms", sms_template_id=template.id)
            row = self.applicant._start_step(step).sudo()
            whole = row.preview_body
            mine = row.with_user(self.interviewer)
            mine.invalidate_recordset(["preview_subject", "preview_body"])
            with self.subTest(template=template.name):
                self.assertEqual(mine.preview_body, whole)


@tagged("post_install", "-at_install")
class TestMaskedRefusal(DecisionCase):
    """Interviewers refuse too, with words that they may not read all of."""

    def test_the_dialog_masks_and_the_candidate_gets_all(self):
        interviewer = self._make_user("intervjuare", INTERVIEWER)
        self.job.interviewer_ids = interviewer
        applicant = self._make_applicants(salary_expected=SALARY)
        self.words.body_html += Markup(WAYS[0])
        with Form(self.wizard(applicant, user=interviewer)) as form:
            form.refuse_reason_id = self.reason
            self.assertNotIn(str(SALARY), form.message_body)
            self.assertIn("Expected Salary", form.message_body)
        form.record.action_refuse_reason_apply()
        row = self.rows(applicant, action="email")
        self.assertNotIn(MASK, row.body or "")
        self.ledger._freeze_refusals()
        self.assertIn(str(SALARY), row.body)
        self.assertNotIn(str(SALARY), row.with_user(interviewer).preview_body)
        with self.at(NOW + 7 * DAY):
            self.process()
        self.assertIn(str(SALARY), self.mails(applicant).body_html)

    def test_no_mask_is_sent(self):
        """What a preview masks is no text for the candidate, whichever way it comes."""
        applicant, other = self._make_applicants(), self._make_applicants()
        wizard = self.wizard(other)
        wizard.refuse_reason_id = self.reason
        wizard.write({"message_body": f"<p>{MASK}</p>", "message_is_masked": False})
        with self.assertRaisesRegex(ValidationError, "may not read"):
            wizard.action_refuse_reason_apply()
        row = self.refuse(applicant).filtered(lambda row: row.action == "email")
        for name in ("subject", "body"):
            with self.assertRaisesRegex(ValidationError, "may not read"):
                row.with_user(self.recruiter)[name] = f"Pay: {MASK}"
