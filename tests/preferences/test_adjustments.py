from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.preferences import ARRANGES, NEED, PreferencesCase
from ..common import LOGGER, NOW

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestAdjustments(PreferencesCase):
    """What a candidate needs, from the page to *arranged*."""

    def told(self):
        self.env.invalidate_all()
        return self.adjustments.search([("applicant_id", "=", self.applicant.id)])

    def test_told_arranged_and_read_by_the_candidate(self):
        page = self.look()
        self.assertIn("Only those who arrange it read this.", page)
        self.assertIn("30 days after your application has ended", page)
        self.assertEqual(self.say("adjustments", text=NEED).status_code, 303)
        told = self.told()
        self.assertEqual((told.need, told.state, told.told_date.date()), (NEED, "open", NOW.date()))
        todo = self.todos(told)
        self.assertEqual(todo.user_id, self.eva)
        self.assertIn("Anna Ek", todo.summary)
        self.assertFalse(todo.note)
        self.assertIn("on the list of those who arrange it", self.look())
        mine = told.with_user(self.eva)
        mine.reply = "The loop is in room 3."
        self.assertNotIn("room 3", self.look(), "not before it is arranged")
        mine.action_arrange()
        self.assertEqual((told.state, told.arranged_by_id), ("arranged", self.eva))
        self.assertFalse(self.todos(told).filtered("active"))
        page = self.look()
        self.assertIn("It is arranged.", page)
        self.assertIn("The loop is in room 3.", page)
        mine.action_reopen()
        self.assertEqual(self.todos(told).user_id, self.eva)

    def test_changed_it_is_to_be_arranged_again(self):
        told = self.need()
        told.with_user(self.eva).action_arrange()
        self.say("adjustments", text=NEED)
        self.assertEqual(told.state, "arranged", "nothing has changed")
        self.say("adjustments", text=f"{NEED}. And a break.")
        self.assertEqual(self.told(), told, "there is one")
        self.assertEqual(told.state, "open")
        self.assertTrue(self.todos(told))

    def test_taken_back(self):
        told = self.need()
        todo = self.todos(told)
        self.say("adjustments", text="")
        self.assertFalse(told.exists() or todo.exists())

    def test_each_of_those_who_arrange_has_a_todo(self):
        olle = self.make_arranger("olle")
        told = self.need()
        self.assertEqual(self.todos(told).user_id, self.eva | olle)
        told.with_user(olle).action_arrange()
        self.assertFalse(self.todos(told).filtered("active"))

    def test_where_nobody_arranges_nobody_is_asked(self):
        self.eva.group_ids -= self.env.ref(ARRANGES)
        self.env.invalidate_all()
        self.assertNotIn("so that you can take part", self.look())
        self.say("adjustments", text=NEED)
        self.assertFalse(self.told())
        settings = self.env["hr.candidate.settings"].with_user(self.administrator).create({})
        self.assertFalse(settings.adjustments_arrangers)
        self.eva.group_ids += self.env.ref(ARRANGES)
        settings.invalidate_recordset()
        self.assertEqual(settings.adjustments_arrangers, "Eva")
        # Whoever interviews is nobody who arranges.
        self.applicant.interviewer_ids = self.eva
        self.assertNotIn("so that you can take part", self.look())

    def test_when_nobody_is_left_an_administrator_hears_that_and_no_more(self):
        told = self.need()
        self.eva.group_ids -= self.env.ref(ARRANGES)
        self.env.invalidate_all()
        self.adjustments._cron_adjustments()
        self.assertFalse(self.todos(told))
        heard = self.env["mail.activity"].search([("summary", "like", "nobody arranges it")])
        self.assertEqual(len(heard), 1)
        self.assertFalse(heard.res_model or heard.res_id)
        self.assertNotIn(self.applicant.partner_name, f"{heard.summary}{heard.note}")
        self.adjustments._cron_adjustments()
        self.assertEqual(heard.search([("summary", "like", "nobody arranges it")]), heard)
        self.eva.group_ids += self.env.ref(ARRANGES)
        self.adjustments._cron_adjustments()
        self.assertFalse(heard.exists())
        self.assertEqual(self.todos(told).user_id, self.eva)

    def test_a_todo_comes_back_until_it_is_arranged(self):
        told = self.need()
        self.todos(told).with_user(self.eva).action_feedback("I call her")
        self.adjustments._cron_adjustments()
        self.assertEqual(len(self.todos(told).filtered("active")), 1)

    def test_refusal_that_waits_changes_nothing_on_the_page(self):
        told = self.need()
        before = self.look()
        self.refuse(self.applicant)
        self.assertEqual(self.look(), before)
        self.assertFalse(self.todos(told).filtered("active"), "nothing to arrange")
        with self.at(NOW + 40 * DAY):
            self.adjustments._cron_adjustments()
        self.assertTrue(told.exists(), "the page has it until the candidate is told")
        self.say("adjustments", text=f"{NEED}!")
        self.assertIn(f"{NEED}!", self.look())
        self.assertFalse(self.todos(told).filtered("active"))
        self.applicant._undo_decision({"active": True, "refuse_reason_id": False}, "Back")
        self.adjustments._cron_adjustments()
        self.assertEqual(self.todos(told).user_id, self.eva)

    def test_paused_and_withdrawn(self):
        told = self.need()
        self.applicant.communication_paused = True
        self.say("adjustments", text=f"{NEED}!")
        self.assertTrue(self.todos(told))
        self.applicant._withdraw_on_page(self.withdrawal, "")
        self.assertNotIn(NEED, self.look())
        self.assertFalse(self.todos(told).filtered("active"))

    def test_switched_off_nobody_reads_it_and_it_is_forgotten(self):
        told = self.need()
        self.switch_off()
        self.assertNotIn("take part", self.look())
        self.assertFalse(self.adjustments.with_user(self.eva).search([]))
        self.adjustments._cron_adjustments()
        self.assertFalse(self.todos(told))
        self.applicant.write({"refuse_reason_id": self.reason.id, "active": False})
        self.applicant.answer_state = "told"
        self.adjustments._cron_adjustments()
        with self.at(NOW + 31 * DAY):
            self.adjustments._cron_adjustments()
        self.assertFalse(told.exists())

    def test_too_long(self):
        answer = self.say("adjustments", text="x" * 2001)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("longer than we can take", answer.text)
        self.assertIn("x" * 2001, answer.text)
        with self.assertRaises(UserError):
            self.need().with_user(self.eva).reply = "x" * 2001

    def test_one_that_breaks_stops_no_other(self):
        good = self._make_applicants(partner_name="Bo Ek", email_from="bo@candidate.example")
        bad = self.need()
        good._tell_adjustment("A break")
        original = type(self.adjustments)._watch

        def watch(records):
            if bad in records:
                raise ZeroDivisionError
            return original(records)

        self.env["mail.activity"].search([("res_model", "=", bad._name)]).unlink()
        with (
            mute_logger(f"{LOGGER}.models.preferences.hr_applicant_adjustment_life"),
            patch.object(type(self.adjustments), "_watch", watch),
        ):
            self.adjustments._cron_adjustments()
        self.assertTrue(self.todos(good._find_adjustment()))
        heard = self.env["mail.activity"].search([("summary", "like", "could not handle")])
        self.assertFalse(heard.res_model)
