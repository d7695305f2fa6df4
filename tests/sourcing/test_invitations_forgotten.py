from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..cases.sourcing import ADDON, DAY, SourcingCase
from ..common import LOGGER, NOW

FORGETTING = f"{LOGGER}.models.sourcing.hr_recruitment_prospect_forgetting"


@tagged("post_install", "-at_install")
class TestInvitationsForgotten(SourcingCase):
    """Nobody is kept longer than they were told."""

    def run_night(self, days):
        with self.at(NOW + days * DAY):
            self.prospects._cron_forget()
        self.env.invalidate_all()

    def test_ninety_days_after_the_invitation(self):
        person = self.invite()
        person.message_post(body="Met Vera Lund at the harbour")
        messages = person.message_ids
        self.run_night(89)
        self.assertTrue(person.exists())
        self.run_night(90)
        self.assertFalse(person.exists() or messages.exists())
        self.assertEqual(self.number_of(), (1, 0, 0, 0, 0), "the numbers stay")

    def test_also_when_it_has_been_switched_off(self):
        person = self.invite()
        self._switch_sourcing(False)
        self.run_night(90)
        self.assertFalse(person.exists())

    def test_who_is_told_nothing_within_a_month(self):
        person = self.make()
        self.run_night(20)
        self.assertFalse(self.todos(person))
        for _night in range(2):
            self.run_night(21)
        todo = self.todos(person)
        self.assertEqual(len(todo), 1)
        self.assertEqual((todo.user_id, todo.date_deadline), (self.recruiter, person.forget_on))
        self.run_night(28)
        self.assertFalse(person.exists() or todo.exists())

    def test_the_month_counts_from_when_the_details_were_collected(self):
        person = self.make(collected_date=NOW.date() - 10 * DAY)
        self.assertEqual(person.forget_on, NOW.date() + 18 * DAY)

    def test_later_is_kept_until_then(self):
        person = self.invite()
        person.sudo()._answer_later(6)
        self.run_night(180)
        self.assertTrue(person.exists())
        self.assertFalse(person.may_ask_again)
        self.run_night(184)
        self.assertIn("asked again", self.todos(person).summary)
        with self.at(NOW + 184 * DAY):
            person.action_ask_again()
            self.assertEqual(person.state, "draft")
            person.action_invite()
            self.assertEqual(person.state, "planned")
        again = self.invite(email="z@person.example")
        again.sudo()._answer_later(6)
        self.run_night(183 + 30)
        self.assertFalse(again.exists())

    def test_who_has_applied(self):
        person = self.invite()
        person.sudo()._answer_more("What about boats?", "")
        applicant = self._make_applicants(email_from="Vera0+jobs@person.example")
        self.assertEqual((person.state, person.applicant_id), ("applied", applicant))
        self.assertEqual(applicant.source_id, self.env.ref(f"{ADDON}.utm_source_invitation"))
        self.assertFalse(self.todos(person), "nothing is left to be told")
        self.assertEqual(self.number_of(), (1, 1, 0, 0, 1))
        self.run_night(30)
        self.assertFalse(person.exists())

    def test_who_applies_without_having_been_told(self):
        person = self.make()
        applicant = self._make_applicants(email_from="vera0@person.example")
        self.assertFalse(applicant.source_id)
        self.assertEqual((person.state, self.number_of()), ("draft", (0, 0, 0, 0, 0)))

    def test_one_that_breaks_stops_no_other(self):
        good, bad = self.make(), self.make(email="b@person.example")
        original = type(self.prospects)._forget

        def forget(people):
            if bad in people:
                raise ZeroDivisionError
            return original(people)

        with patch.object(type(self.prospects), "_forget", forget), mute_logger(FORGETTING):
            self.run_night(28)
        self.assertEqual((good | bad).exists(), bad)
        found = self.env["mail.activity"].search([("summary", "like", "could not")])
        self.assertTrue(found)
        self.assertNotIn("Vera", "".join(found.mapped("summary")))

    def test_the_erasure_of_an_application_takes_it_along(self):
        person = self.invite()
        applicant = self._make_applicants(email_from="vera0@person.example")
        facts = {fact.name: fact for fact in applicant.sudo()._get_known_facts()}
        self.assertIn("Per Berg", facts["invitation"].value)
        counts = applicant.sudo()._erase()
        self.assertFalse(person.exists())
        self.assertEqual(counts[person._name], 1)
        self.assertEqual(self.number_of()[0], 1)

    def test_with_its_job_position(self):
        job = self.job.copy()
        person = self.make(job_id=job.id)
        person.message_post(body="Met Vera Lund at the harbour")
        messages = person.message_ids
        job.unlink()
        self.assertFalse(person.exists() or messages.exists())

    def test_forgotten_by_a_colleague(self):
        person = self.make()
        person.action_invite()
        self.deliver()
        mail = self.mails(person)
        person.action_forget()
        self.assertFalse(person.exists() or mail.exists())
