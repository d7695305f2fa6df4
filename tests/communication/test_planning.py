from datetime import timedelta

from odoo.tests import tagged

from ..common import NOW, CandidateCase


@tagged("post_install", "-at_install")
class TestPlanning(CandidateCase):
    """Something happens to applications: what is promised?"""

    def test_batch_from_different_stages_each_gets_its_own_promise(self):
        step = self._make_step("stage_entered", stage_ids=self.offer.ids)
        applicants = self._make_applicants(60)
        applicants[:20].stage_id = self.interview
        applicants[20:30].stage_id = self.offer
        already_there = self.rows(applicants, step_id=step)
        applicants.write({"stage_id": self.offer.id})
        rows = self.rows(applicants, step_id=step)
        self.assertEqual(len(already_there), 10)
        self.assertEqual(rows.applicant_id, applicants)
        self.assertEqual(len(rows), 60)
        self.assertEqual(set(rows.mapped("state")), {"scheduled"})

    def test_planning_takes_the_same_queries_for_5_and_50(self):
        self._make_step("stage_entered")
        self._make_step("stage_idle", action="activity", delay=5)
        groups = [self._make_applicants(count) for count in (2, 5, 50)]
        counts = []
        for applicants in groups:
            self.env.flush_all()
            self.env.invalidate_all()
            applicants.mapped("communication_plan_id.step_ids.stage_ids")
            visits = {a.id: f"stage:{a.id}" for a in applicants}
            before = self.env.cr.sql_log_count
            applicants._plan(("stage_entered", "stage_idle"), visits, NOW)
            applicants._cancel_scheduled("stage_left")
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2], "the first run warms caches up")

    def test_stage_left_within_a_minute_cancels_and_return_revives_it(self):
        self._make_step("stage_entered", stage_ids=self.interview.ids, delay=1)
        applicant = self._make_applicants()
        with self.at(NOW):
            applicant.stage_id = self.interview
        with self.at(NOW + timedelta(seconds=20)):
            applicant.stage_id = self.new
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("cancelled", "stage_left"))
        with self.at(NOW + timedelta(seconds=40)):
            applicant.stage_id = self.interview
        row = self.rows(applicant)
        self.assertEqual((row.state, row.reason), ("scheduled", "due"))
        self.assertEqual(row.scheduled_date, NOW + timedelta(hours=1, seconds=40))

    def test_sent_message_is_not_sent_again_on_return_within_the_same_visit(self):
        self._make_step("stage_entered", stage_ids=self.interview.ids)
        applicant = self._make_applicants()
        with self.at(NOW):
            applicant.stage_id = self.interview
            self.process()
        with self.at(NOW + timedelta(hours=1)):
            applicant.stage_id = self.new
            applicant.stage_id = self.interview
            self.process()
        self.assertEqual(len(self.mails(applicant)), 1)
        with self.at(NOW + timedelta(days=3)):
            applicant.stage_id = self.new
        with self.at(NOW + timedelta(days=5)):
            applicant.stage_id = self.interview
            self.process()
        self.assertEqual(len(self.mails(applicant)), 2, "a new visit, days later")

    def test_two_writes_in_one_transaction_promise_only_the_last_stage(self):
        self._make_step("stage_entered")
        applicant = self._make_applicants()
        applicant.write({"stage_id": self.interview.id})
        applicant.write({"stage_id": self.offer.id})
        scheduled = self.rows(applicant, state="scheduled")
        self.assertEqual(scheduled.stage_id, self.offer)
        self.assertEqual(
            self.rows(applicant, state="cancelled").stage_id, self.new + self.interview
        )

    def test_the_same_write_twice_changes_nothing(self):
        self._make_step("stage_entered", stage_ids=self.interview.ids)
        applicant = self._make_applicants()
        applicant.stage_id = self.interview
        before = self.rows(applicant).ids
        applicant.write({"stage_id": self.interview.id})
        self.assertEqual(self.rows(applicant).ids, before)

    def test_hired_is_promised_once_and_taken_back_with_the_stage(self):
        step = self._make_step("hired", delay=1)
        applicant = self._make_applicants()
        applicant.stage_id = self.signed
        self.assertEqual(self.rows(applicant, step_id=step).state, "scheduled")
        applicant.stage_id = self.offer
        self.assertEqual(self.rows(applicant, step_id=step).state, "cancelled")

    def test_closing_cancels_everything_that_waits(self):
        self._make_step("applied", delay=1)
        self._make_step("silence", delay=5)
        refused, archived = self._make_applicants(2)
        refused.refuse_reason_id = self.env.ref("hr_recruitment.refuse_reason_1")
        archived.action_archive()
        # What the refused candidate is to hear is a beginning, not an end.
        rows = self.rows(refused + archived).filtered(lambda row: row.step_id.trigger != "refused")
        self.assertEqual(len(rows), 4)
        self.assertEqual(set(rows.mapped("state")), {"cancelled"})
        self.assertEqual(set(rows.mapped("reason")), {"closed"})

    def test_unarchiving_is_silent(self):
        self._make_step("stage_entered", delay=1)
        applicant = self._make_applicants()
        applicant.action_archive()
        applicant.action_unarchive()
        self.assertFalse(self.rows(applicant, state="scheduled"))

    def test_import_is_silent(self):
        self._make_step("applied")
        self._make_step("stage_entered")
        self.env["hr.applicant"].load(
            ["partner_name", "email_from", "job_id/.id"],
            [["Imported", "imported@candidate.example", str(self.job.id)]],
        )
        applicant = self.env["hr.applicant"].search([("partner_name", "=", "Imported")])
        self.assertTrue(applicant)
        self.assertFalse(self.rows(applicant))
        self.assertEqual(applicant.stage_history_ids.stage_id, applicant.stage_id)

    def test_copy_is_silent_but_application_from_the_talent_pool_is_not(self):
        self._make_step("applied")
        applicant = self._make_applicants()
        copy = applicant.copy({"job_id": self.job.id})
        self.assertFalse(self.rows(copy))
        pool = self.env["hr.talent.pool"].create({"name": "Keepers"})
        self.env["talent.pool.add.applicants"].create(
            {"applicant_ids": applicant.ids, "talent_pool_ids": pool.ids}
        ).action_add_applicants_to_pool()
        talent = applicant.pool_applicant_id
        self.assertFalse(self.rows(talent))
        self.assertFalse(talent.communication_plan_id)
        again = (
            self.env["job.add.applicants"]
            .create({"applicant_ids": talent.ids, "job_ids": self.job.ids})
            ._add_applicants_to_job()
        )
        self.assertEqual(self.rows(again).occurrence_key, "applied")

    def test_change_of_job_cancels_the_old_plan(self):
        self._make_step("silence", delay=5)
        manual = self._make_step("manual", delay=5)
        applicant = self._make_applicants()
        applicant._start_step(manual)
        other = self.env["hr.job"].create({"name": "Cook"})
        applicant.job_id = other
        self.assertNotEqual(applicant.communication_plan_id, self.plan)
        silence = self.rows(applicant).filtered(lambda row: row.plan_id == self.plan)
        self.assertEqual(
            [(row.state, row.reason) for row in silence if row.step_id != manual],
            [("cancelled", "plan_changed")],
        )
        self.assertEqual(self.rows(applicant, step_id=manual).state, "scheduled")

    def test_job_plan_wins_over_general_plan(self):
        other = self._make_applicants(job_id=self.env["hr.job"].create({"name": "X"}).id)
        general = self.env["hr.recruitment.communication.plan"].create(
            {"name": "General", "sequence": -5, "in_use": True}
        )
        self.assertEqual(self._make_applicants().communication_plan_id, self.plan)
        self.assertEqual(other.communication_plan_id, general)
        general.active = False
        self.assertNotEqual(other.communication_plan_id, general)

    def test_a_form_with_a_timeline_is_edited(self):
        """Odoo computes the previews of what is planned while somebody types."""
        self._make_step("applied", delay=1)
        applicant = self._make_applicants()
        self.assertTrue(self.rows(applicant))
        values = {"partner_name": "Anna Ekman"}
        spec = {
            "partner_name": {},
            "communication_ids": {"fields": {"preview_subject": {}, "preview_body": {}}},
        }
        mine = applicant.with_user(self.recruiter)
        answer = mine.onchange(values, ["partner_name"], spec)
        self.assertNotIn("warning", answer)

    def test_deleting_an_application_takes_its_promises_along(self):
        self._make_step("applied", delay=1)
        applicant = self._make_applicants()
        rows = self.rows(applicant)
        self.assertTrue(rows)
        applicant.unlink()
        self.assertFalse(rows.exists())

    def test_core_stage_mail_gives_way_only_where_the_plan_writes(self):
        self.new.template_id = self.template
        self.offer.template_id = self.template
        self._make_step("applied")
        applicant = self._make_applicants()
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertFalse(self.mails(applicant), "the plan confirms")
        applicant.stage_id = self.offer
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertEqual(len(self.mails(applicant)), 1, "core's mail of the offer")

    def test_core_stage_mail_thanks_nobody_who_was_found(self):
        self.new.template_id = self.template
        found, applied = (
            self._make_applicants(stage_id=self.new.id, arrival=arrival)
            for arrival in ("sourced", "applied")
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertFalse(self.mails(found))
        self.assertTrue(self.mails(applied))

    def test_core_stage_mail_without_a_job_position(self):
        """It leaves as ever, whether a plan confirms applications or not."""
        self.interview.template_id = self.template
        self.plan.job_ids = False
        self._make_step("applied")
        for arrival in ("applied", "sourced"):
            applicant = self._make_applicants(job_id=False, arrival=arrival)
            self.env.flush_all()
            self.env.cr.precommit.run()
            applicant.stage_id = self.interview
            self.env.flush_all()
            self.env.cr.precommit.run()
            self.assertEqual(len(self.mails(applicant)), 1)

    def test_merged_contact_is_written_to_at_the_contact_that_remains(self):
        self._make_step("applied", delay=1)
        applicant = self._make_applicants()
        kept = self.env["res.partner"].create({"name": "Anna Ek", "email": applicant.email_from})
        self.env["base.partner.merge.automatic.wizard"]._merge(
            [kept.id, applicant.partner_id.id], kept
        )
        self.env.invalidate_all()
        with self.at(NOW + timedelta(days=300)):
            self.process()
        self.assertEqual(self.mails(applicant).recipient_ids, kept)

    def test_stage_visits_are_kept_in_batch(self):
        applicants = self._make_applicants(3)
        with self.at(NOW):
            applicants.write({"stage_id": self.interview.id})
        for applicant in applicants:
            first, second = applicant.stage_history_ids.sorted("id")
            self.assertEqual(first.stage_id, self.new)
            self.assertEqual(first.left_date, NOW)
            self.assertEqual(second.entered_date, NOW)
            self.assertFalse(second.left_date)

    def test_past_visits_come_from_tracking_values_once(self):
        applicant = self._make_applicants()
        self.env.flush_all()
        self.env.cr.precommit.run()
        applicant.stage_id = self.interview
        self.env.flush_all()
        self.env.cr.precommit.run()
        applicant.stage_history_ids.sudo().unlink()
        History = self.env["hr.applicant.stage.history"]
        for _time in range(2):
            History._fill_from_tracking()
            applicant.invalidate_recordset()
            visits = applicant.stage_history_ids.sorted("id")
            self.assertEqual(visits.stage_id, self.new + self.interview)
            self.assertTrue(visits[0].left_date)
            self.assertFalse(visits[1].left_date)
