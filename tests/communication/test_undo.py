from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import NOW, CandidateCase

SECONDS = timedelta(seconds=1)
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestUndo(CandidateCase):
    """One click is not the end: what was sent or skipped can be undone until it has left,
    and what touches many is asked about first."""

    def plan_rows(self, number=1):
        """:return: rows that leave tomorrow, one for each candidate"""
        step = self._make_step("applied", delay=1, delay_unit="days")
        with self.at(NOW):
            applicants = self._make_applicants(number)
        return self.rows(applicants, step_id=step).with_user(self.recruiter)

    def press(self, rows, method, after=timedelta()):
        with self.at(NOW + after):
            return getattr(rows, method)()

    def test_sent_and_undone(self):
        row = self.plan_rows()
        before = (row.scheduled_date, row.sudo().next_attempt, row.sudo().exact_time)
        note = self.press(row, "action_send_soon")
        self.assertEqual(note["params"]["ids"], row.ids)
        with self.at(NOW + 9 * SECONDS):
            self.process()
        self.assertEqual(row.state, "scheduled", "nothing leaves while it can be undone")
        self.press(row, "action_undo", 9 * SECONDS)
        now = (row.scheduled_date, row.sudo().next_attempt, row.sudo().exact_time)
        self.assertEqual(now, before)
        with self.at(NOW + 60 * SECONDS):
            self.process()
        self.assertEqual(row.state, "scheduled")

    def test_sent_and_not_undone(self):
        row = self.plan_rows()
        self.press(row, "action_send_soon")
        with self.at(NOW + 11 * SECONDS):
            self.process()
        self.assertEqual(row.state, "queued")
        with self.assertRaises(UserError):
            self.press(row, "action_undo", 12 * SECONDS)

    def test_skipped_and_undone(self):
        rows = self.plan_rows(3)
        before = rows.mapped("scheduled_date")
        note = self.press(rows, "action_skip_with_undo")
        self.assertIn("3", note["params"]["message"])
        self.assertEqual(set(rows.mapped("state")), {"skipped"})
        self.press(rows, "action_undo", 5 * SECONDS)
        self.assertEqual(rows.mapped("scheduled_date"), before)
        with self.at(NOW + 2 * DAY):
            self.process()
        self.assertEqual(set(rows.mapped("state")), {"queued"})

    def test_paused_meanwhile(self):
        row = self.plan_rows()
        self.press(row, "action_skip_with_undo")
        row.applicant_id.communication_paused = True
        self.press(row, "action_undo", 5 * SECONDS)
        self.assertEqual((row.state, row.reason), ("scheduled", "paused"))
        self.assertFalse(row.sudo().next_attempt)

    def test_edited_meanwhile(self):
        row = self.plan_rows()
        row.sudo().write({"subject": "Hello", "body": "<p>You</p>"})
        self.press(row, "action_send_soon")
        self.press(row, "action_undo", 5 * SECONDS)
        self.assertEqual((row.subject, row.is_edited), ("Hello", True))

    def test_the_application_was_closed_meanwhile(self):
        row = self.plan_rows()
        self.press(row, "action_send_soon")
        with self.at(NOW + 2 * SECONDS):
            row.applicant_id.sudo().active = False
        self.assertEqual(row.state, "cancelled")
        with self.assertRaises(UserError):
            self.press(row, "action_undo", 5 * SECONDS)

    def test_not_for_ever(self):
        row = self.plan_rows()
        self.press(row, "action_skip_with_undo")
        with self.assertRaises(UserError):
            self.press(row, "action_undo", DAY)

    def test_what_nobody_has_pressed_is_not_undone(self):
        row = self.plan_rows()
        with self.assertRaises(UserError):
            self.press(row, "action_undo")
        row.sudo()._close("skipped", "by_recruiter")
        with self.assertRaises(UserError):
            self.press(row, "action_undo")

    def test_undone_once(self):
        row = self.plan_rows()
        self.press(row, "action_send_soon")
        self.press(row, "action_undo", SECONDS)
        with self.assertRaises(UserError):
            self.press(row, "action_undo", SECONDS)

    def test_many_are_asked_about(self):
        rows = self.plan_rows(21)
        for method, state in (
            ("action_send_soon", "scheduled"),
            ("action_skip_with_undo", "skipped"),
        ):
            action = self.press(rows, method)
            self.assertEqual(set(rows.mapped("state")), {"scheduled"})
            dialog = self.env[action["res_model"]].with_user(self.recruiter)
            dialog = dialog.with_context(**action["context"]).create({})
            self.assertEqual(dialog.count, 21)
            self.assertIn("13", dialog.whose)
            note = self.press(dialog, "action_confirm")
            self.assertEqual(set(rows.mapped("state")), {state})
            self.env[rows._name].browse(note["params"]["ids"])
            self.press(rows, "action_undo", SECONDS)
            self.assertEqual(set(rows.mapped("state")), {"scheduled"})

    def test_skip_all_asks_however_few(self):
        rows = self.plan_rows(2)
        action = rows.applicant_id.with_user(self.recruiter).action_ask_to_skip()
        self.assertCountEqual(action["context"]["default_communication_ids"], rows.ids)
        self.assertEqual(set(rows.mapped("state")), {"scheduled"})
        rows.sudo()._close("skipped", "by_recruiter")
        with self.assertRaises(UserError):
            rows.applicant_id.with_user(self.recruiter).action_ask_to_skip()

    def test_who_may_not_write_the_ledger(self):
        interviewer = self._make_user(
            "interviewer", "hr_recruitment.group_hr_recruitment_interviewer"
        )
        row = self.plan_rows()
        row.applicant_id.sudo().interviewer_ids = interviewer
        for method in ("action_send_soon", "action_skip_with_undo", "action_undo"):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(row.with_user(interviewer), method)()
        with self.assertRaises(AccessError):
            row.with_user(self.recruiter).write({"undo_values": {"becomes": "scheduled"}})
