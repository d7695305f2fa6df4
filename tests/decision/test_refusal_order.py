from itertools import permutations, product

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.refusal import HOUR, RefusalCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestCallFirst(RefusalCase):
    """The email does not leave before the call, whatever is done meanwhile."""

    def assertWaits(self, mail):
        with self.at(NOW + 6 * DAY):
            self.process()
        self.assertEqual(mail.state, "scheduled", "the call has not been made")
        self.assertEqual(mail.reason, "awaits_call")
        self.assertTrue(mail.applicant_id.refusal_waits_for_call)

    def test_paused_and_resumed(self):
        applicant, mail, call = self.to_call()
        applicant.with_user(self.recruiter).action_pause_communication()
        self.assertEqual(mail.reason, "paused")
        applicant.with_user(self.recruiter).action_resume_communication()
        self.assertWaits(mail)
        call.activity_id.action_done()
        self.run_at(NOW + 7 * DAY)
        self.assertEqual(mail.state, "queued")

    def test_resumed_though_never_paused(self):
        applicant, mail, _call = self.to_call()
        applicant.with_user(self.recruiter).action_resume_communication()
        self.assertWaits(mail)

    def test_moved_to_another_time(self):
        _applicant, mail, _call = self.to_call()
        mail.with_user(self.recruiter).scheduled_date = NOW + 5 * DAY
        self.assertWaits(mail)

    def test_the_call_itself_is_moved(self):
        applicant = self._make_applicants(user_id=self.recruiter.id)
        rows = self.refuse(applicant, channel="call_mail")
        mail = rows.filtered(lambda row: row.action == "email")
        (rows - mail).with_user(self.recruiter).scheduled_date = NOW + 4 * DAY
        self.run_at(NOW + 3 * DAY)
        self.assertEqual(mail.state, "scheduled")
        self.assertFalse(applicant.activity_ids)

    def test_sent_now_by_an_administrator(self):
        _applicant, mail, _call = self.to_call()
        with self.assertRaises(UserError):
            mail.with_user(self.administrator).with_context(
                sent_early_reason="Leaves for Peru"
            ).action_send_now()
        self.assertWaits(mail)

    def test_another_job_and_another_plan(self):
        applicant, mail, _call = self.to_call()
        applicant.job_id = self.env["hr.job"].create({"name": "Other"})
        self.plan.active = False
        self.assertWaits(mail)

    def test_a_label_that_says_otherwise_decides_nothing(self):
        _applicant, mail, _call = self.to_call()
        mail.write({"reason": "due", "next_attempt": NOW})
        self.assertWaits(mail)

    def test_called_while_it_is_paused(self):
        applicant, mail, call = self.to_call()
        applicant.action_pause_communication()
        call.activity_id.action_done()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual((mail.state, mail.reason), ("scheduled", "paused"))
        applicant.action_resume_communication()
        self.run_at(NOW + 5 * DAY)
        self.assertEqual(mail.state, "queued")

    # The call is made, dropped, or vanishes -----------------------------------------------

    def test_the_call_is_given_to_a_colleague(self):
        _applicant, mail, call = self.to_call()
        call.activity_id.user_id = self.manager
        self.assertWaits(mail)
        call.activity_id.with_user(self.manager).action_done()
        self.assertEqual(mail.reason, "due")

    def test_the_call_is_archived(self):
        """Archived rather than done: it is as good as cancelled."""
        _applicant, mail, call = self.to_call()
        call.activity_id.with_user(self.recruiter).write({"active": False})
        self.assertEqual(mail.reason, "due")

    def test_the_colleague_who_was_to_call_is_archived(self):
        _applicant, mail, _call = self.to_call()
        self.recruiter.action_archive()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(mail.state, "queued")

    def test_the_colleague_who_was_to_call_is_archived_by_an_import(self):
        """Odoo leaves the activity with the archived user."""
        _applicant, mail, _call = self.to_call()
        self.recruiter.write({"active": False})
        self.ledger._settle_calls()
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(mail.state, "queued")

    def test_the_colleague_who_was_to_call_is_deleted(self):
        """The database takes the activity along, and tells nobody."""
        applicant = self._make_applicants(user_id=self.recruiter.id)
        (call,) = self.refuse(applicant, channel="call")
        both, mail, mail_call = self.to_call()
        self.env.flush_all()
        activities = (call + mail_call).activity_id
        self.assertEqual(len(activities), 2)
        self.env.cr.execute("DELETE FROM mail_activity WHERE id = ANY(%s)", [activities.ids])
        self.env.invalidate_all()
        self.ledger._settle_calls()
        self.assertEqual(applicant.answer_state, "owed")
        self.assertEqual(both.answer_state, "pending")
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(mail.state, "queued")

    def test_one_of_two_calls_is_cancelled(self):
        self._make_step(
            "refused", name="And another", action="activity", send_window="office_hours"
        )
        applicant = self._make_applicants(user_id=self.recruiter.id)
        rows = self.refuse(applicant, channel="call_mail")
        mail = rows.filtered(lambda row: row.action == "email")
        self.run_at(NOW + DAY)
        first = mail.waits_for_id
        self.assertIn(first, rows - mail)
        first.activity_id.unlink()
        self.assertWaits(mail)
        (rows - mail - first).activity_id.action_done()
        self.assertEqual(mail.reason, "due")

    def test_called_and_the_email_is_lost(self):
        """The candidate knows: nobody has to call again."""
        applicant, mail, call = self.to_call()
        call.activity_id.action_done()
        applicant.email_from = False
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(mail.state, "failed")
        self.assertEqual(applicant.answer_state, "told")
        self.assertFalse(self.open_calls(applicant))


@tagged("post_install", "-at_install")
class TestOneRefusal(RefusalCase):
    """Of each decision the candidate hears once, and not early."""

    def refuse_twice(self):
        """Refused, taken back, and refused again half a day later.

        :return: (applicant, the row of the first decision, that of the second)
        """
        applicant = self._make_applicants()
        first = self.refuse(applicant)
        applicant.with_user(self.recruiter).action_take_back_refusal()
        with self.at(NOW + 12 * HOUR):
            second = self.refuse(applicant) - first
        self.assertEqual(second.state, "scheduled")
        return applicant, first, second

    def test_the_first_one_is_tried_again(self):
        applicant, first, second = self.refuse_twice()
        with self.at(NOW + 13 * HOUR):
            with self.assertRaises(UserError):
                first.with_user(self.recruiter).action_retry()
            self.process()
        self.assertFalse(self.written(applicant))
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(self.written(applicant), second)

    def test_tried_again_over_a_selection(self):
        applicant, first, second = self.refuse_twice()
        other = self._make_applicants(email_from=False)
        failed = self.refuse(other, channel="mail")
        self.run_at(NOW + DAY)
        self.assertEqual(failed.state, "failed")
        with self.at(NOW + DAY + HOUR):
            (first + failed).with_user(self.recruiter).action_retry()
        self.assertEqual((first.state, failed.state), ("cancelled", "scheduled"))
        self.run_at(NOW + 2 * DAY)
        self.assertEqual(self.written(applicant), second)

    def test_the_address_is_corrected_after_the_second_decision(self):
        applicant = self._make_applicants(email_from=False)
        first = self.refuse(applicant, channel="mail")
        self.run_at(NOW + DAY)
        self.assertEqual(first.state, "failed")
        applicant.action_take_back_refusal()
        with self.at(NOW + DAY + HOUR):
            second = self.refuse(applicant, channel="mail") - first
            applicant.email_from = "anna@candidate.example"
            self.process()
        self.assertFalse(self.written(applicant), "not before a day has passed")
        self.run_at(NOW + 5 * DAY)
        self.assertEqual(self.written(applicant), second)

    def test_told_otherwise_and_tried_again(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        applicant.with_user(self.recruiter).action_mark_told()
        self.assertEqual((row.state, row.reason), ("cancelled", "told"))
        with self.assertRaises(UserError):
            row.with_user(self.recruiter).action_retry()
        self.run_at(NOW + 2 * DAY)
        self.assertFalse(self.written(applicant))

    def test_told_otherwise_and_the_address_is_corrected(self):
        applicant = self._make_applicants(email_from=False)
        self.refuse(applicant, channel="mail")
        self.run_at(NOW + DAY)
        applicant.action_mark_told()
        applicant.email_from = "anna@candidate.example"
        self.run_at(NOW + 2 * DAY)
        self.assertFalse(self.written(applicant))

    def test_told_otherwise_while_the_email_is_in_the_outbox(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.run_at(NOW + DAY)
        self.assertEqual(row.state, "queued")
        applicant.action_mark_told()
        self.assertEqual(self.mails(applicant).mapped("state"), ["cancel"])

    def test_cancelled_in_the_outbox_and_tried_again_at_once(self):
        """Not before the minimum delay, also where the company has raised it."""
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.run_at(NOW + DAY)
        self.mails(applicant).unlink()
        self.ledger._collect_outbox()
        self.assertEqual(row.state, "cancelled")
        self.company.refusal_delay_hours = 72
        with self.at(NOW + DAY + HOUR):
            row.with_user(self.recruiter).action_retry()
            self.process()
        self.assertEqual((row.state, row.reason), ("scheduled", "minimum_delay"))
        self.run_at(NOW + 6 * DAY)
        self.assertEqual(row.state, "queued")

    def test_retried_with_success_nobody_calls_any_more(self):
        applicant = self._make_applicants(user_id=self.recruiter.id)
        row = self.refuse(applicant)
        self.run_at(NOW + DAY)
        row._fail("undeliverable")
        self.assertTrue(self.open_calls(applicant))
        self.mails(applicant).unlink()
        with self.at(NOW + 2 * DAY):
            row.action_retry()
            self.assertEqual(applicant.answer_state, "pending")
        self.deliver(row, NOW + 2 * DAY)
        self.assertEqual(applicant.answer_state, "told")
        self.assertFalse(self.open_calls(applicant))

    def test_the_date_of_refusing_is_moved_back(self):
        """Odoo's field is everybody's; the delay counts from the decision."""
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        applicant.with_user(self.recruiter).refuse_date = NOW - 30 * DAY
        with self.assertRaises(UserError):
            row.with_user(self.recruiter).scheduled_date = NOW + HOUR
        with self.assertRaises(AccessError):
            row.with_user(self.recruiter).action_send_now()
        with self.assertRaises(AccessError):
            applicant.with_user(self.recruiter).decision_date = NOW - 30 * DAY

    def test_the_reason_is_changed_and_so_are_the_words(self):
        applicant = self._make_applicants()
        applicant.refuse_reason_id = self.reason
        self.ledger._freeze_refusals()
        first = self.answers(applicant)
        self.assertIn("We need more years.", first.body)
        applicant.refuse_reason_id = self.reason.create(
            {"name": "Skills", "candidate_explanation": "We need more pumps."}
        )
        self.run_at(NOW + DAY)
        (row,) = self.written(applicant)
        self.assertIn("We need more pumps.", row.message_id.body)
        self.assertNotIn("We need more years.", row.message_id.body)

    def test_the_reason_is_changed_while_the_email_is_in_the_outbox(self):
        applicant = self._make_applicants()
        first = self.refuse(applicant)
        self.run_at(NOW + DAY)
        self.assertEqual(first.state, "queued")
        with self.at(NOW + DAY):
            applicant.refuse_reason_id = self.reason.copy({"name": "Other"})
        self.assertEqual(first.state, "cancelled")
        self.run_at(NOW + 5 * DAY)
        self.assertEqual(len(self.written(applicant)), 1)

    def test_unarchived_while_the_email_is_in_the_outbox(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.run_at(NOW + DAY)
        applicant.action_unarchive()
        self.assertEqual(row.state, "cancelled")
        self.assertEqual(self.mails(applicant).state, "cancel")

    def test_a_decision_is_not_started_by_hand(self):
        applicant = self._make_applicants()
        self.assertFalse(applicant._start_step(self.answer_step, NOW + HOUR))

    # Any order ----------------------------------------------------------------------------

    def do_pause(self, applicant):
        applicant.action_pause_communication()
        self.process()
        applicant.action_resume_communication()

    def do_resume(self, applicant):
        applicant.action_resume_communication()

    def do_move(self, applicant):
        rows = self.answers(applicant).filtered(lambda row: row.state == "scheduled")
        for row in rows:
            earliest = row._find_earliest_times()[row]
            row.with_user(self.recruiter).scheduled_date = earliest + 8 * HOUR

    def do_retry(self, applicant):
        rows = self.answers(applicant).with_user(self.recruiter)
        for row in rows:
            try:
                row.action_retry()
            except UserError:
                continue

    def do_take_back(self, applicant):
        channel = applicant.refusal_channel
        applicant.with_user(self.recruiter).action_take_back_refusal()
        self.refuse(applicant, channel=channel)
        self.decided[applicant] = self.env.cr._now

    def do_other_reason(self, applicant):
        applicant.refuse_reason_id = self.reason.copy({"name": "Other"})
        self.decided[applicant] = self.env.cr._now

    def do_other_job(self, applicant):
        applicant.job_id = self.other_job

    def _act_out(self, stories):
        """Do what each story says, an hour after the decision and a day later."""
        for number, hours in enumerate((1, 23)):
            with self.at(NOW + hours * HOUR):
                for applicant, (order, _channel) in stories.items():
                    with self.subTest(story=stories[applicant]):
                        getattr(self, f"do_{order[number]}")(applicant)
                self.process()

    def _see_what_leaves(self, applicants):
        """:return: dict, when each applicant was first written to in the week after"""
        left = {}
        for hour in range(24, 24 * 8, 24):
            with self.at(NOW + hour * HOUR):
                self.process()
                for applicant in applicants:
                    if self.written(applicant):
                        left.setdefault(applicant, NOW + hour * HOUR)
        return left

    def test_any_order(self):
        """Whatever is done in whichever order until it leaves: not early, not before
        the call, once, and somebody always knows."""
        self.other_job = self.env["hr.job"].create({"name": "Other", "user_id": self.recruiter.id})
        ways = ("pause", "resume", "move", "retry", "take_back", "other_reason", "other_job")
        orders = list(product(permutations(ways, 2), ("mail", "call_mail", "call")))
        applicants = self._make_applicants(len(orders), partner_phone="+46701234567")
        self.decided = dict.fromkeys(applicants, NOW)
        stories = dict(zip(applicants, orders, strict=True))
        for channel, same in applicants.grouped(lambda a: stories[a][1]).items():
            self.refuse(same, channel=channel)
        self._act_out(stories)
        left = self._see_what_leaves(applicants)
        for applicant, story in stories.items():
            with self.subTest(story=story):
                self.assertLessEqual(len(self.written(applicant)), 1)
                if story[1] == "mail":
                    self.assertGreaterEqual(left[applicant], self.decided[applicant] + DAY)
                else:
                    self.assertNotIn(applicant, left, "before the call")
                    self.assertEqual(len(self.open_calls(applicant)), 1)
        with self.at(NOW + 9 * DAY):
            for applicant in applicants:
                self.open_calls(applicant).action_done()
        self.run_at(NOW + 12 * DAY)
        for applicant, story in stories.items():
            with self.subTest(story=story):
                self.assertEqual(len(self.written(applicant)), story[1] != "call")
                self.written(applicant)._mark_sent("delivered")
                self.assertEqual(applicant.answer_state, "told")


@tagged("post_install", "-at_install")
class TestOtherCompany(RefusalCase):
    def test_the_delay_of_the_company_that_decided_counts(self):
        """Somebody who works in two companies moves the application to the one that
        tells at once."""
        other = self.env["res.company"].create({"name": "At Once", "refusal_delay_hours": 0})
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.recruiter.company_ids = [(4, other.id)]
        both = (self.company | other).ids
        with self.at(NOW):
            mine = row.with_user(self.recruiter).with_context(allowed_company_ids=both)
            mine.applicant_id.company_id = other
            with self.assertRaises(UserError):
                mine.scheduled_date = NOW + HOUR
        row.sudo().write({"scheduled_date": NOW, "next_attempt": NOW})
        self.run_at(NOW + HOUR)
        self.assertEqual(row.state, "scheduled")
        self.run_at(NOW + DAY)
        self.assertEqual(row.state, "queued")
