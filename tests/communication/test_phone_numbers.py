from datetime import timedelta

from odoo.tests import Form, tagged

from ..common import NOW, CandidateCase

ADDON = "hr_recruitment_candidate_experience"
MOBILE, LINE, ASK, NONE = "mobile", "line", "ask", "none"
# What stands in the field, the country it is read with, what it is, the number.
NUMBERS = (
    # Mobiles, as people in their countries write them.
    ("070-174 06 05", "SE", MOBILE, "+46701740605"),
    ("912 34 567", "NO", MOBILE, "+4791234567"),
    ("20 12 34 56", "DK", MOBILE, "+4520123456"),
    ("040 1234567", "FI", MOBILE, "+358401234567"),
    ("07400 123456", "GB", MOBILE, "+447400123456"),
    ("0151 23456789", "DE", MOBILE, "+4915123456789"),
    ("0664 1234567", "AT", MOBILE, "+436641234567"),
    ("06 12 34 56 78", "FR", MOBILE, "+33612345678"),
    ("512 345 678", "PL", MOBILE, "+48512345678"),
    ("312 345 6789", "IT", MOBILE, "+393123456789"),
    ("612 34 56 78", "ES", MOBILE, "+34612345678"),
    ("098765 43210", "IN", MOBILE, "+919876543210"),
    ("138 0013 8000", "CN", MOBILE, "+8613800138000"),
    ("090-1234-5678", "JP", MOBILE, "+819012345678"),
    ("(11) 91234-5678", "BR", MOBILE, "+5511912345678"),
    ("0412 345 678", "AU", MOBILE, "+61412345678"),
    ("082 123 4567", "ZA", MOBILE, "+27821234567"),
    # Nobody can tell a mobile from a line there.
    ("(415) 555-2671", "US", MOBILE, "+14155552671"),
    # Lines.
    ("08-123 456 78", "SE", LINE, "+46812345678"),
    ("22 12 34 56", "NO", LINE, "+4722123456"),
    ("020 7946 0958", "GB", LINE, "+442079460958"),
    ("030 123456", "DE", LINE, "+4930123456"),
    ("01 23 45 67 89", "FR", LINE, "+33123456789"),
    ("03-1234-5678", "JP", LINE, "+81312345678"),
    ("011 2345 6789", "IN", LINE, "+911123456789"),
    ("075-123 45 67", "SE", LINE, "+46751234567"),
    # Behind an extension there is a switchboard.
    ("(415) 555-2671 ext. 12", "US", LINE, "+14155552671"),
    ("+46 70 174 06 05 x 12", None, LINE, "+46701740605"),
    # Services, and what is none.
    ("020-123 456", "SE", NONE, None),
    ("0900-123 4567", "SE", NONE, None),
    ("1-800-FLOWERS", "US", NONE, None),
    ("0800 1234567", "DE", NONE, None),
    ("112", "SE", NONE, None),
    ("911", "US", NONE, None),
    ("call my mother", "SE", NONE, None),
    ("-", "SE", NONE, None),
    ("", "SE", NONE, None),
    # The same number in many clothes.
    ("+46 (0)70-174 06 05", None, MOBILE, "+46701740605"),
    ("(+46) 70 174 06 05", "US", MOBILE, "+46701740605"),
    ("0046 70 174 06 05", "SE", MOBILE, "+46701740605"),
    ("0046 70 174 06 05", "US", MOBILE, "+46701740605"),
    ("0046701740605", None, MOBILE, "+46701740605"),
    ("011 46 70 174 06 05", "US", MOBILE, "+46701740605"),
    ("46701740605", "SE", MOBILE, "+46701740605"),
    ("070.174.06.05", "SE", MOBILE, "+46701740605"),
    ("070–174 06 05", "SE", MOBILE, "+46701740605"),
    (
        "070\N{NO-BREAK SPACE}174\N{NO-BREAK SPACE}06\N{NO-BREAK SPACE}05",
        "SE",
        MOBILE,
        "+46701740605",
    ),
    (
        "\N{LEFT-TO-RIGHT EMBEDDING}+46 70 174 06 05\N{POP DIRECTIONAL FORMATTING}",
        None,
        MOBILE,
        "+46701740605",
    ),
    ("tel:+46-70-174-06-05", "SE", MOBILE, "+46701740605"),
    ("mobil: 0701740605", "SE", MOBILE, "+46701740605"),
    ("0701740605 (after five)", "SE", MOBILE, "+46701740605"),
    ("０９０−１２３４−５６７８", "JP", MOBILE, "+819012345678"),
    ("٠٥٠١٢٣٤٥٦٧", "AE", MOBILE, "+971501234567"),
    ("۰۹۱۲۳۴۵۶۷۸۹", "IR", MOBILE, "+989123456789"),
    # Two in one field: the SMS goes to the mobile.
    ("08-123 45 67 / 070-123 45 67", "SE", MOBILE, "+46701234567"),
    ("070-123 45 67 el. 08-123 45 67", "SE", MOBILE, "+46701234567"),
    ("0701234567 081234567", "SE", MOBILE, "+46701234567"),
    ("0701234567,0731234567", "SE", MOBILE, "+46701234567"),
    ("08-1234567; mob. +47 91234567", "SE", MOBILE, "+4791234567"),
    ("+46 70 174 06 05 / 06", "SE", MOBILE, "+46701740605"),
    # Of no country, or of another one than is assumed.
    ("0701740605", None, ASK, None),
    ("0151 23456789", "SE", ASK, None),
    ("07400 123456", "SE", ASK, None),
    ("98765 43210", "SE", ASK, None),
    ("070-17 40 605 12 34", "SE", ASK, None),
)


@tagged("post_install", "-at_install")
class TestPhoneNumbers(CandidateCase):
    """An SMS goes only to a number that can be a mobile of its country."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.se")
        cls.sms = cls._make_sms_text()
        cls.call = cls.env.ref("mail.mail_activity_data_call")

    def make(self, number, country=None, channel="sms", **values):
        applicant = self._make_applicants(preferred_channel=channel, **values)
        applicant.partner_id.country_id = country and self.env.ref(f"base.{country}")
        applicant.partner_phone = number
        return applicant

    def run_step(self, applicant, **values):
        step = self._make_step("manual", sms_template_id=self.sms.id, **values)
        row = applicant._start_step(step)
        self.process()
        return row

    def asked(self, applicant):
        return applicant.activity_ids.filtered(lambda a: a.summary == "Ask for the phone number")

    def test_numbers_of_the_world(self):
        applicant = self._make_applicants()
        self.company.country_id = False
        for text, code, kind, number in NUMBERS:
            with self.subTest(text, country=code):
                country = code and self.env["res.country"].search([("code", "=", code)])
                applicant.partner_id.country_id = country
                applicant.partner_phone = text
                phone = applicant._read_phone()
                self.assertEqual(phone.number, number)
                self.assertEqual(phone.mobile, number if kind == MOBILE else None)
                self.assertEqual(phone.is_unclear, kind == ASK)
                self.assertEqual(phone.can_be_called, kind != NONE)
                info = applicant._sms_get_recipients_info()[applicant.id]
                self.assertEqual(info["sanitized"], number if kind == MOBILE else False)

    def test_the_mobile_of_two_numbers_gets_the_sms(self):
        applicant = self.make("08-123 45 67 / 070-123 45 67")
        row = self.run_step(applicant)
        self.assertEqual((row.action, row.state), ("sms", "queued"))
        sms = self.env["sms.sms"].browse(row.sms_id_int)
        self.assertEqual((sms.number, sms.state), ("+46701234567", "outgoing"))
        self.assertEqual(applicant.phone_sanitized, "+46701234567")

    def test_a_line_gets_the_email_and_the_recruiter_is_told_once(self):
        applicant = self.make("08-123 456 78", user_id=self.recruiter.id)
        first = self.run_step(applicant)
        self.assertEqual((first.action, first.state), ("email", "queued"))
        self.assertEqual(first.channel_reason, "no_mobile")
        self.assertEqual(self.asked(applicant).user_id, self.recruiter)
        self.assertIn("08-123 456 78", self.asked(applicant).note)
        self.asked(applicant).action_done()
        second = self.run_step(applicant)
        self.assertFalse(self.asked(applicant))
        self.assertEqual((second.action, second.state), ("email", "queued"))

    def test_a_foreign_number_without_prefix_is_asked_about(self):
        for number, country in (("0701740605", "no"), ("0151 23456789", None), ("91234567", None)):
            with self.subTest(number):
                applicant = self.make(number, country)
                row = self.run_step(applicant)
                self.assertEqual((row.action, row.state), ("email", "queued"))
                self.assertEqual(row.channel_reason, "no_country")
                self.assertTrue(self.asked(applicant))

    def test_the_country_of_the_contact_is_known(self):
        row = self.run_step(self.make("0151 23456789", "de"))
        self.assertEqual(self.env["sms.sms"].browse(row.sms_id_int).number, "+4915123456789")

    def test_who_lives_elsewhere_has_no_number_of_ours(self):
        """Their own clock is another country's, and the number looks like ours."""
        applicant = self.make("0701740605")
        applicant.partner_id.with_user(self.env.ref("base.public_user")).sudo()
        self.env.cr.execute(
            "UPDATE res_partner SET tz = 'Europe/Oslo', create_uid = 1 WHERE id = %s",
            [applicant.partner_id.id],
        )
        applicant.partner_id.invalidate_recordset()
        self.assertEqual(self.run_step(applicant).channel_reason, "no_country")
        applicant.partner_id.country_id = self.env.ref("base.se")
        self.assertFalse(self.run_step(applicant).channel_reason)

    def test_another_company_has_another_country(self):
        company = self.env["res.company"].create(
            {"name": "Fjord", "country_id": self.env.ref("base.no").id}
        )
        applicant = self._make_applicants(partner_phone="912 34 567", company_id=company.id)
        self.assertEqual(applicant._read_phone().mobile, "+4791234567")
        self.assertEqual(applicant.phone_sanitized, "+4791234567")

    def test_a_step_that_has_only_an_sms_says_why_and_goes_on_with_the_number(self):
        applicant = self.make("08-123 456 78", channel="email", user_id=self.recruiter.id)
        row = self.run_step(applicant, action="sms")
        self.assertEqual((row.state, row.reason), ("failed", "no_mobile"))
        self.assertTrue(applicant.activity_ids)
        applicant.partner_phone = "070-174 06 05"
        self.process()
        self.assertEqual((row.state, row.action), ("queued", "sms"))
        self.assertFalse(row.channel_reason)

    def test_an_sms_step_with_an_email_falls_back_on_it(self):
        row = self.run_step(
            self.make("112", channel="email"), action="sms", mail_template_id=self.template.id
        )
        self.assertEqual((row.action, row.channel_reason), ("email", "no_number"))

    def test_a_line_without_email_is_called(self):
        applicant = self.make("08-123 456 78", email_from=False)
        row = self.run_step(applicant, activity_type_id=self.call.id)
        self.assertEqual((row.action, row.state), ("activity", "sent"))
        self.assertIn(self.call, applicant.activity_ids.activity_type_id)

    def test_who_prefers_calls_is_called_where_there_is_a_number(self):
        for number, action, why in (
            ("08-123 456 78", "activity", False),
            ("0151 23456789", "activity", False),
            (False, "email", "no_number"),
            ("112", "email", "no_number"),
        ):
            with self.subTest(number):
                applicant = self.make(number, channel="phone")
                row = self.run_step(applicant, activity_type_id=self.call.id)
                self.assertEqual((row.action, row.channel_reason), (action, why))
                self.assertEqual(bool(self.asked(applicant)), bool(why))

    def test_who_only_asks_changes_no_channel(self):
        for channel, number in (("email", "112"), ("sms", "070-174 06 05")):
            applicant = self.make(number, channel="email")
            step = self._make_step("manual", sms_template_id=self.sms.id)
            row = applicant._start_step(step)
            row._fail("broken")
            applicant.preferred_channel = "sms"
            before = row.action, row.channel_reason
            with self.subTest(channel):
                self.assertEqual(row._filter_retriable(), row)
                self.assertEqual((row.action, row.channel_reason), before)
                row.with_user(self.recruiter).action_retry()
                self.process()
                self.assertEqual((row.state, row.action), ("queued", channel))
                self.assertEqual(bool(self.asked(applicant)), channel == "email")

    def test_a_recruiter_sends_an_sms_to_mobiles_only(self):
        line, mobile = self.make("08-123 456 78"), self.make("070-174 06 05")
        composer = self.env["sms.composer"].create(
            {
                "composition_mode": "mass",
                "res_model": "hr.applicant",
                "res_ids": str((line + mobile).ids),
                "body": "Hello",
                "mass_keep_log": True,
            }
        )
        sent = {sms.mail_message_id.res_id: sms for sms in composer._action_send_sms()}
        self.assertEqual(sent[line.id].failure_type, "sms_number_format")
        self.assertEqual(sent[mobile.id].state, "outgoing")
        for applicant, valid in ((line, False), (mobile, True)):
            form = Form(
                self.env["sms.composer"].with_context(
                    default_composition_mode="comment",
                    default_res_model="hr.applicant",
                    default_res_id=applicant.id,
                    default_body="Hello",
                )
            )
            self.assertEqual(form.save().recipient_single_valid, valid)

    def test_many_are_read_with_as_many_queries_as_few(self):
        step = self._make_step("manual", sms_template_id=self.sms.id)
        counts = []
        for number in (2, 20):
            applicants = self._make_applicants(
                number, preferred_channel="sms", partner_phone="0151 23456789"
            )
            rows = applicants._start_step(step)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows._stop_untrue()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(set(rows.mapped("channel_reason")), {"no_country"})
        self.assertLessEqual(counts[1], counts[0] + 5)

    def test_shipped_steps_have_short_words_where_they_fit(self):
        """In the alphabet of SMS, where a letter more halves what fits into one."""
        plan = self.env.ref(f"{ADDON}.communication_plan_default")
        steps = plan.with_context(active_test=False).step_ids
        by_sms = steps.filtered("sms_template_id")
        self.assertGreaterEqual(len(by_sms), 13)
        # What is needed in writing, and what the recruiter chooses the channel of.
        mails = (steps - by_sms).filtered(lambda step: step.action == "email")
        in_writing = {"interview_booked", "interview_before", "refused", "keep_ends"}
        in_writing |= {"question_answered", "papers_asked", "papers_mend", "papers_due"}
        self.assertLessEqual(set(mails.mapped("trigger")), in_writing)
        applicant = self.make("070-174 06 05", user_id=self.recruiter.id)
        applicant.first_day = NOW.date() + timedelta(days=14)
        for template in by_sms.sms_template_id:
            with self.subTest(template.name):
                text = template._render_field("body", applicant.ids)[applicant.id]
                self.assertTrue(text.startswith("Hi Anna, "), text)
                self.assertTrue(text.endswith(f"/{self.recruiter.name}, {self.company.name}"))
                self.assertNotIn("  ", text)
                text.encode("ascii")
                self.assertLessEqual(len(text), 320)
