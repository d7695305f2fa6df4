from datetime import date, datetime, timedelta
from importlib.util import module_from_spec, spec_from_file_location

from odoo.modules import get_module_path
from odoo.tests import tagged

from ..common import NOW, CandidateCase

DAY = timedelta(days=1)
TOLD = date(2026, 6, 17)


@tagged("post_install", "-at_install")
class PromiseCase(CandidateCase):
    """A stage in which an answer takes five working days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new.expected_days = 5
        cls.due = cls._make_step("reply_due", action="activity")

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self.applicant = self._make_applicants(stage_id=self.new.id)

    def tell(self, moment=NOW, **template):
        """A message leaves and arrives."""
        row = self.plan_message(**template)
        with self.at(moment):
            self.process()
            self.assertEqual(row.state, "queued", row.reason)
            row._mark_sent("delivered")
        return row

    def plan_message(self, **template):
        template = self._make_template(**template)
        step = self._make_step("manual", mail_template_id=template.id)
        return self.applicant._start_step(step).sudo()

    def state(self):
        return self.applicant.reply_promise_state, self.applicant.reply_due_date

    def assert_clean(self, row):
        mail = self.mails(row.applicant_id)[0]
        for text in (mail.subject, mail.body_html, mail.body, row.message_id.body):
            self.assertFalse([char for char in text if ord(char) > 0xFFFF], text)
            self.assertNotIn("data-promised", text)


@tagged("post_install", "-at_install")
class TestPromisedDate(PromiseCase):
    """The date that the text names, however it is written there, is the promise."""

    def test_however_a_template_writes_it(self):
        block = self.env["ir.ui.view"].create(
            {
                "name": "Date",
                "type": "qweb",
                "key": "candidate_test.date",
                "arch": """<t t-name="candidate_test.date">
                    <b t-out="format_date(object.answer_expected_date, 'd MMM')"/></t>""",
            }
        )
        ways = {
            "plain": '<t t-out="object.answer_expected_date"/>',
            "logic": '<t t-if="1" t-out="object.answer_expected_date"/>',
            "format": "<t t-out=\"format_date(object.answer_expected_date, 'EEEE')\"/>",
            "words": '<t t-out="say_day(object.answer_expected_date)"/>',
            "short words": '<t t-out="say_short_day(object.answer_expected_date)"/>',
            "words of a text": '<t t-out="say_date(str(object.answer_expected_date))"/>',
            "Python": "<t t-out=\"object.answer_expected_date.strftime('%d/%m')\"/>",
            "f-string": "<t t-out=\"'by {:%d/%m}'.format(object.answer_expected_date)\"/>",
            "day": 'the <t t-out="object.answer_expected_date.day"/>th',
            "text": '<t t-out="format_date(str(object.answer_expected_date))"/>',
            "attribute": '<i t-att-title="format_date(object.answer_expected_date)">!</i>',
            "variable": """<t t-set="day" t-value="object.answer_expected_date"/>
                <t t-out="format_date(day).upper()"/>""",
            "field": '<span t-field="object.answer_expected_date"/>',
            "block": f'<t t-call="{block.key}"/>',
        }
        for way, body in ways.items():
            with self.subTest(way), self.env.cr.savepoint():
                row = self.tell(body_html=f"<p>By {body}.</p>")
                self.assertEqual(row.promised_date, TOLD)
                self.assertEqual(self.state(), ("open", TOLD))
                self.assert_clean(row)
                self.applicant.sudo().write({"reply_due_date": False, "reply_promise_state": False})

    def test_in_a_subject_of_a_text_without_logic(self):
        row = self.tell(subject="By {{ object.answer_expected_date }}", body_html="<p>Hi</p>")
        self.assertEqual(row.promised_date, TOLD)
        self.assert_clean(row)

    def test_what_is_computed_from_it_is_what_was_said(self):
        row = self.tell(
            body_html='<p><t t-out="object.answer_expected_date + datetime.timedelta(days=1)"/></p>'
        )
        self.assertEqual(row.promised_date, TOLD + DAY)

    def test_a_template_that_only_looks_at_it_promises_nothing(self):
        row = self.tell(body_html='<p t-if="object.answer_expected_date">Soon.</p><p>Hi</p>')
        self.assertFalse(row.promised_date)
        self.assertFalse(self.state()[0])

    def test_sms(self):
        template = self.env["sms.template"].create(
            {
                "name": "Word",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "By {{ format_date(object.answer_expected_date, 'd MMMM') }}",
            }
        )
        self.applicant.partner_phone = "+46701234567"
        step = self._make_step("manual", action="sms", sms_template_id=template.id)
        row = self.applicant._start_step(step).sudo()
        self.process()
        self.assertEqual(row.state, "queued", row.reason)
        self.assertEqual(row.promised_date, TOLD)
        sms = self.env["sms.sms"].browse(row.sms_id_int)
        self.assertEqual(sms.body, "By 17 June")
        row._mark_sent("sms_sent")
        self.assertEqual(self.state(), ("open", TOLD))

    def test_read_back_late_in_another_stage_it_is_still_what_was_said(self):
        row = self.plan_message(body_html='<p><t t-out="object.answer_expected_date"/></p>')
        self.process()
        self.interview.expected_days = 30
        self.applicant.stage_id = self.interview
        with self.at(NOW + 2 * DAY):
            self.env.invalidate_all()
            row._mark_sent("delivered")
        self.assertEqual(self.state(), ("open", TOLD))
        self.assertIn("2026-06-17", row.message_id.body)

    def test_being_told_again_of_the_same_date_is_no_new_promise(self):
        self.tell(body_html='<p><t t-out="object.answer_expected_date"/></p>')
        row = self.tell(NOW + DAY, body_html='<p>Still by <t t-out="object.reply_due_date"/></p>')
        self.assertEqual(row.promised_date, TOLD)
        self.assertEqual(self.state(), ("open", TOLD))
        self.assertFalse(self.applicant.reply_kept_count)

    def test_a_batch_of_any_size_takes_constant_queries(self):
        template = self._make_template(body_html='<p><t t-out="object.answer_expected_date"/></p>')
        step = self._make_step("manual", mail_template_id=template.id)
        counts = []
        for size in (3, 3, 12):
            applicants = self._make_applicants(size, stage_id=self.new.id)
            applicants._start_step(step)
            self.process()
            rows = self.rows(applicants, step_id=step)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows._mark_sent("delivered")
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(set(applicants.mapped("reply_due_date")), {TOLD})
        self.assertLessEqual(counts[2], counts[1] + 2)


@tagged("post_install", "-at_install")
class TestPromisedDateEdited(PromiseCase):
    """What a recruiter makes of the text is what counts."""

    BODY = """<p>Hello</p><p>You hear by <strong
        t-out="format_date(object.answer_expected_date, 'EEEE d MMMM')"/>.</p>"""

    def edit(self, row, *change):
        row.with_user(self.recruiter).action_edit_text()
        if change:
            old, new = change
            self.assertIn(old, row.body)
            row.with_user(self.recruiter).body = str(row.body).replace(old, new)
        return row

    def leave(self, row, moment=NOW + DAY):
        with self.at(moment):
            row.action_send_now()
            self.process()
            self.assertEqual(row.state, "queued", row.reason)
            row._mark_sent("delivered")

    def test_edited_around_it_the_date_stays(self):
        row = self.edit(self.plan_message(body_html=self.BODY), "Hello", "Dear Anna")
        self.assertEqual(row.promised_date, TOLD)
        self.leave(row)
        self.assertEqual(self.state(), ("open", TOLD))
        self.assertIn("Wednesday 17 June", row.message_id.body)
        self.assert_clean(row)

    def test_taken_out_there_is_no_promise(self):
        row = self.edit(self.plan_message(body_html=self.BODY))
        row.with_user(self.recruiter).body = "<p>Hello. You will hear.</p>"
        self.assertFalse(row.promised_date)
        self.leave(row)
        self.assertFalse(self.state()[0])

    def test_changed_it_is_the_other_date(self):
        row = self.edit(self.plan_message(body_html=self.BODY), ">Wednesday 17 June<", ">19 June<")
        self.assertEqual(row.promised_date, date(2026, 6, 19))
        self.leave(row)
        self.assertEqual(self.state(), ("open", date(2026, 6, 19)))

    def test_made_unreadable_it_is_none(self):
        row = self.edit(self.plan_message(body_html=self.BODY), ">Wednesday 17 June<", ">soon<")
        self.assertFalse(row.promised_date)

    def test_back_to_the_template_it_is_as_on_the_day_it_leaves(self):
        row = self.edit(self.plan_message(body_html=self.BODY), "Hello", "Hi")
        row.with_user(self.recruiter).action_reset_text()
        self.assertFalse(row.promised_date)
        self.leave(row)
        self.assertEqual(row.promised_date, TOLD + DAY)

    def test_in_the_subject(self):
        row = self.plan_message(
            subject="By {{ format_date(object.answer_expected_date, 'd MMMM') }}"
        )
        self.edit(row)
        self.assertEqual(row.promised_date, TOLD)
        row.with_user(self.recruiter).subject = "You will hear"
        self.assertFalse(row.promised_date)

    def test_preview_and_edit_are_of_the_day_it_leaves(self):
        row = self.plan_message(body_html=self.BODY)
        row.step_id.send_window = "office_hours"
        # A Saturday: it leaves on Monday.
        row.with_user(self.recruiter).scheduled_date = datetime(2026, 6, 13, 9, 0)
        row.exact_time = False
        self.assertIn("Monday 22 June", row.with_user(self.recruiter).preview_body)
        self.edit(row)
        self.assertIn("Monday 22 June", row.body)

    def test_an_edited_text_with_a_past_date_waits_for_the_recruiter(self):
        row = self.edit(self.plan_message(body_html=self.BODY), "Hello", "Dear Anna")
        self.applicant.action_pause_communication()
        with self.at(NOW + 9 * DAY):
            self.applicant.action_resume_communication()
            self.process()
            self.assertEqual((row.state, row.reason), ("scheduled", "stale_date"))
            self.assertTrue(row.needs_attention)
            self.assertEqual(len(self.applicant.activity_ids), 1)
            self.assertEqual(self.applicant.activity_ids.user_id, self.recruiter)
            self.assertFalse(self.mails(self.applicant))
            self.process()
            self.assertEqual(len(self.applicant.activity_ids), 1)
            row.with_user(self.recruiter).body = str(row.body).replace(
                ">Wednesday 17 June<", ">Friday 26 June<"
            )
            self.process()
            self.assertEqual(row.state, "queued")
            self.assertEqual(row.promised_date, date(2026, 6, 26))
            self.assertFalse(row.needs_attention)

    def test_a_past_promise_is_not_repeated(self):
        self.tell(body_html=self.BODY)
        row = self.plan_message(body_html='<p>By <t t-out="object.reply_due_date"/></p>')
        with self.at(NOW + 9 * DAY):
            row.action_send_now()
            self.process()
            self.assertEqual((row.state, row.reason), ("scheduled", "stale_date"))
            self.assertEqual(len(self.mails(self.applicant)), 1)

    def test_a_past_promise_is_not_repeated_by_sms(self):
        self.tell(body_html=self.BODY)
        template = self.env["sms.template"].create(
            {
                "name": "Word",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "By {{ object.reply_due_date }}",
            }
        )
        self.applicant.partner_phone = "+46701234567"
        step = self._make_step("manual", action="sms", sms_template_id=template.id)
        with self.at(NOW + 9 * DAY):
            row = self.applicant._start_step(step).sudo()
            self.process()
            self.assertEqual((row.state, row.reason), ("scheduled", "stale_date"))
            self.assertFalse(self.env["sms.sms"].search([("body", "like", "By 2026")]))

    def test_one_past_date_holds_nobody_else(self):
        others = self._make_applicants(3, stage_id=self.new.id)
        self.tell(body_html=self.BODY)
        template = self._make_template(
            body_html="<p>By <t t-out=\"object.reply_due_date or 'soon'\"/></p>"
        )
        step = self._make_step("manual", mail_template_id=template.id)
        with self.at(NOW + 9 * DAY):
            (self.applicant + others)._start_step(step)
            self.process()
            states = self.rows(self.applicant + others, step_id=step).mapped("state")
        self.assertEqual(sorted(states), ["queued"] * 3 + ["scheduled"])

    def test_stuck_in_the_outbox_it_is_made_anew(self):
        row = self.plan_message(body_html=self.BODY)
        self.process()
        old = self.mails(self.applicant)
        with self.at(NOW + 9 * DAY):
            self.ledger._withdraw_stale(("email", "survey"))
            self.assertFalse(old.exists())
            self.process()
            self.assertEqual(row.state, "queued")
            self.assertEqual(row.promised_date, date(2026, 6, 26))
            self.assertEqual(len(self.mails(self.applicant)), 1)

    def test_one_that_has_left_is_not_made_anew(self):
        row = self.plan_message(body_html=self.BODY)
        self.process()
        self.mails(self.applicant).state = "sent"
        with self.at(NOW + 9 * DAY):
            self.ledger._withdraw_stale(("email", "survey"))
            self.assertEqual(row.state, "queued")

    def test_tried_again_after_days_of_a_dead_mail_server(self):
        row = self.plan_message(body_html=self.BODY)
        self.process()
        self.mails(self.applicant).state = "exception"
        row._fail("undeliverable")
        with self.at(NOW + 9 * DAY):
            row.with_user(self.recruiter).action_retry()
            self.ledger._collect_outbox()
            self.process()
            self.assertEqual(row.promised_date, date(2026, 6, 26))
            self.assertEqual(self.mails(self.applicant).state, "outgoing")

    def test_the_day_is_over_where_the_candidate_is(self):
        self.applicant.partner_id.tz = "America/Los_Angeles"
        self.tell(body_html=self.BODY)
        due = self.applicant.reply_due_date
        with self.at(datetime.combine(due + DAY, datetime.min.time()) + DAY / 8):
            self.env["hr.applicant"]._cron_promises()
            self.assertEqual(self.state()[0], "open")
            self.applicant._note_contact(datetime.now())
            self.assertEqual(self.state()[0], "kept")


@tagged("post_install", "-at_install")
class TestPromisedDateMigration(PromiseCase):
    """Rows from before the column."""

    BODY = TestPromisedDateEdited.BODY

    def migrate(self):
        path = get_module_path("hr_recruitment_candidate_experience")
        spec = spec_from_file_location(
            "promised_date", f"{path}/migrations/19.0.1.1.0/post-promised_date.py"
        )
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        self.env.cr.execute("UPDATE hr_applicant_communication SET promised_date = NULL")
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_the_row_that_made_the_promise(self):
        plain = self.tell()
        row = self.tell(body_html=self.BODY)
        self.migrate()
        self.assertEqual(row.promised_date, TOLD)
        self.assertFalse(plain.promised_date)

    def test_not_where_the_text_says_another_date(self):
        row = self.tell(body_html=self.BODY)
        self.applicant.sudo().reply_due_date = TOLD + DAY
        self.migrate()
        self.assertFalse(row.promised_date)

    def test_what_is_in_the_outbox_still_becomes_a_promise(self):
        row = self.plan_message(body_html=self.BODY)
        self.process()
        self.migrate()
        row._mark_sent("delivered")
        self.assertEqual(self.state(), ("open", TOLD))
