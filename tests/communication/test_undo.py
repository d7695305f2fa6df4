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

    def test_skipped_and_the_application_was_closed_meanwhile(self):
        row = self.plan_rows()
        self.press(row, "action_skip_with_undo")
        with self.at(NOW + 2 * SECONDS):
            row.applicant_id.sudo().active = False
        with self.assertRaises(UserError):
            self.press(row, "action_undo", 5 * SECONDS)
        self.assertEqual((row.state, row.reason), ("skipped", "by_recruiter"))

    def test_skipped_and_the_stage_was_left_meanwhile(self):
        step = self._make_step("stage_entered", delay=1, delay_unit="days")
        with self.at(NOW):
            applicant = self._make_applicants()
        row = self.rows(applicant, step_id=step).with_user(self.recruiter)
        self.press(row, "action_skip_with_undo")
        with self.at(NOW + 2 * SECONDS):
            applicant.stage_id = self.interview
        with self.assertRaises(UserError):
            self.press(row, "action_undo", 5 * SECONDS)

    def test_moved_meanwhile(self):
        row = self.plan_rows()
        self.press(row, "action_send_soon")
        with self.at(NOW + 2 * SECONDS):
            row.scheduled_date = NOW + 3 * DAY
        with self.assertRaises(UserError):
            self.press(row, "action_undo", 5 * SECONDS)
        self.assertEqual(row.scheduled_date, NOW + 3 * DAY)

    def test_what_left_before_the_answer_is_no_news(self):
        rows = self.plan_rows(21)
        action = self.press(rows, "action_send_soon")
        dialog = self.env[action["res_model"]].with_user(self.recruiter)
        dialog = dialog.with_context(**action["context"]).create({})
        rows.sudo()._close("cancelled", "closed")
        for kind in ("send", "skip"):
            dialog.kind = kind
            with self.assertRaises(UserError):
                self.press(dialog, "action_confirm")

    def test_constant_queries(self):
        counts = []
        for number in (2, 20):
            rows = self.plan_rows(number)
            for method in ("action_send_soon", "action_undo", "action_skip_with_undo"):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self.press(rows, method)
                self.env.flush_all()
                counts.append(self.env.cr.sql_log_count - before)
        few, many = counts[:3], counts[3:]
        for one, other in zip(few, many, strict=True):
            self.assertLessEqual(other, one + 3, (few, many))

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
            sent = rows.browse(note["params"]["ids"])
            self.press(sent, "action_undo", SECONDS)
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

    def test_nobody_of_another_company(self):
        rows = self.plan_rows(2).sudo()
        rows.applicant_id.company_id = self.company
        other = self.env["res.company"].create({"name": "Sydlys"})
        self.recruiter.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        dialogs = self.env["hr.applicant.communication.confirm"].with_user(self.recruiter)
        values = {"kind": "skip", "communication_ids": [(6, 0, rows.ids)]}
        for hostile in (
            lambda: dialogs.create(values).action_confirm(),
            lambda: dialogs.create(values).read(["whose"]),
            lambda: rows.with_user(self.recruiter).action_undo(),
            lambda: rows.with_user(self.recruiter).action_send_soon(),
        ):
            with self.assertRaises(AccessError):
                hostile()
        self.assertEqual(set(rows.mapped("state")), {"scheduled"})

    def test_sent_twice_and_undone(self):
        """The second press does not forget what it was before."""
        row = self.plan_rows()
        before = row.scheduled_date
        self.press(row, "action_send_soon")
        self.press(row, "action_send_soon", SECONDS)
        self.press(row, "action_undo", 2 * SECONDS)
        self.assertEqual(row.scheduled_date, before)
