from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW

SCRIPT = Path(__file__).parents[2] / "migrations/19.0.1.3.0/post-speaker.py"


@tagged("post_install", "-at_install")
class TestRefusalSpeaker(DecisionCase):
    """The recruiter leaves between the decision and the day on which it is told."""

    def setUp(self):
        super().setUp()
        self.words.body_html = """<p>No.</p><p t-if="object.user_id">I am
            <t t-out="object.user_id.name"/></p><p t-else="">The team</p>"""
        self.lena = self._make_user("lena", "hr_recruitment.group_hr_recruitment_user")
        self.anna = self._make_applicants(user_id=self.lena.id)

    def mails(self, applicants):
        """To the candidates; colleagues get some, too."""
        found = super().mails(applicants)
        return found.filtered(lambda mail: mail.recipient_ids & applicants.partner_id)

    def fix_words(self, row):
        self.env.flush_all()
        while self.ledger._process_batch(work="words"):
            pass
        self.assertIn("I am Lena", " ".join(row.body.split()))

    def test_who_has_left_does_not_sign(self):
        row = self.refuse(self.anna)
        self.fix_words(row)
        self.lena.active = False
        self.run_at(NOW + DAY)
        body = self.mails(self.anna).body
        self.assertIn(self.recruiter.name, body)
        self.assertNotIn("Lena", body)

    def test_the_text_of_the_dialog(self):
        """As it was shown, with an explanation of the recruiter's own."""
        wizard = self.wizard(self.anna, user=self.lena)
        wizard.message_body = wizard.message_body  # as the form sends it
        self.assertIn("I am Lena", " ".join(wizard.message_body.split()))
        wizard.action_refuse_reason_apply()
        row = self.answers(self.anna)
        self.assertEqual(row.words_user_id, self.lena)
        self.lena.active = False
        self.run_at(NOW + DAY)
        self.assertNotIn("Lena", self.mails(self.anna).body)

    def test_what_a_person_wrote_stays(self):
        row = self.refuse(self.anna)
        self.fix_words(row)
        row.with_user(self.recruiter).body = "<p>No, as Lena told you.</p>"
        self.lena.active = False
        self.run_at(NOW + DAY)
        self.assertIn("as Lena told you", self.mails(self.anna).body)
        self.assertIn(self.recruiter.email, self.mails(self.anna).email_from)

    def test_a_template_edited_meanwhile_changes_nothing_else(self):
        row = self.refuse(self.anna)
        self.fix_words(row)
        self.words.body_html = "<p>Other words</p>"
        self.run_at(NOW + DAY)
        self.assertIn("Lena", self.mails(self.anna).body)

    def test_an_upgrade_leaves_what_a_person_wrote(self):
        applicants = self._make_applicants(2, user_id=self.lena.id)
        rows = self.refuse(applicants)
        for row in rows:
            self.fix_words(row)
        mine, fixed = rows
        mine.with_user(self.recruiter).body = "<p>No, as I told you.</p>"
        rows.sudo().words_user_id = False
        self.env.flush_all()
        spec = spec_from_file_location("post_speaker", SCRIPT)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.2.0")
        self.env.invalidate_all()
        self.assertEqual(fixed.words_user_id, self.lena)
        self.assertFalse(mine.words_user_id)
