import re
from datetime import timedelta

from odoo.tests import Form, HttpCase, tagged
from odoo.tools import html2plaintext

from ..cases.decision import DecisionCase
from ..common import NOW

MODULE = "hr_recruitment_candidate_experience"
DAY = timedelta(days=1)
# A word of each language that each part of a message has.
ENGLISH = ("Dear", "Reason", "Engineer", "June", "Footer", "Receipt")
SWEDISH = ("Kära", "Skäl", "Ingenjör", "juni", "Sidfot", "Kvitto")
BODY = """<p>Dear <t t-out="object.partner_name"/></p>
    <p t-out="object.get_refusal()['explanation'] or ''"/>
    <t t-out="object.job_id.name"/>
    <t t-call="candidate_test.receipt"/>
    <t t-out="format_date(object.answer_expected_date, 'EEEE d MMMM')"/>"""


class LanguageCase(DecisionCase):
    """A company that speaks English, with candidates in Swedish, in German, which
    nothing is translated to, and without a language."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("sv_SE", "de_DE"):
            cls.env["res.lang"]._activate_lang(code)
        module = cls.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])
        cls.company.partner_id.lang = "en_US"
        # Neither the reader's language nor the cron's is any candidate's.
        cls.recruiter.lang = "de_DE"
        cls.env = cls.env(context={**cls.env.context, "lang": "de_DE"})
        cls.new.expected_days = 5
        cls.reason.with_context(lang="en_US").candidate_explanation = "Reason"
        cls.reason.with_context(lang="sv_SE").candidate_explanation = "Skäl"
        cls.job.with_context(lang="en_US").name = "Engineer"
        cls.job.with_context(lang="sv_SE").name = "Ingenjör"
        cls._make_view("receipt", "<p>Receipt</p>", {"Receipt": "Kvitto"})
        cls._make_view(
            "layout",
            """<div t-att-lang="lang"><t t-out="message.body"/>
            <p>Footer</p><p t-out="record.job_id.name"/></div>""",
            {"Footer": "Sidfot"},
        )
        cls.words.with_context(lang="en_US").write(
            {
                "subject": "Dear {{ object.job_id.name }}",
                "body_html": BODY,
                "email_layout_xmlid": "candidate_test.layout",
                "lang": False,
            }
        )
        cls.words.with_context(lang="sv_SE").write(
            {
                "subject": "Kära {{ object.job_id.name }}",
                "body_html": BODY.replace("Dear", "Kära"),
            }
        )

    @classmethod
    def _make_view(cls, name, arch, swedish):
        view = cls.env["ir.ui.view"].with_context(lang="en_US")
        view = view.create(
            {
                "name": name,
                "type": "qweb",
                "key": f"candidate_test.{name}",
                "arch": f'<t t-name="candidate_test.{name}">{arch}</t>',
            }
        )
        view.update_field_translations("arch_db", {"sv_SE": swedish})
        cls.env["ir.model.data"].create(
            {
                "module": "candidate_test",
                "name": name,
                "model": "ir.ui.view",
                "res_id": view.id,
            }
        )

    @classmethod
    def _make_candidates(cls, *langs):
        candidates = cls._make_applicants(len(langs), stage_id=cls.new.id)
        for candidate, lang in zip(candidates, langs, strict=True):
            candidate.partner_id.lang = lang
        return candidates

    def assert_whole(self, text, lang, without=()):
        """Every part of the text is in this language, and no part in another one."""
        mine, others = (SWEDISH, ENGLISH) if lang == "sv" else (ENGLISH, SWEDISH)
        for word, other in zip(mine, others, strict=True):
            if word not in without and other not in without:
                self.assertIn(word, text)
            self.assertNotIn(other, text)
        for german in ("Juni", "Mittwoch", "Donnerstag", "Freitag"):
            self.assertNotIn(german, text)

    def read_mail(self, applicant):
        mail = self.mails(applicant)
        self.assertEqual(len(mail), 1)
        return f"{mail.subject} {mail.body_html}"


LANGS = ("sv_SE", "en_US", "de_DE", False)
READ = ("sv", "en", "en", "en")


@tagged("post_install", "-at_install")
class TestOneLanguage(LanguageCase):
    """Each candidate hears every message whole in one language."""

    def refuse_all(self, applicants, **values):
        self.refuse(applicants, **values)
        self.run_at(NOW + DAY)

    def test_one_candidate_at_a_time(self):
        for lang, read in zip(LANGS, READ, strict=True):
            with self.subTest(lang):
                applicant = self._make_candidates(lang)
                self.refuse_all(applicant)
                self.assert_whole(self.read_mail(applicant), read)

    def test_many_at_once_without_a_word_of_the_recruiter(self):
        applicants = self._make_candidates(*LANGS)
        self.refuse_all(applicants)
        for applicant, read in zip(applicants, READ, strict=True):
            with self.subTest(read):
                self.assert_whole(self.read_mail(applicant), read)

    def test_by_a_list_or_an_import(self):
        applicants = self._make_candidates(*LANGS)
        applicants.write({"refuse_reason_id": self.reason.id, "active": False})
        self.run_at(NOW + DAY)
        for applicant, read in zip(applicants, READ, strict=True):
            with self.subTest(read):
                self.assert_whole(self.read_mail(applicant), read)

    def test_words_that_were_fixed_when_it_was_decided(self):
        applicants = self._make_candidates(*LANGS)
        self.refuse(applicants)
        self.ledger._freeze_refusals()
        self.run_at(NOW + DAY)
        for applicant, read in zip(applicants, READ, strict=True):
            with self.subTest(read):
                self.assert_whole(self.read_mail(applicant), read)

    def test_fixed_words_whose_date_has_passed_wait_for_the_recruiter(self):
        applicant = self._make_candidates("sv_SE")
        row = self.refuse(applicant).sudo()
        self.assertIn("18 juni", row.body)
        applicant.action_pause_communication()
        with self.at(NOW + 12 * DAY):
            applicant.action_resume_communication()
            self.process()
            self.assertEqual((row.state, row.reason), ("scheduled", "stale_date"))
            self.assertEqual(applicant.answer_state, "owed", "it is listed as unanswered")
            self.assertTrue(applicant.activity_ids)
            row.body = str(row.body).replace(">torsdag 18 juni<", ">30 juni<")
            self.assertEqual(applicant.answer_state, "pending")
            self.process()
        self.assertIn("30 juni", self.read_mail(applicant))

    def test_the_dialog_shows_what_the_candidate_reads(self):
        for lang, read in zip(LANGS, READ, strict=True):
            with self.subTest(lang):
                wizard = self.wizard(self._make_candidates(lang))
                text = f"{wizard.message_subject} {wizard.message_body}"
                self.assert_whole(text, read, without=("Footer", "Sidfot"))
                self.assertFalse(wizard.explanation_ids)
                self.assertIn({"sv": "Swedish", "en": "English"}[read], wizard.lang_names)

    def test_a_message_to_many_is_shown_for_each(self):
        """Before it is sent, in the language of whom it is shown for."""
        applicants = self._make_candidates(*LANGS)
        step = self._make_step("manual", mail_template_id=self.words.id)
        dialog = self.env["hr.applicant.communication.start"].with_user(self.recruiter)
        dialog = dialog.with_context(default_applicant_ids=applicants.ids, lang="en_US")
        with Form(dialog) as form:
            form.step_id = step
            self.assertEqual(form.shown_id, applicants[0])
            for applicant, read in zip(applicants, READ, strict=True):
                form.shown_id = applicant
                text = f"{form.preview_subject} {form.preview_body}"
                self.assertIn({"sv": "Kära", "en": "Dear"}[read], text)
                self.assertIn(applicant.partner_name, text)
                self.assertIn({"sv": "Swedish", "en": "English"}[read], form.lang_name)

    def test_one_explanation_for_each_language(self):
        applicants = self._make_candidates(*LANGS)
        context = {
            **applicants.archive_applicant()["context"],
            "default_applicant_ids": applicants.ids,
        }
        dialog = self.env["applicant.get.refuse.reason"].with_user(self.recruiter)
        with Form(dialog.with_context(**context)) as form:
            form.refuse_reason_id = self.reason
            self.assertEqual(form.lang_count, 2)
            self.assertEqual(len(form.explanation_ids), 2)
            with form.explanation_ids.edit(0) as line:
                self.assertEqual((line.lang, line.applicant_count), ("en_US", 3))
                line.explanation = "You lack a Reason"
            with form.explanation_ids.edit(1) as line:
                self.assertEqual((line.lang, line.explanation), ("sv_SE", "Skäl"))
                line.explanation = "Du saknar Skäl"
        form.record.action_refuse_reason_apply()
        self.run_at(NOW + DAY)
        for applicant, read in zip(applicants, READ, strict=True):
            text = self.read_mail(applicant)
            self.assert_whole(text, read)
            self.assertIn({"sv": "Du saknar", "en": "You lack"}[read], text)

    def test_words_for_all_are_what_was_written(self):
        applicants = self._make_candidates(*LANGS)
        self.refuse(applicants, explanation="Other skills")
        self.assertEqual(set(applicants.mapped("refusal_explanation")), {"Other skills"})

    def test_sms(self):
        template = (
            self.env["sms.template"]
            .with_context(lang="en_US")
            .create(
                {
                    "name": "Word",
                    "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                    "body": "Dear {{ object.job_id.name }} "
                    "{{ format_date(object.answer_expected_date, 'EEEE d MMMM') }}",
                }
            )
        )
        template.with_context(lang="sv_SE").body = (
            "Kära {{ object.job_id.name }} "
            "{{ format_date(object.answer_expected_date, 'EEEE d MMMM') }}"
        )
        step = self._make_step("manual", action="sms", sms_template_id=template.id)
        applicants = self._make_candidates(*LANGS)
        for number, applicant in enumerate(applicants):
            applicant.partner_phone = f"+4670123456{number}"
        applicants._start_step(step)
        self.process()
        for row, read in zip(self.rows(applicants, step_id=step), READ, strict=True):
            text = self.env["sms.sms"].browse(row.sms_id_int).body
            parts = ("Reason", "Footer", "Receipt", "Skäl", "Sidfot", "Kvitto")
            self.assert_whole(text, read, without=parts)

    def test_a_refusal_by_sms_waits_and_another_language_is_chosen(self):
        text = self.env["sms.template"].with_context(lang="en_US")
        text = text.create(
            {
                "name": "No",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "body": "Dear {{ object.get_refusal()['explanation'] }}",
            }
        )
        text.with_context(lang="sv_SE").body = "Kära {{ object.get_refusal()['explanation'] }}"
        self.answer_step.write({"action": "sms", "sms_template_id": text.id})
        cases = (None, "Dear Reason"), ("Annat skäl", "Kära Annat skäl")
        applicants = self._make_candidates("sv_SE", "sv_SE")
        for applicant, (words, said) in zip(applicants, cases, strict=True):
            with self.subTest(words):
                applicant.partner_phone = "+46701234567"
                self.refuse(applicant, **({"explanation": words} if words else {}))
                applicant._choose_lang("en_US")
                self.run_at(NOW + DAY)
                row = self.answers(applicant)
                self.assertEqual(self.env["sms.sms"].browse(row.sms_id_int).body, said)

    def test_who_calls_reads_the_guide_and_says_the_reason(self):
        self.recruiter.lang = "sv_SE"
        self.call_step.with_context(lang="en_US").activity_note = "<p>Guide</p>"
        self.call_step.with_context(lang="sv_SE").activity_note = "<p>Handledning</p>"
        swedish, none = self._make_candidates("sv_SE", False)
        self.refuse_all(swedish + none, channel="call")
        for applicant, said in ((swedish, "Skäl"), (none, "Reason")):
            note = applicant.activity_ids.note
            self.assertIn("Handledning", note)
            self.assertIn(said, note)
            self.assertEqual("English" in note, said == "Reason")

    def test_an_answer_that_came_back_is_called_in_the_candidates_language(self):
        applicant = self._make_candidates("sv_SE")
        row = self.refuse(applicant)
        row.sudo()._fail("undeliverable")
        self.assertIn("Skäl", "".join(a.note or "" for a in applicant.activity_ids))

    def test_the_language_of_a_template_wins_whole(self):
        self.words.lang = "sv_SE"
        applicants = self._make_candidates(*LANGS)
        self.refuse_all(applicants)
        for applicant in applicants:
            self.assert_whole(self.read_mail(applicant), "sv")

    def test_an_expression_that_renders_nothing(self):
        for lang in ("{{ object.partner_id.lang }}", "{{ object.job_id.user_id.tz }}"):
            self.words.lang = lang
            applicant = self._make_candidates(False)
            self.refuse_all(applicant)
            self.assert_whole(self.read_mail(applicant), "en")

    def test_a_company_that_speaks_swedish(self):
        self.company.partner_id.lang = "sv_SE"
        applicants = self._make_candidates(*LANGS)
        self.refuse_all(applicants)
        for applicant, read in zip(applicants, ("sv", "en", "en", "sv"), strict=True):
            self.assert_whole(self.read_mail(applicant), read)

    def test_the_website_of_the_job_ad(self):
        website = self.env["website"].create(
            {
                "name": "Jobb",
                "default_lang_id": self.env.ref("base.lang_sv_SE").id,
                "language_ids": self.env.ref("base.lang_sv_SE").ids,
            }
        )
        self.job.website_id = website
        applicants = self._make_candidates(False, "en_US")
        self.assertEqual(applicants[0]._get_candidate_lang(), "sv_SE")
        self.assertEqual(applicants[1]._get_candidate_lang(), "en_US")

    def test_a_language_that_is_not_installed_any_more(self):
        applicant = self._make_candidates(False)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET lang = 'fr_FR' WHERE id = %s",
            [applicant.partner_id.id],
        )
        applicant.partner_id.invalidate_recordset(["lang"])
        self.assertEqual(applicant._get_candidate_lang(), "en_US")

    def test_other_messages(self):
        self.words.with_context(lang="en_US").body_html = BODY
        steps = [
            self._make_step(trigger, mail_template_id=self.words.id)
            for trigger in ("manual", "interview_booked")
        ]
        applicants = self._make_candidates(*LANGS)
        applicants._start_step(steps[0])
        self.process()
        for applicant, read in zip(applicants, READ, strict=True):
            without = ("Reason", "Skäl")
            self.assert_whole(self.read_mail(applicant), read, without)

    def test_calendar_file(self):
        self._make_step("interview_booked", mail_template_id=self.words.id)
        for lang, job in (("sv_SE", "Ingenjör"), ("de_DE", "Engineer")):
            applicant = self._make_candidates(lang)
            meeting = self.meet(applicant, NOW + DAY)
            self.process()
            mail = self.mails(applicant)
            for file in (mail.attachment_ids.raw, meeting._get_candidate_ics()):
                self.assertIn(job, file.decode())

    def test_a_survey(self):
        survey = self._make_survey(feedback_moment="applied")
        step = self._make_survey_step(survey, trigger="manual")
        applicants = self._make_candidates(*LANGS)
        applicants._start_step(step)
        self.process()
        invitations = self.rows(applicants, step_id=step).mapped("survey_input_id")
        self.assertEqual(set(invitations.mapped("lang_id.code")), {"sv_SE", "en_US"})

    def test_everything_that_is_shipped(self):
        """In Swedish without a word of English; in German nothing German."""
        english = re.compile(r"\b(the|you|your|we|and|with|by|at|hi|hello|June)\b", re.I)
        other = re.compile(r"Uhr|Juni|(Mon|Diens|Donners|Frei)tag|Mittwoch|Stunde")
        candidates = self._make_candidates("sv_SE", "de_DE")
        for applicant in candidates:
            self.meet(applicant, NOW + DAY)
            applicant.write({"reply_due_date": NOW.date() + DAY, "reply_promise_state": "open"})
        data = self.env["ir.model.data"].search(
            [
                ("module", "=", MODULE),
                ("model", "in", ("mail.template", "sms.template")),
            ]
        )
        for record in data:
            template = self.env[record.model].browse(record.res_id).sudo()
            if template.model != "hr.applicant":
                continue
            fields = ("body",) if "body" in template else ("subject", "body_html")
            texts = [
                template._render_field(field, candidates.ids, compute_lang=True) for field in fields
            ]
            swedish, german = (
                html2plaintext(" ".join(str(text[a.id]) for text in texts)) for a in candidates
            )
            with self.subTest(record.name):
                self.assertFalse(english.findall(swedish), swedish)
                self.assertTrue(english.search(german))
                self.assertFalse(other.findall(german), german)


@tagged("post_install", "-at_install")
class TestOneLanguagePage(LanguageCase, HttpCase):
    """The candidate's page, and what is downloaded and pressed there."""

    def read_page(self, lang):
        applicant = self._make_candidates(lang)
        applicant.write({"reply_due_date": NOW.date() + DAY, "reply_promise_state": "open"})
        applicant._ensure_page_tokens()
        self.env.flush_all()
        page = self.url_open(applicant._page_path(), headers={"Accept-Language": "de-DE"})
        self.assertEqual(page.status_code, 200)
        return page.text

    def test_page(self):
        for lang, said, day, job in (
            ("sv_SE", "Din ansökan", "torsdag", "Ingenjör"),
            ("en_US", "Your application", "Thursday", "Engineer"),
            ("de_DE", "Your application", "Thursday", "Engineer"),
            (False, "Your application", "Thursday", "Engineer"),
        ):
            with self.subTest(lang):
                text = self.read_page(lang)
                for word in (said, day, job):
                    self.assertIn(word, text)
                self.assertNotIn("Donnerstag", text)
                self.assertIn(f'lang="{"sv-SE" if said[0] == "D" else "en-US"}"', text)
