from ast import literal_eval

from lxml import html

from odoo.tests import tagged

from ...models.communication.automatic_headers import AUTOMATIC
from ..common import CandidateCase


@tagged("post_install", "-at_install")
class TestRendering(CandidateCase):
    """Compiling a template once per batch changes no byte of any mail."""

    COMPARED = (
        "subject",
        "email_from",
        "reply_to",
        "body",
        "body_html",
        "model",
        "res_id",
        "headers",
        "email_to",
        "email_cc",
        "auto_delete",
    )

    def _values(self, mails):
        return {
            mail.res_id: {
                **{name: mail[name] for name in self.COMPARED},
                "recipients": mail.recipient_ids.ids,
                "attachments": len(mail.attachment_ids),
            }
            for mail in mails
        }

    def _send_both_ways(self, template, applicants):
        step = self._make_step("manual", mail_template_id=template.id)
        applicants.partner_id.mapped("complete_name")
        by_core = self._values(applicants.message_mail_with_source(template))
        known = self.mails(applicants)
        applicants._start_step(step)
        self.process()
        by_us = self._values(self.mails(applicants) - known)
        self.assertEqual(len(by_us), len(applicants))
        # But that nobody wrote it, which is said to mail programs.
        for values in by_core.values():
            values["headers"] = repr(literal_eval(values["headers"] or "{}") | AUTOMATIC)
        return by_core, by_us

    def test_shipped_template_in_two_languages_is_the_same_to_the_byte(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        template = self.env.ref("hr_recruitment_candidate_experience.mail_template_applied")
        applicants = self._make_applicants(6)
        applicants[::2].partner_id.lang = "sv_SE"
        by_core, by_us = self._send_both_ways(template, applicants)
        self.assertEqual(by_us, by_core)

    def test_template_with_logic_and_assignments_is_the_same_to_the_byte(self):
        template = self._make_template(
            body_html="""
            <div t-foreach="object.partner_name.split()" t-as="word">
                <t t-set="seen" t-value="(seen or '') + word"/>
                <span t-att-title="word" t-out="seen"/>
                <b t-if="word_last">last</b>
            </div>
            <p t-out="ctx.get('lang')"/><a href="/jobs">jobs</a>
            """,
            email_layout_xmlid="mail.mail_notification_light",
            # Without one, core names whoever runs the cron.
            email_from="Nordlys <jobs@nordlys.example>",
        )
        by_core, by_us = self._send_both_ways(template, self._make_applicants(4))
        self.assertEqual(by_us, by_core)
        self.assertEqual(len({values["body"] for values in by_us.values()}), 4)

    def test_template_changed_between_batches_is_compiled_again(self):
        step = self._make_step("manual")
        first, second = self._make_applicants(2)
        first._start_step(step)
        self.process()
        self.template.body_html = "<p>New text</p>"
        second._start_step(step)
        self.process()
        self.assertIn("New text", self.mails(second).body_html)
        self.assertNotIn("New text", self.mails(first).body_html)

    def test_bodies_are_compiled_once_per_batch(self):
        step = self._make_step("manual")
        applicants = self._make_applicants(5)
        applicants._start_step(step)
        IrQweb = self.registry["ir.qweb"]
        original, compiled = IrQweb._generate_code, []

        def spy(model, template):
            if not isinstance(template, (int, str)):
                compiled.append(html.tostring(template))
            return original(model, template)

        self.patch(IrQweb, "_generate_code", spy)
        self.process()
        self.assertEqual(len(self.mails(applicants)), 5)
        bodies = [source for source in compiled if b"Dear" in source]
        # Once to render; the others are Odoo's check whether the text is safe.
        self.assertLessEqual(len(bodies), 3)

    def test_what_was_compiled_is_there_for_the_next_batch(self):
        step = self._make_step("manual")
        first, second, third = self._make_applicants(3)
        compiled = []
        for applicant in (first, second, third):
            if applicant == third:
                self.template.body_html = '<p>New text for <t t-out="object.partner_name"/></p>'
            applicant._start_step(step)
            self.process()
            cached = self.registry._Registry__caches["templates"]
            names = [getattr(key[1], "__name__", "") for key in cached._values]
            compiled.append(names.count("_compile_body"))
            self.assertIn(applicant.partner_name, self.mails(applicant).body_html)
        self.assertEqual([count - compiled[0] for count in compiled], [0, 0, 1])
        self.assertTrue(compiled[0])

    def test_preview_shows_what_is_sent(self):
        self._make_step("applied", delay=1)
        applicant = self._make_applicants()
        row = self.rows(applicant).with_user(self.recruiter)
        preview = row.preview_subject, row.preview_body
        row.action_send_now()
        self.process()
        self.assertEqual(preview[0], self.mails(applicant).subject)
        self.assertIn("Dear", preview[1])
        self.assertIn("Anna Ek 0", preview[1])

    def test_preview_of_a_broken_template_says_so(self):
        broken = self._make_template(body_html='<p><t t-out="object.partner_name.upper(1)"/></p>')
        self._make_step("applied", mail_template_id=broken.id, delay=1)
        row = self.rows(self._make_applicants()).with_user(self.recruiter)
        self.assertIn("Failed to render", row.preview_body)
