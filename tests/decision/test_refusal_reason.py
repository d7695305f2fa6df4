from odoo.tests import tagged

from ..common import NOW
from ..communication.test_one_language import DAY, LanguageCase

FLAG = "does not say why"


@tagged("post_install", "-at_install")
class TestRefusalReason(LanguageCase):
    """A refusal that says no reason is flagged before it leaves, wherever it comes
    from; nobody is kept from sending it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        reasons = cls.env["hr.applicant.refuse.reason"].with_context(lang="en_US")
        cls.mute = reasons.create({"name": "Other"})
        cls.english = reasons.create({"name": "Years", "candidate_explanation": "More years"})
        cls.swedish = reasons.with_context(lang="sv_SE").create(
            {"name": "År", "candidate_explanation": "Fler år"}
        )

    # reason, language of the candidate → whether the refusal says why
    def get_cases(self):
        return [
            (self.mute, "en_US", False),
            (self.mute, "sv_SE", False),
            (self.english, "en_US", True),
            (self.english, "sv_SE", False),
            # Whose language no text is in reads all of it in English.
            (self.english, "de_DE", True),
            (self.swedish, "sv_SE", True),
            (self.reason, "sv_SE", True),
            (self.reason, "en_US", True),
        ]

    def test_in_the_wizard(self):
        for reason, lang, says in self.get_cases():
            with self.subTest(reason=reason.name, lang=lang):
                applicant = self._make_candidates(lang)
                wizard = self.wizard(applicant, refuse_reason_id=reason.id)
                self.assertEqual(FLAG in (wizard.explanation_hint or ""), not says)
                self.assertEqual(bool(wizard.explanation), says)
                wizard.explanation = "These are the words for it"
                self.assertNotIn(FLAG, wizard.explanation_hint or "")

    def test_while_it_waits(self):
        for reason, lang, says in self.get_cases():
            with self.subTest(reason=reason.name, lang=lang):
                applicant = self._make_candidates(lang)
                row = self.refuse(applicant, refuse_reason_id=reason.id)
                self.assertEqual(row.lacks_reason, not says)
                self.assertEqual(applicant.refusal_lacks_reason, not says)
                found = self.ledger.search([("lacks_reason", "=", True)])
                self.assertEqual(row in found, not says)
                self.assertNotEqual(
                    row in self.ledger.search([("lacks_reason", "=", False)]), row in found
                )
                self.run_at(NOW + DAY)
                self.assertEqual(row.state, "queued", "it is not kept back")
                self.assertFalse(row.lacks_reason, "it has left")

    def test_many_at_once(self):
        for reason, lang, says in self.get_cases():
            applicants = self._make_candidates(lang, lang)
            wizard = self.wizard(applicants, refuse_reason_id=reason.id)
            self.assertEqual(FLAG in (wizard.explanation_hint or ""), not says)
        applicants = self._make_candidates("sv_SE", "en_US")
        wizard = self.wizard(applicants, refuse_reason_id=self.english.id)
        self.assertIn("Swedish", wizard.explanation_hint)
        self.assertNotIn("English", wizard.explanation_hint)

    def test_by_a_list_or_an_import(self):
        for reason, lang, says in self.get_cases():
            with self.subTest(reason=reason.name, lang=lang):
                applicant = self._make_candidates(lang)
                applicant.write({"refuse_reason_id": reason.id, "active": False})
                row = self.answers(applicant)
                self.assertEqual(row.lacks_reason, not says)
                text = applicant.with_context(lang=row._get_message_lang()).get_refusal()
                self.assertEqual(bool(text["explanation"]), says)

    def test_what_is_mended_is_not_flagged(self):
        applicant = self._make_candidates("sv_SE")
        row = self.refuse(applicant, refuse_reason_id=self.english.id)
        self.assertTrue(row.lacks_reason)
        applicant.refusal_explanation = "Fler år behövs för det här"
        self.assertFalse(row.lacks_reason)
        other = self._make_candidates("sv_SE")
        row = self.refuse(other, refuse_reason_id=self.english.id)
        self.english.with_context(lang="sv_SE").candidate_explanation = "Fler år"
        other.refusal_channel = False
        self.env.invalidate_all()
        self.assertFalse(row.lacks_reason)

    def test_no_reason_is_asked_of(self):
        applicant = self._make_candidates("en_US")
        for values in (
            {"refuse_reason_id": self.spam.id},
            {"refuse_reason_id": self.withdrawal.id},
            {"refuse_reason_id": self.mute.id, "channel": "call"},
        ):
            wizard = self.wizard(applicant, **values)
            self.assertFalse(wizard.explanation_hint)

    def test_a_text_in_the_company_s_language(self):
        """Typed in Odoo in English, by a company that speaks Swedish."""
        self.company.partner_id.lang = "sv_SE"
        applicant = self._make_candidates("sv_SE")
        self.mute.with_context(lang="en_US").candidate_explanation = "Fler år"
        row = self.refuse(applicant, refuse_reason_id=self.mute.id)
        self.assertFalse(row.lacks_reason)
        self.assertEqual(applicant.refusal_explanation, "Fler år")
