from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.refusal import RefusalCase
from ..common import NOW

SCRIPT = Path(__file__).parents[2] / "migrations/19.0.1.1.0/post-decision.py"


@tagged("post_install", "-at_install")
class TestRefusalUpgrade(RefusalCase):
    """Refusals that waited when the addon was upgraded from 19.0.1.0.0."""

    def as_before(self, applicant):
        """The rows as that version wrote them: the label said that they waited."""
        rows = self.answers(applicant)
        rows.waits_for_id = False
        rows.decision_number = 0
        waiting = rows.filtered(lambda r: r.action == "email" and not r.next_attempt)
        waiting.reason = "awaits_call"
        for row in rows:
            row.occurrence_key = f"refused:{row.create_date}"
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_applicant SET decision_number = NULL, decision_date = NULL WHERE id = %s",
            [applicant.id],
        )
        self.env.invalidate_all()

    def upgrade(self):
        spec = spec_from_file_location("post_decision", SCRIPT)
        script = module_from_spec(spec)
        spec.loader.exec_module(script)
        self.env.flush_all()
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_one_waits_for_the_call(self):
        applicant, mail, call = self.to_call()
        self.as_before(applicant)
        self.upgrade()
        self.assertEqual(mail.waits_for_id, call)
        applicant.action_resume_communication()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual((mail.state, mail.reason), ("scheduled", "awaits_call"))
        call.activity_id.action_done()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(mail.state, "queued")

    def test_one_was_let_go_by_pausing_and_resuming(self):
        applicant, mail, call = self.to_call()
        self.as_before(applicant)
        mail.write({"next_attempt": NOW + DAY, "reason": "due"})
        self.upgrade()
        self.assertEqual(mail.waits_for_id, call)
        self.assertFalse(mail.next_attempt)

    def test_one_waits_for_a_call_that_nobody_has(self):
        applicant, mail, call = self.to_call()
        self.as_before(applicant)
        earlier = self.open_calls(applicant)
        call.sudo().unlink()
        with self.at(NOW + 2 * DAY):
            self.upgrade()
        self.assertTrue(mail.waits_for_id)
        self.run_at(NOW + 5 * DAY)
        self.assertEqual(len(self.open_calls(applicant) - earlier), 1)
        self.assertFalse(self.written(applicant))

    def test_one_by_email_leaves(self):
        applicant = self._make_applicants()
        mail = self.refuse(applicant)
        self.as_before(applicant)
        self.upgrade()
        self.assertEqual(applicant.decision_date, NOW)
        self.run_at(NOW + DAY)
        self.assertEqual(mail.state, "queued")

    def test_an_earlier_decision_stays_what_it_was(self):
        applicant = self._make_applicants()
        first = self.refuse(applicant)
        applicant.action_take_back_refusal()
        with self.at(NOW + DAY):
            second = self.refuse(applicant) - first
        self.as_before(applicant)
        self.upgrade()
        self.assertFalse(first.with_user(self.recruiter)._filter_retriable())
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(self.written(applicant), second)
