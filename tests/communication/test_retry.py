from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import NOW, CandidateCase


@tagged("post_install", "-at_install")
class TestRetry(CandidateCase):
    """*Try Again* promises only what can leave."""

    def setUp(self):
        super().setUp()
        self.enterContext(self.at(NOW))
        self._make_step("applied", expire_after=1)

    def failed(self, **values):
        row = self.rows(self._make_applicants(**values))
        row._fail("broken")
        return row

    def retry(self, rows):
        rows.with_user(self.recruiter).action_retry()

    def test_closed_application_is_said_at_once(self):
        row = self.failed()
        row.applicant_id.active = False
        with self.assertRaisesRegex(
            UserError, "The application was closed before it could be sent"
        ):
            self.retry(row)
        self.assertEqual(row.state, "failed")

    def test_those_of_a_selection_that_may_leave_are_tried_again(self):
        closed, open_, stopped = (
            self.failed(email_from=f"{name}@candidate.example") for name in ("anna", "bo", "eva")
        )
        closed.applicant_id.active = False
        stopped.applicant_id.messages_stopped = True
        self.retry(closed + open_ + stopped)
        self.assertEqual(
            (closed + open_ + stopped).mapped("state"), ["failed", "scheduled", "failed"]
        )

    def test_archived_step(self):
        row = self.failed()
        row.step_id.active = False
        with self.assertRaisesRegex(UserError, "archived"):
            self.retry(row)

    def test_paused_candidate_waits(self):
        row = self.failed()
        row.applicant_id.communication_paused = True
        self.retry(row)
        self.assertEqual((row.state, row.reason), ("scheduled", "paused"))

    def test_what_came_too_late_may_leave_now(self):
        row = self.failed()
        row._close("expired", "too_late")
        with self.at(NOW + timedelta(days=30)):
            self.retry(row)
            self.assertEqual((row.state, row.reason), ("scheduled", "due"))

    def test_what_is_planned_is_not_tried_again(self):
        row = self.rows(self._make_applicants())
        with self.assertRaisesRegex(UserError, "nothing here to try again"):
            self.retry(row)
