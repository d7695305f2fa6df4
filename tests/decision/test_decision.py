from ast import literal_eval
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..cases.decision import DAY, DecisionCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestDecision(DecisionCase):
    """From the decision to the candidate's knowing of it."""

    def test_an_answer_waits_a_day_and_for_office_hours(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.assertEqual((row.action, row.state), ("email", "scheduled"))
        self.assertEqual(row.scheduled_date, NOW + DAY)
        self.assertEqual(applicant.answer_state, "pending")
        self.assertEqual(applicant.outcome, "refused")
        self.assertFalse(applicant.active)
        self.run_at(NOW + timedelta(hours=23))
        self.assertEqual(row.state, "scheduled")
        self.deliver(row, NOW + DAY)
        self.assertEqual(applicant.answer_state, "told")
        self.assertEqual(applicant.decision_told_date, NOW + DAY)
        self.assertIn("We need more years.", row.message_id.body)

    def test_never_at_night_on_a_weekend_or_a_holiday(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Midsummer",
                "calendar_id": self.calendar.id,
                "date_from": datetime(2026, 6, 15, 0, 0),
                "date_to": datetime(2026, 6, 15, 22, 0),
            }
        )
        friday_evening = datetime(2026, 6, 12, 20, 0)
        with self.at(friday_evening):
            row = self.refuse(self._make_applicants())
        # Saturday night, a Sunday, a holiday: Tuesday at eight in Stockholm.
        self.assertEqual(row.scheduled_date, datetime(2026, 6, 16, 6, 0))

    def test_the_night_the_clock_changes(self):
        with self.at(datetime(2026, 10, 23, 12, 0)):  # Friday; winter time on Sunday
            row = self.refuse(self._make_applicants())
        self.assertEqual(row.scheduled_date, datetime(2026, 10, 26, 7, 0))

    def test_counted_from_the_last_interview(self):
        applicant = self._make_applicants()
        self.meet(applicant, NOW - timedelta(hours=1))
        row = self.refuse(applicant, channel="mail", explanation="We need more years.")
        self.assertEqual(row.scheduled_date, NOW + DAY)
        self.meet(applicant, NOW - timedelta(minutes=30))
        other = self._make_applicants()
        self.meet(other, NOW - timedelta(minutes=30))
        row = self.refuse(other, channel="mail", explanation="We need more years.")
        self.assertEqual(row.scheduled_date, NOW + DAY + timedelta(minutes=30))

    def test_every_way_to_refuse(self):
        """Form, list, import, RPC, automation: whoever writes the reason."""
        one, many, imported = (
            self._make_applicants(),
            self._make_applicants(3),
            self._make_applicants(),
        )
        one.with_user(self.recruiter).write({"refuse_reason_id": self.reason.id, "active": False})
        many.refuse_reason_id = self.reason
        imported.with_context(import_file=True).refuse_reason_id = self.reason
        for applicant in one + many + imported:
            (row,) = self.answers(applicant)
            self.assertEqual((row.action, row.state), ("email", "scheduled"))
            self.assertEqual(applicant.answer_state, "pending")
        created = self._make_applicants(refuse_reason_id=self.reason.id)
        self.assertEqual(self.answers(created).state, "scheduled")

    def test_history_that_is_migrated_stays_silent(self):
        applicants = self.env["hr.applicant"].with_context(communication_silent=True)
        old = applicants.create({"partner_name": "Old", "refuse_reason_id": self.reason.id})
        self.assertFalse(old.answer_state or self.rows(old))

    def test_an_old_refusal_is_corrected(self):
        """It was decided before the addon was there: nobody is written to."""
        applicants = self.env["hr.applicant"].with_context(communication_silent=True)
        old = applicants.create(
            {
                "partner_name": "Old",
                "email_from": "old@candidate.example",
                "refuse_reason_id": self.reason.id,
                "active": False,
            }
        ).with_context(communication_silent=False)
        old.refuse_reason_id = self.env["hr.applicant.refuse.reason"].create(
            {"name": "Fewer years"}
        )
        self.assertFalse(old.answer_state or self.rows(old))

    def test_a_plan_without_an_answer(self):
        (self.answer_step + self.call_step).active = False
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        general = row.step_id.plan_id
        self.assertTrue(row)
        self.assertFalse(general.job_ids, "the general plan answers")
        general.step_ids.filtered(lambda s: s.trigger == "refused").active = False
        other = self._make_applicants()
        self.assertFalse(self.refuse(other))
        self.assertEqual(other.answer_state, "owed", "somebody has to")

    def test_reasons_that_say_nothing(self):
        applicant = self._make_applicants()
        rows = self.refuse(applicant, refuse_reason_id=self.spam.id)
        self.assertFalse(rows)
        self.assertEqual(applicant.answer_state, "not_owed")

    def test_ended_by_the_candidate(self):
        thanks = self._make_step("withdrawn", name="Thanks")
        applicant = self._make_applicants()
        self.refuse(applicant, refuse_reason_id=self.withdrawal.id)
        (row,) = self.rows(applicant)
        self.assertEqual(row.step_id, thanks)
        self.assertEqual(applicant.outcome, "withdrawn")
        self.assertEqual(applicant.answer_state, "not_owed")
        self.process()
        self.assertEqual(row.state, "queued")

    # Take back -------------------------------------------------------------------------

    def test_refuse_take_back_refuse_again(self):
        applicant = self._make_applicants(stage_id=self.interview.id)
        idle = self._make_step("stage_idle", delay=99, action="activity")
        applicant.stage_id = self.offer
        first = self.refuse(applicant)
        self.assertEqual(self.rows(applicant, step_id=idle).state, "cancelled")
        applicant.with_user(self.recruiter).action_take_back_refusal()
        self.assertEqual((first.state, first.reason), ("cancelled", "taken_back"))
        self.assertTrue(applicant.active)
        self.assertEqual(applicant.stage_id, self.offer)
        self.assertFalse(applicant.answer_state or applicant.refuse_reason_id)
        self.assertEqual(self.rows(applicant, step_id=idle).state, "scheduled")
        self.run_at(NOW + 9 * DAY)
        self.assertFalse(self.mails(applicant), "nothing has reached the candidate")
        with self.at(NOW + 10 * DAY):
            again = self.refuse(applicant) - first
        self.deliver(again, NOW + 13 * DAY)
        self.assertEqual(applicant.answer_state, "told")

    def test_taken_back_too_late(self):
        applicant = self._make_applicants()
        self.deliver(self.refuse(applicant), NOW + DAY)
        with self.assertRaises(UserError):
            applicant.action_take_back_refusal()
        other = self._make_applicants()
        row = self.refuse(other)
        self.run_at(NOW + DAY)
        self.assertEqual(row.state, "queued")
        with self.assertRaises(UserError):
            other.action_take_back_refusal()

    def test_unarchived_instead_of_taken_back(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        applicant.action_unarchive()
        self.assertEqual((row.state, row.reason), ("cancelled", "taken_back"))
        self.assertFalse(applicant.answer_state)

    def test_the_job_is_changed_while_the_answer_waits(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        applicant.job_id = self.env["hr.job"].create({"name": "Other"})
        self.assertNotEqual(applicant.communication_plan_id, self.plan)
        self.deliver(row, NOW + DAY)
        self.assertEqual(applicant.answer_state, "told")

    def test_another_reason_another_answer(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        applicant.refuse_reason_id = self.spam
        self.assertEqual(row.state, "cancelled")
        self.assertEqual(applicant.answer_state, "not_owed")

    def test_an_earlier_mail_that_waits_is_not_sent(self):
        self._make_step("stage_entered", stage_ids=self.interview.ids, delay=1)
        applicant = self._make_applicants(stage_id=self.interview.id)
        (earlier,) = self.rows(applicant)
        self.refuse(applicant)
        self.assertEqual((earlier.state, earlier.reason), ("cancelled", "closed"))

    def test_two_jobs_refused_in_one(self):
        other_job = self.env["hr.job"].create({"name": "Other"})
        here, there = self._make_applicants(2, email_from="same@candidate.example")
        there.job_id = other_job
        self.refuse(here)
        self.assertTrue(there.active)
        self.assertFalse(there.answer_state)

    def test_duplicates_hear_once(self):
        one, twin = self._make_applicants(2, email_from="same@candidate.example")
        wizard = self.wizard(one)
        wizard.duplicates = True
        self.assertIn(twin, wizard.duplicate_applicant_ids)
        wizard.action_refuse_reason_apply()
        self.assertEqual(len(self.answers(one + twin)), 1)
        self.assertEqual((one.answer_state, twin.answer_state), ("pending", "not_owed"))

    # Call ---------------------------------------------------------------------------------

    def test_call_first_then_mail(self):
        applicant = self._make_applicants(user_id=self.recruiter.id)
        self.meet(applicant)
        wizard = self.wizard(applicant, explanation="More years with pumps.")
        self.assertEqual(wizard.channel, "call_mail", "after an interview, one calls")
        wizard.action_refuse_reason_apply()
        rows = {row.action: row for row in self.answers(applicant)}
        mail, call = rows["email"], rows["activity"]
        self.assertEqual(mail.reason, "awaits_call")
        self.run_at(NOW + 5 * DAY)
        self.assertEqual((mail.state, call.state), ("scheduled", "sent"))
        self.assertEqual(applicant.answer_state, "pending", "not told by a to-do")
        activity = call.activity_id
        self.assertEqual(activity.user_id, self.recruiter)
        with self.at(NOW + 5 * DAY):
            activity.with_user(self.recruiter).action_done()
        self.assertEqual(mail.reason, "due")
        self.deliver(mail, NOW + 5 * DAY + timedelta(minutes=1))
        self.assertEqual(applicant.answer_state, "told")

    def test_call_only(self):
        applicant = self._make_applicants()
        rows = self.refuse(applicant, channel="call")
        self.assertEqual(rows.mapped("action"), ["activity"])
        self.run_at(NOW + DAY)
        self.assertEqual(applicant.answer_state, "pending")
        with self.at(NOW + DAY):
            rows.activity_id.action_done()
        self.assertEqual(applicant.answer_state, "told")
        self.assertTrue(self.rows(applicant, step_id=self.survey_step))

    def test_a_call_that_is_dropped(self):
        both, only = self._make_applicants(), self._make_applicants()
        rows = self.refuse(both, channel="call_mail") + self.refuse(only, channel="call")
        self.run_at(NOW + DAY)
        rows.activity_id.unlink()
        self.assertEqual(only.answer_state, "owed")
        mail = rows.filtered(lambda row: row.action == "email")
        self.assertEqual(mail.reason, "due", "the email goes out by itself")

    def test_activities_of_others_are_none_of_our_business(self):
        """Every activity in Odoo passes here: no query for those."""
        partner = self.env["res.partner"].create({"name": "Customer"})
        done, dropped = (partner.activity_schedule(summary="Call") for _ in range(2))
        self.run_at(NOW)
        with patch.object(type(self.ledger), "search") as search:
            done.action_done()
            dropped.unlink()
        search.assert_not_called()

    def test_telephone_but_no_mail(self):
        applicant = self._make_applicants(email_from=False, partner_phone="+46701234567")
        wizard = self.wizard(applicant)
        self.assertEqual(wizard.channel, "call")
        applicant.refuse_reason_id = self.reason
        self.assertEqual(self.answers(applicant).mapped("action"), ["activity"])

    def test_neither_mail_nor_telephone(self):
        applicant = self._make_applicants(email_from=False, user_id=self.recruiter.id)
        row = self.refuse(applicant, channel="mail")
        self.run_at(NOW + DAY)
        self.assertEqual((row.state, row.reason), ("failed", "no_address"))
        self.assertEqual(applicant.answer_state, "owed")
        call = self.env.ref("mail.mail_activity_data_call")
        self.assertIn(call, applicant.activity_ids.activity_type_id)

    def test_a_bounce_raises_a_call_and_stops_the_survey(self):
        applicant = self._make_applicants(user_id=self.recruiter.id)
        row = self.refuse(applicant)
        self.deliver(row, NOW + DAY)
        survey = self.rows(applicant, step_id=self.survey_step)
        self.assertEqual(survey.state, "scheduled")
        row.sudo()._fail("bounced", "No such user")
        self.assertEqual((survey.state, survey.reason), ("cancelled", "not_told"))
        self.assertEqual(applicant.answer_state, "owed")
        with self.at(NOW + 2 * DAY):
            row.activity_id.action_done()
        self.assertEqual(applicant.answer_state, "told")

    # The wizard ----------------------------------------------------------------------------

    def test_the_wizard_shows_what_the_candidate_reads(self):
        applicant = self._make_applicants(partner_name="Åsa Öberg")
        with Form(self.wizard(applicant)) as wizard:
            self.assertEqual(wizard.explanation, "We need more years.")
            self.assertIn("Åsa Öberg", wizard.message_body)
            self.assertIn("We need more years.", wizard.message_body)
            wizard.explanation = "Twelve years of pumps."
            self.assertIn("Twelve years of pumps.", wizard.message_body)
            self.assertEqual(str(wizard.answer_date), str(NOW + DAY))

    def test_an_edited_answer_leaves_as_edited_and_without_scripts(self):
        """Also by a recruiter who may not edit templates."""
        applicant = self._make_applicants()
        wizard = self.wizard(applicant)
        wizard.message_body = "<p>Only for you</p><script>alert(1)</script>{{ 7 * 7 }}"
        wizard.action_refuse_reason_apply()
        row = self.answers(applicant)
        self.words.body_html = "<p>Edited since</p>"
        self.deliver(row, NOW + DAY)
        self.assertIn("Only for you", row.message_id.body)
        self.assertIn("{{ 7 * 7 }}", row.message_id.body)
        self.assertNotIn("<script", self.mails(applicant).body_html)

    def test_the_words_are_fixed_when_it_is_decided(self):
        applicants = self._make_applicants(3)
        rows = self.refuse(applicants)
        self.ledger._freeze_refusals()
        self.words.body_html = "<p>Edited since</p>"
        self.run_at(NOW + DAY)
        for row in rows:
            self.assertIn(row.applicant_id.partner_name, row.message_id.body)
            self.assertNotIn("Edited since", row.message_id.body)

    def test_an_explanation_is_required_once_met(self):
        applicant = self._make_applicants()
        self.meet(applicant)
        wizard = self.wizard(applicant, explanation=" ")
        self.assertIn("You have met", wizard.explanation_hint)
        with self.assertRaises(UserError):
            wizard.action_refuse_reason_apply()
        wizard.explanation = "Bad fit"
        self.assertIn("says little", wizard.explanation_hint)
        wizard.explanation = "The role needs somebody who has led a team of twenty."
        self.assertFalse(wizard.explanation_hint)
        wizard.action_refuse_reason_apply()

    def test_not_before_the_minimum_delay(self):
        wizard = self.wizard(self._make_applicants())
        wizard.answer_date = NOW + timedelta(hours=2)
        with self.assertRaises(UserError):
            wizard.action_refuse_reason_apply()
        wizard.answer_date = NOW + 5 * DAY
        wizard.action_refuse_reason_apply()
        row = self.answers(wizard.applicant_ids.with_context(active_test=False))
        self.assertEqual(row.scheduled_date, NOW + 5 * DAY)

    def test_refused_by_a_colleague_meanwhile(self):
        applicant = self._make_applicants()
        wizard = self.wizard(applicant)
        applicant.refuse_reason_id = self.spam
        with self.assertRaises(UserError):
            wizard.action_refuse_reason_apply()
        self.assertEqual(applicant.refuse_reason_id, self.spam)

    def test_two_hundred_with_five_without_address(self):
        applicants = self._make_applicants(195) + self._make_applicants(5, email_from=False)
        wizard = self.wizard(applicants)
        self.assertEqual(len(wizard.unreachable_ids), 5)
        wizard.action_refuse_reason_apply()
        self.run_at(NOW + DAY)
        states = self.answers(applicants).grouped("state")
        self.assertEqual(
            {state: len(rows) for state, rows in states.items()},
            {"queued": 195, "failed": 5},
        )
        owed = applicants.filtered(lambda a: a.answer_state == "owed")
        self.assertEqual(len(owed), 5)
        self.assertEqual(len(owed.activity_ids.mapped("res_id")), 10)

    def test_who_is_special_is_said_by_name(self):
        applicants = self._make_applicants(5)
        booked, paused, stopped, unreachable, _other = applicants
        self.meet(booked, NOW + DAY)
        self.meet(paused, NOW - DAY)
        paused.communication_paused = True
        stopped.messages_stopped = True
        unreachable.email_from = False
        wizard = self.wizard(applicants)
        self.assertEqual(wizard.booked_ids._origin, booked)
        self.assertEqual(wizard.paused_ids._origin, paused)
        self.assertEqual(wizard.stopped_ids._origin, stopped)
        self.assertEqual(wizard.unreachable_ids._origin, unreachable)
        wizard.action_refuse_reason_apply()
        self.run_at(NOW + DAY)
        rows = {row.applicant_id: row for row in self.answers(applicants)}
        self.assertEqual((rows[paused].state, rows[paused].reason), ("scheduled", "paused"))
        self.assertEqual((rows[stopped].state, rows[stopped].reason), ("skipped", "stopped"))
        self.assertTrue(stopped.activity_ids)

    def test_who_is_special_is_found_in_constant_queries(self):
        names = ["booked_ids", "paused_ids", "stopped_ids", "unreachable_ids"]
        counts = []
        for number in (10, 10, 60):
            wizard = self.wizard(self._make_applicants(number))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wizard.read(names)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2] - counts[1], 2, counts)

    def test_an_archived_plan_is_nobodys_plan(self):
        """Nor while Odoo's dialog looks at what is archived."""
        self.plan.active = False
        applicant = self._make_applicants()
        general = self.env.ref("hr_recruitment_candidate_experience.communication_plan_default")
        self.assertEqual(applicant.communication_plan_id, general)
        self.refuse(applicant)
        self.assertFalse(applicant.active)
        self.assertEqual(applicant.communication_plan_id, general)

    def test_queries_do_not_grow_with_the_applicants(self):
        counts = []
        for number in (10, 10, 60):
            applicants = self._make_applicants(number)
            wizard = self.wizard(applicants)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wizard.action_refuse_reason_apply()
            self.env.flush_all()
            self.env.cr.precommit.run()  # what is tracked
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[2] - counts[1], 10, counts)

    def test_a_broken_template_is_said_and_loses_nothing(self):
        self.words.body_html = '<p>Dear <t t-out="object.no_such_field"/></p>'
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.run_at(NOW + DAY)
        self.assertEqual((row.state, row.reason), ("failed", "broken"))
        self.assertEqual(applicant.answer_state, "owed")

    # Nothing betrays it ---------------------------------------------------------------------

    def test_nothing_runs_ahead_of_the_answer(self):
        """No mail, no survey, no cancelled meeting reaches the candidate before."""
        self._make_survey_step(self.survey, trigger="applied")
        applicant = self._make_applicants()
        applicant.message_subscribe(applicant.partner_id.ids)
        meeting = self.meet(applicant, NOW + 3 * DAY)
        candidate = applicant.partner_id
        invited = self.env["mail.notification"].search([("res_partner_id", "=", candidate.id)])
        self.env["mail.mail"].search([]).unlink()
        row = self.refuse(applicant, explanation="More years.", channel="mail")
        self.run_at(NOW + timedelta(hours=23))
        self.assertFalse(
            self.env["mail.mail"].search(
                [
                    "|",
                    ("recipient_ids", "in", candidate.ids),
                    ("email_to", "ilike", applicant.email_from),
                ]
            )
        )
        self.assertFalse(
            self.env["mail.notification"].search([("res_partner_id", "=", candidate.id)]) - invited
        )
        self.assertTrue(meeting.exists())
        self.deliver(row, NOW + DAY)
        self.assertFalse(meeting.exists())
        self.assertEqual(
            self.env["mail.mail"].search([("recipient_ids", "in", candidate.ids)]),
            self.mails(applicant),
            "the answer, and nothing about the meeting",
        )

    def test_meetings_that_are_kept(self):
        applicant = self._make_applicants()
        meeting = self.meet(applicant, NOW + 3 * DAY)
        row = self.refuse(applicant, meetings="keep", channel="mail")
        self.deliver(row, NOW + DAY)
        self.assertTrue(meeting.exists())

    # By hand --------------------------------------------------------------------------------

    def test_sent_early_by_an_administrator_with_a_reason(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        with self.assertRaises(AccessError):
            row.with_user(self.recruiter).action_send_now()
        with self.assertRaises(UserError):
            row.with_user(self.recruiter).scheduled_date = NOW + timedelta(hours=1)
        mine = row.with_user(self.administrator)
        action = mine.action_send_now()
        self.assertEqual(row.scheduled_date, NOW + DAY, "asked why first")
        self.env[action["res_model"]].with_user(self.administrator).create(
            {"communication_ids": row.ids, "reason": "Leaves for Peru tonight"}
        ).action_send()
        self.assertEqual(row.sent_early_reason, "Leaves for Peru tonight")
        self.assertIn("Peru", applicant.message_ids[:1].body)
        self.assertTrue(applicant.message_ids[:1].is_internal)
        # Until then it can be undone.
        self.run_at(NOW + timedelta(seconds=11))
        self.assertEqual(row.state, "queued")

    def test_sent_early_and_undone(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        action = row.with_user(self.administrator).action_send_soon()
        self.env[action["res_model"]].with_user(self.administrator).create(
            {"communication_ids": row.ids, "reason": "Leaves for Peru tonight"}
        ).action_send()
        with self.at(NOW + timedelta(seconds=5)):
            row.with_user(self.recruiter).action_undo()
        self.assertEqual(row.scheduled_date, NOW + DAY)
        self.assertFalse(row.sent_early_reason, "the minimum delay counts again")
        self.assertIn("after all", applicant.message_ids[:1].body)
        # A later interview puts it off, as if nothing had been pressed.
        self.meet(applicant, NOW + timedelta(hours=20))
        self.run_at(NOW + DAY + timedelta(minutes=1))
        self.assertEqual((row.state, row.reason), ("scheduled", "minimum_delay"))

    def test_an_answer_is_not_skipped(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        with self.assertRaises(UserError):
            row.with_user(self.recruiter).action_skip()
        row.with_user(self.recruiter).action_skip_pending()
        applicant.with_user(self.recruiter).action_skip_pending_communication()
        self.assertEqual(row.state, "scheduled")

    def test_one_whom_we_met_among_many(self):
        """Email for all of them, unless all were met; nobody waits for a call."""
        met, others = self._make_applicants(), self._make_applicants(3)
        self.meet(met, NOW - timedelta(minutes=10))
        wizard = self.wizard(met + others)
        self.assertEqual((wizard.channel, wizard.was_interviewed), ("mail", False))
        self.assertEqual(wizard.earliest_answer_date, NOW + DAY + timedelta(minutes=50))
        wizard.action_refuse_reason_apply()
        self.assertEqual(len(self.answers(met + others)), 4)

    def test_an_answer_leaves_in_office_hours_only(self):
        with self.assertRaises(ValidationError):
            self.answer_step.send_window = "any"

    def test_a_reason_in_use_is_not_deleted(self):
        self.refuse(self._make_applicants())
        with self.assertRaises(UserError):
            self.reason.unlink()

    # Afterwards --------------------------------------------------------------------------------

    def test_the_survey_waits_for_the_answer_to_arrive(self):
        applicant = self._make_applicants()
        row = self.refuse(applicant)
        self.assertFalse(self.rows(applicant, step_id=self.survey_step))
        self.deliver(row, NOW + DAY)
        survey = self.rows(applicant, step_id=self.survey_step)
        self.assertEqual(survey.scheduled_date, datetime(2026, 6, 15, 8, 0))
        self.run_at(survey.scheduled_date)
        self.assertEqual(survey.state, "queued")

    def test_many_at_once_can_be_followed(self):
        applicants = self._make_applicants(3)
        done = self.wizard(applicants).action_refuse_reason_apply()["params"]
        self.assertEqual(done["message"], "3 refusals are on their way: %s")
        self.assertEqual(done["next"]["type"], "ir.actions.act_window_close")
        action = self.env["ir.actions.act_window"].search(
            [("path", "=", done["links"][0]["url"].rpartition("/")[2])]
        )
        groups = (
            self.env["hr.applicant"]
            .with_user(self.recruiter)
            .with_context(active_test=False)
            ._read_group(
                [*literal_eval(action.domain), ("id", "in", applicants.ids)],
                ["answer_state"],
                ["__count"],
            )
        )
        self.assertEqual(groups, [("pending", 3)])

    def test_no_refused_application_ends_in_nothing(self):
        """Whatever was done: told, an open task, a list, or nothing owed."""
        archived, refused, spam, withdrew = self._make_applicants(4)
        archived.active = False
        refused.refuse_reason_id = self.reason
        spam.refuse_reason_id = self.spam
        withdrew.refuse_reason_id = self.withdrawal
        self.assertEqual(
            (archived + refused + spam + withdrew).mapped("answer_state"),
            ["owed", "pending", "not_owed", "not_owed"],
        )
        archived.with_user(self.recruiter).action_mark_told()
        self.assertEqual(archived.answer_state, "told")

    def test_closing_a_job_leaves_nobody_out(self):
        applicants = self._make_applicants(3)
        hired = self._make_applicants(stage_id=self.signed.id)
        self.job.active = False
        self.assertEqual(set(applicants.mapped("answer_state")), {"owed"})
        self.assertFalse(hired.answer_state)
        rows = self.refuse(applicants)
        self.assertEqual(len(rows), 3)
        self.assertEqual(set(applicants.mapped("answer_state")), {"pending"})
        self.run_at(NOW + DAY)
        self.assertEqual(set(rows.mapped("state")), {"queued"})
