from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ..common import CandidateCase

SCRIPT = Path(__file__).parents[2] / "migrations/19.0.1.3.0/post-stop.py"
STOPPED = "Stopped by the candidate, on the page of the application."
RESUMED = "The candidate wants to hear from us again."


@tagged("post_install", "-at_install")
class TestStopUpgrade(CandidateCase):
    """Until 19.0.1.3.0 the button on the candidate's page wrote to the exclusion lists."""

    def upgrade(self):
        """More than once, as when somebody starts it again."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        for _time in range(2):
            spec = spec_from_file_location("post_stop", SCRIPT)
            script = module_from_spec(spec)
            spec.loader.exec_module(script)
            script.migrate(self.env.cr, "19.0.1.2.0")
            self.env.flush_all()
            self.env.cr.precommit.run()
        self.env.invalidate_all()

    def press(self, applicant, words=STOPPED):
        """As that version did it."""
        method = "_add" if words == STOPPED else "_remove"
        if applicant.email_normalized:
            getattr(self.env["mail.blacklist"], method)(applicant.email_normalized, message=words)
        if number := applicant._phone_format(fname="partner_phone"):
            getattr(self.env["phone.blacklist"], method)([number], message=words)
        self.env.flush_all()
        self.env.cr.precommit.run()
        applicant._message_log(body=words)

    def test_what_the_page_wrote_becomes_the_candidates_wish(self):
        anna, bo = self._make_applicants(2)
        bo.write({"email_from": False, "partner_id": False, "partner_phone": "+46701234567"})
        for applicant in anna, bo:
            self.press(applicant)
        self.assertTrue(anna.is_blacklisted and bo.phone_sanitized_blacklisted)
        anna.write({"active": False})
        self.upgrade()
        for applicant in anna, bo:
            self.assertTrue(applicant.messages_stopped)
            self.assertFalse(applicant.is_blacklisted or applicant.phone_sanitized_blacklisted)

    def test_what_others_wrote_stays(self):
        newsletter, both, again = self._make_applicants(3)
        for applicant in newsletter, both:
            self.env["mail.blacklist"]._add(applicant.email_from, message="Newsletter")
        self.press(both)
        self.press(again)
        self.press(again, RESUMED)
        self.env["mail.blacklist"]._add(again.email_from, message="Newsletter")
        self.upgrade()
        stopped = [a.messages_stopped for a in (newsletter, both, again)]
        self.assertEqual(stopped, [False, True, False])
        self.assertEqual(len((newsletter | both | again).filtered("is_blacklisted")), 3)

    def test_who_was_taken_out_by_hand_stays_out(self):
        anna = self._make_applicants()
        self.press(anna)
        self.env["mail.blacklist"]._remove(anna.email_from)
        self.upgrade()
        self.assertFalse(anna.messages_stopped or anna.is_blacklisted)
