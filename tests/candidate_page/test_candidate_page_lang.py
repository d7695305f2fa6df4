from odoo.tests import tagged

from ..cases.candidate_page import CandidatePageCase
from ..common import NOW
from ..communication.test_one_language import DAY, LanguageCase

MODULE = "hr_recruitment_candidate_experience"


class SwedishCase(CandidatePageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("sv_SE", "de_DE", "en_GB"):
            cls.env["res.lang"]._activate_lang(code)
        module = cls.env["ir.module.module"].search([("name", "=", MODULE)])
        module._update_translations(["sv_SE"])
        cls.company.partner_id.lang = "en_US"


@tagged("post_install", "-at_install")
class TestLanguageOfTheApplication(SwedishCase):
    """Page and messages are in the language of the application; the contact, who may be
    a customer, keeps the one that others know of."""

    def apply(self, lang, email="anna@customer.example", name="Anna Ek"):
        website = self.env["website"].get_current_website()
        website.language_ids |= self.env["res.lang"].search([("code", "in", ("sv_SE", "en_US"))])
        self.opener.cookies.set("frontend_lang", lang)
        form = {"partner_name": name, "email_from": email, "job_id": self.job.id}
        answer = self.url_open("/website/form/hr.applicant", data=form)
        return self.env["hr.applicant"].browse(answer.json()["id"])

    def test_a_customer_applies_on_the_swedish_site(self):
        customer = self.env["res.partner"].create(
            {"name": "Anna Ek", "email": "anna@customer.example", "lang": "en_US"}
        )
        applicant = self.apply("sv_SE")
        self.assertEqual(applicant.partner_id, customer)
        self.assertEqual(applicant.candidate_lang, "sv_SE")
        self.assertEqual(applicant._get_candidate_lang(), "sv_SE")
        self.assertEqual(customer.lang, "en_US")

    def test_each_application_has_its_own(self):
        swedish, english = self.apply("sv_SE"), self.apply("en_US")
        self.assertEqual(swedish.partner_id, english.partner_id)
        self.assertEqual((swedish + english).mapped("candidate_lang"), ["sv_SE", "en_US"])

    def test_what_says_no_language_follows_the_person(self):
        first = self.apply("sv_SE")
        later = self._make_applicants(partner_id=first.partner_id.id, partner_name="Anna Ek")
        self.assertEqual(later.candidate_lang, "sv_SE")
        self.assertEqual(later.copy().candidate_lang, "sv_SE")
        other = self._make_applicants(partner_id=first.partner_id.id, partner_name="Bo Ek")
        self.assertFalse(other.candidate_lang)

    def test_the_switch_on_the_page(self):
        partner = self.applicant.partner_id
        second = self._make_applicants(partner_id=partner.id, partner_name="Anna Ek 0")
        stranger = self._make_applicants(partner_id=partner.id, partner_name="Bo Ek")
        page = self.look()
        self.assertIn('value="sv_SE"', page)
        self.assertIn("Svenska", page)
        self.assertNotIn("Deutsch", page, "no page is in German")
        answer = self.press("language", language="sv_SE")
        said = self.look(answer.headers["Location"])
        self.env.invalidate_all()
        self.assertEqual(self.applicant.candidate_lang, "sv_SE")
        self.assertEqual(second.candidate_lang, "sv_SE")
        self.assertFalse(stranger.candidate_lang)
        self.assertEqual(partner.lang, "en_US")
        self.assertIn('lang="sv-SE"', said)
        self.assertIn('lang="sv-SE"', self.look())

    def test_pressed_too_soon_is_said_in_the_language_that_was_meant(self):
        answer = self.press("language", seconds=0, language="sv_SE")
        self.assertIn('role="status" lang="sv-SE">', answer.text)
        self.assertIn("Tryck en gång till", answer.text)
        self.assertIn('lang="en-US"', answer.text)
        self.env.invalidate_all()
        self.assertFalse(self.applicant.candidate_lang)

    def test_only_languages_that_the_page_has(self):
        for code in ("de_DE", "xx_XX", "", "sv"):
            answer = self.press("language", language=code)
            self.assertEqual(answer.status_code, 422)
            self.env.invalidate_all()
            self.assertFalse(self.applicant.candidate_lang)

    def test_no_switch_where_there_is_no_choice(self):
        self.env["res.lang"].search([("code", "in", ("sv_SE", "en_GB"))]).active = False
        self.assertNotIn('id="language"', self.look())

    def test_the_preview_is_the_candidates(self):
        self.applicant.candidate_lang = "sv_SE"
        self.authenticate(self.recruiter.login, self.recruiter.login)
        page = self.look(f"/candidate/preview/{self.applicant.id}")
        self.assertIn('lang="sv-SE"', page)


@tagged("post_install", "-at_install")
class TestLanguageChosenMeanwhile(LanguageCase):
    """Each candidate hears every message whole in one language, whatever they choose
    while it waits."""

    def read_delivered(self, applicant):
        self.run_at(NOW + DAY)
        return self.read_mail(applicant)

    @classmethod
    def _make_candidates(cls, *langs):
        """Somebody new each time."""
        candidates = super()._make_candidates(*langs)
        for candidate in candidates:
            candidate.partner_name = f"{candidate.partner_name} {candidate.id}"
            candidate.write({"candidate_lang": False})
        return candidates

    def choose(self, applicant, code):
        applicant.sudo()._choose_lang(code)

    def test_templates_that_name_the_contact(self):
        self.words.lang = "{{ object.partner_id.lang }}"
        applicant = self._make_candidates("en_US")
        applicant.candidate_lang = "sv_SE"
        self.refuse(applicant)
        self.assert_whole(self.read_delivered(applicant), "sv")

    def test_words_that_nobody_chose_follow(self):
        for freeze in (False, True):
            applicant = self._make_candidates("sv_SE")
            self.refuse(applicant)
            if freeze:
                self.ledger._freeze_refusals()
            self.choose(applicant, "en_US")
            with self.subTest(freeze=freeze):
                self.assert_whole(self.read_delivered(applicant), "en")

    def test_a_refusal_that_is_tried_again_follows(self):
        for number, words in enumerate(({}, {"explanation": "Eget Skäl"})):
            applicant = self._make_candidates("sv_SE")
            row = self.refuse(applicant, **words)
            self.ledger._freeze_refusals()
            row.sudo()._fail("bounced")
            self.choose(applicant, "en_US")
            row.action_retry()
            with self.subTest(words=words):
                lang = "sv" if number else "en"
                self.assert_whole(self.read_delivered(applicant), lang)

    def test_words_of_a_person_stay_whole(self):
        for freeze in (False, True):
            applicant = self._make_candidates("sv_SE")
            self.refuse(applicant, explanation="Eget Skäl")
            if freeze:
                self.ledger._freeze_refusals()
            self.choose(applicant, "en_US")
            with self.subTest(freeze=freeze):
                text = self.read_delivered(applicant)
                self.assert_whole(text, "sv")
                self.assertIn("Eget Skäl", text)

    def test_a_text_that_was_edited_stays_whole(self):
        applicant = self._make_candidates("sv_SE")
        row = self.refuse(applicant)
        self.ledger._freeze_refusals()
        row = row.with_user(self.recruiter)
        row.body = row.body.replace("Kära", "Kära kära")
        self.choose(applicant, "en_US")
        text = self.read_delivered(applicant)
        self.assert_whole(text, "sv")
        self.assertIn("Kära kära", text)

    def test_the_reason_is_not_lost(self):
        """Where it says nothing in the new language, the message stays in the old one."""
        self.env.cr.execute(
            "UPDATE hr_applicant_refuse_reason"
            ' SET candidate_explanation = \'{"en_US": "Reason"}\' WHERE id = %s',
            [self.reason.id],
        )
        self.reason.invalidate_recordset()
        applicant = self._make_candidates("en_US")
        self.refuse(applicant)
        self.choose(applicant, "sv_SE")
        self.assert_whole(self.read_delivered(applicant), "en")

    def test_the_contacts_language_changes(self):
        applicant = self._make_candidates("sv_SE")
        self.refuse(applicant)
        self.ledger._freeze_refusals()
        applicant.partner_id.lang = "en_US"
        self.assert_whole(self.read_delivered(applicant), "sv")

    def test_what_a_colleague_writes_in_the_chatter(self):
        applicant = self._make_candidates("en_US")
        applicant.candidate_lang = "sv_SE"
        applicant.message_post(
            body="Kära Skäl Ingenjör juni Kvitto",
            partner_ids=applicant.partner_id.ids,
            email_layout_xmlid="candidate_test.layout",
        )
        mail = self.mails(applicant)
        self.assertIn("Sidfot", mail.body_html)
        self.assertNotIn("Footer", mail.body_html)


@tagged("post_install", "-at_install")
class TestSwedishMemory(SwedishCase):
    """What was asked is told again in the language that the page is in today."""

    def test_proposal_and_address(self):
        meeting = self.book(start=NOW + 5 * DAY)
        self.press("propose", meeting=meeting.id, time1="2026-06-16T09:00")
        self.applicant.candidate_lang = "sv_SE"
        self.env.flush_all()
        page = self.look().split('id="memory_title"')[1].split("</section")[0]
        self.assertIn("måndag 15 juni", page)
        self.assertIn("tisdag 16 juni", page)
        for english in ("Monday", "Instead", "asked", "colleague"):
            self.assertNotIn(english, page)
        known = self.env["mail.mail"].search([])
        self.press("address", text="ny@example.org")
        mail = self.env["mail.mail"].search([]) - known
        self.assertIn("Din kod", mail.subject)
        self.assertIn('lang="sv-SE"', mail.body_html)
        self.assertNotIn("Please", mail.body_html)
