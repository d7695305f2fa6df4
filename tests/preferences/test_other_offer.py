from datetime import date, timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..cases.preferences import PreferencesCase
from ..common import NOW

TODAY = NOW.date()
# The Wednesday after: the to-do is for the Tuesday.
DAY = date(2026, 6, 17)


@tagged("post_install", "-at_install")
class TestOtherOffer(PreferencesCase):
    """A candidate who has to answer somebody else."""

    def offers(self):
        self.env.invalidate_all()
        return self.todos(self.applicant).filtered(lambda a: "offer" in (a.summary or ""))

    def test_told_on_the_page(self):
        self.assertEqual(self.say("offer", day=str(DAY)).status_code, 303)
        self.assertEqual(self.applicant.other_offer_date, DAY)
        self.assertTrue(self.applicant.has_other_offer)
        todo = self.offers()
        self.assertEqual((todo.user_id, todo.date_deadline), (self.recruiter, date(2026, 6, 16)))
        self.assertIn("June 17, 2026", todo.summary)
        self.assertIn("have to answer it by June 17, 2026", self.messages()[0])
        page = self.look()
        self.assertIn(
            "You have to answer somebody else by <strong>Wednesday, June 17</strong>", page
        )
        found = self.env["hr.applicant"].search([("other_offer_date", ">=", TODAY)])
        self.assertEqual(found, self.applicant)
        (section,) = (
            s
            for s in self.env["hr.recruitment.today"]
            .with_user(self.recruiter)
            .get_data()["sections"]
            if s["name"] == "offers"
        )
        self.assertEqual(
            [(line["id"], line["date"]) for line in section["lines"]],
            [(self.applicant.id, "2026-06-17")],
        )

    def test_moved_and_taken_back(self):
        self.say("offer", day=str(DAY))
        first = self.offers()
        self.say("offer", day=str(DAY + timedelta(days=2)))
        todo = self.offers()
        self.assertEqual(todo.date_deadline, date(2026, 6, 18))
        self.assertFalse(first.exists())
        self.say("nooffer")
        self.assertFalse(self.offers())
        self.assertFalse(self.applicant.other_offer_date)
        self.assertIn("My other offer does not stand any more.", self.messages()[0])

    def test_tomorrow_is_decided_today(self):
        for days in (0, 1):
            self.say("offer", day=str(TODAY + timedelta(days=days)))
            self.assertEqual(self.offers().date_deadline, TODAY)

    def test_days_that_cannot_be(self):
        for day, words in (
            (str(TODAY - timedelta(days=1)), "This day has passed."),
            (str(TODAY + timedelta(days=366)), "more than a year ahead"),
            ("", "Please give the day"),
            ("17/6", "Please give the day"),
            ("9999-99-99", "Please give the day"),
        ):
            answer = self.say("offer", day=day)
            self.assertEqual(answer.status_code, 422, day)
            self.assertIn(words, answer.text)
        self.assertFalse(self.applicant.other_offer_date)
        with self.assertRaises(ValidationError):
            self.applicant.other_offer_date = TODAY + timedelta(days=366)

    def test_a_promise_that_would_be_too_late(self):
        self.applicant.write(
            {"reply_due_date": DAY + timedelta(days=5), "reply_promise_state": "open"}
        )
        self.applicant.with_user(self.recruiter).other_offer_date = DAY
        self.assertTrue(self.applicant.is_promise_too_late)
        self.assertIn("June 22, 2026", self.offers().note)
        self.assertEqual(self.applicant.reply_due_date, DAY + timedelta(days=5), "as it was told")

    def test_the_reminder_of_a_promise_comes_before(self):
        self._make_step("reply_due", action="activity", activity_summary="Promised")
        promised = DAY + timedelta(days=5)
        self.applicant._note_reply_promises({self.applicant: promised})
        (row,) = self.rows(self.applicant).filtered(lambda r: r.step_id.trigger == "reply_due")
        usual = row.scheduled_date
        self.assertGreater(usual.date(), DAY)
        self.say("offer", day=str(DAY))
        self.assertEqual(row.scheduled_date.date(), date(2026, 6, 16))
        self.assertEqual(row.next_attempt, row.scheduled_date)
        self.say("nooffer")
        self.assertEqual(row.scheduled_date, usual)
        self.say("offer", day=str(DAY))
        later = promised + timedelta(days=1)
        self.applicant._note_reply_promises({self.applicant: later})
        self.env.invalidate_all()
        rows = self.rows(self.applicant, state="scheduled")
        rows = rows.filtered(lambda r: r.step_id.trigger == "reply_due")
        self.assertEqual({r.scheduled_date.date() for r in rows}, {date(2026, 6, 16)})
        self.assertEqual(self.applicant.reply_due_date, later)

    def test_it_ends_with_the_day(self):
        self.say("offer", day=str(DAY))
        todo = self.offers()
        with self.at(NOW + timedelta(days=7)):
            self.applicant._cron_other_offers()
            self.assertTrue(todo.exists(), "it is the day itself")
        with self.at(NOW + timedelta(days=8)):
            self.applicant._cron_other_offers()
            self.assertFalse(todo.exists())
            self.env.invalidate_all()
            self.assertFalse(self.applicant.has_other_offer)

    def test_it_ends_with_the_application_and_comes_back_with_it(self):
        self.say("offer", day=str(DAY))
        before = self.look()
        self.refuse(self.applicant)
        self.assertFalse(self.offers())
        self.assertEqual(self.look(), before)
        self.applicant._undo_decision({"active": True, "refuse_reason_id": False}, "Back")
        self.applicant._cron_other_offers()
        self.assertEqual(self.offers().user_id, self.recruiter)
        self.applicant.stage_id = self.signed
        self.applicant._cron_other_offers()
        self.assertFalse(self.offers())

    def test_done_is_done(self):
        self.say("offer", day=str(DAY))
        self.offers().with_user(self.recruiter).action_feedback("Decided")
        self.applicant._cron_other_offers()
        self.assertFalse(self.offers().filtered("active"))

    def test_while_a_refusal_waits_it_is_taken_and_nobody_is_asked(self):
        self.refuse(self.applicant)
        self.assertEqual(self.say("offer", day=str(DAY)).status_code, 303)
        self.assertEqual(self.applicant.other_offer_date, DAY)
        self.assertFalse(self.offers())

    def test_switched_off(self):
        self.say("offer", day=str(DAY))
        self.switch_off()
        self.assertFalse(self.applicant.has_other_offer)
        self.applicant._cron_other_offers()
        self.assertFalse(self.offers())
        self.say("offer", day=str(DAY + timedelta(days=1)))
        self.assertEqual(self.applicant.other_offer_date, DAY)
        view = self.env["hr.applicant"].with_user(self.recruiter).get_view(view_type="form")
        self.assertNotIn("other_offer", view["arch"])
