import re

from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.merits import NOTED, MeritsCase
from ..common import NOW

OFFER = 'name="part" value="merits"'


@tagged("post_install", "-at_install")
class TestMeritsPage(MeritsCase):
    """A candidate asks on the page who was chosen, and reads the reply there."""

    def test_from_the_question_to_the_reply_in_swedish(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.applicant.candidate_lang = "sv_SE"
        chosen = self.make_chosen()
        self.refuse()
        page = self.look()
        self.assertIn(OFFER, page)
        self.assertIn('lang="sv-SE"', page)
        answer = self.press("merits")
        self.assertEqual(answer.status_code, 303)
        self.env.invalidate_all()
        (request,) = self.applicant.data_request_ids
        self.assertEqual(
            (request.kind, request.state, request.user_id), ("merits", "open", self.nurse)
        )
        page = self.look()
        self.assertNotIn(OFFER, page)
        self.assertIn("10 juni 2026", page)
        self.assertIn("24 juni 2026", page)
        (receipt,) = self.mails()
        self.assertIn("24 juni 2026", receipt.body_html)
        (todo,) = request.activity_ids
        self.assertEqual(todo.user_id, self.nurse)
        self.assertEqual(str(todo.date_deadline), "2026-06-17")
        self.assertFalse(request.with_user(self.nurse).chosen_count)

        # She is hired, and what she has is noted.
        (merits,) = self.hire(chosen)
        self.assertEqual(merits.activity_ids.user_id, self.recruiter)
        merits.with_user(self.recruiter).write(
            {**NOTED, "other": "Bättre på tyska. Beata är född 1988."}
        )
        self.assertFalse(merits.activity_ids)
        self.env.invalidate_all()
        self.assertEqual(request.chosen_ids, chosen)

        theirs = request.with_user(self.nurse)
        theirs.action_draft_letter()
        letter = theirs.merits_letter
        swedish = self.env(context={"lang": "sv_SE"})
        for heading in ("Education", "Professional experience", "Other merits"):
            self.assertIn(swedish._(heading), letter)
        self.assertEqual(theirs.merits_point_count, 4)
        for word in ("Bättre", "Beata", "född", "1988"):
            self.assertIn(f"<strong>{word}</strong>", theirs.merits_points)
        self.assertEqual(theirs.merits_letter, letter, "it points, and changes nothing")
        dialog = self.open_dialog(theirs)
        self.assertIn("4", dialog.summary)

        theirs.merits_letter = letter.replace("Bättre på tyska. Beata är född 1988.", "Tyska")
        dialog = self.open_dialog(theirs)
        self.assertFalse(dialog.summary)
        with self.later(2):
            dialog.action_send()
        self.env.invalidate_all()
        self.assertEqual((request.state, request.letter_way), ("done", "mail"))
        self.assertEqual((request.letter_user_id, request.letter_date), (self.nurse, NOW + 2 * DAY))
        self.assertFalse(request.activity_ids)
        (mail,) = self.mails() - receipt
        self.assertEqual(mail.state, "outgoing")
        for text in ("Master of Science", "Eight years", "Tyska"):
            self.assertIn(text, mail.body_html)
        self.assertNotIn("Beata", mail.body_html)
        self.assertNotIn("Lind", mail.body_html)
        self.assertIn('lang="sv', mail.body_html)
        page = self.look()
        self.assertIn("Master of Science", page)
        self.assertIn("12 juni 2026", page)

    # Where it is offered ---------------------------------------------------------------

    def forge(self):
        """:return: text of the page after a press that it did not offer"""
        self.assertNotIn(OFFER, self.look())
        answer = self.press("merits")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("cannot be asked here at the moment", answer.text)
        self.env.invalidate_all()
        self.assertFalse(self.applicant.data_request_ids.filtered(lambda r: r.kind == "merits"))
        return re.sub(r"\s+", " ", answer.text)

    def test_not_where_the_company_does_not_offer_it(self):
        self.company.merits_offered = False
        self.refuse()
        self.assertIn('role="alert"', self.forge())

    def test_not_before_the_refusal_is_told(self):
        """Nobody finds out from it that there is one."""
        ongoing = self.forge()
        self.refuse(told=False)
        self.assertEqual(self.applicant.answer_state, "pending")
        decided = self.forge()
        strip = re.compile(r'name="form" value="[^"]+"')
        self.assertEqual(strip.sub("", ongoing), strip.sub("", decided))

    def test_not_for_who_withdrew_or_was_hired(self):
        self.press("withdraw", path=f"{self.path}/withdraw")
        self.env.invalidate_all()
        self.assertEqual(self.applicant._get_page_state(), "withdrawn")
        self.forge()
        self.press("undo")
        self.env.invalidate_all()
        self.hire(self.applicant)
        self.applicant._note_told_stage(self.signed)
        self.forge()

    def test_not_for_who_was_found_and_has_not_applied(self):
        self.refuse()
        self.applicant.arrival = "sourced"
        self.assertFalse(self.applicant._may_ask_for_merits())

    def test_not_for_who_asked_to_be_erased(self):
        self.refuse()
        self.press("erase")
        self.forge()

    def test_not_without_a_position_or_on_a_closed_page(self):
        self.refuse()
        self.applicant.page_revoked = True
        self.assertFalse(self.applicant._may_ask_for_merits())
        self.applicant.page_revoked = False
        self.assertTrue(self.applicant._may_ask_for_merits())
        self.applicant.job_id = False
        self.applicant.answer_state = "told"
        self.assertFalse(self.applicant._may_ask_for_merits())

    def test_pressed_twice_is_asked_once(self):
        self.refuse()
        form = self.form_of(self.open(self.path))
        with self.at(self.env.cr._now + 5 * DAY / 86400):
            for _press in range(2):
                answer = self.send(self.path, part="merits", form=form)
                self.assertEqual(answer.status_code, 303)
        self.env.invalidate_all()
        self.assertEqual(len(self.applicant.data_request_ids), 1)
        self.assertEqual(len(self.mails()), 1)

    def test_a_machine_is_asked_once_more(self):
        self.refuse()
        answer = self.send(self.path, part="merits", form="x")
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        self.assertFalse(self.applicant.data_request_ids)

    def test_two_applications_are_two_questions(self):
        other_job = self.env["hr.job"].create({"name": "Designer", "user_id": self.recruiter.id})
        other = self._make_applicants(
            job_id=other_job.id,
            email_from=self.applicant.email_from,
            partner_id=self.applicant.partner_id.id,
        )
        mine, theirs = self.make_chosen(), self.make_chosen("Carl Berg", job_id=other_job.id)
        theirs.date_closed = NOW
        self.hire(mine)
        self.refuse()
        self.refuse(other)
        request = self.ask_who()
        self.assertEqual(request.chosen_ids, mine)
        self.assertTrue(other._may_ask_for_merits())
        other._ask_for_data("merits")
        self.assertEqual(other.data_request_ids.chosen_ids, theirs)

    def test_the_date_that_was_told_stays(self):
        self.refuse()
        request = self.ask_who()
        self.company.merits_days = 30
        self.env.flush_all()
        self.assertEqual(str(request.deadline_date), "2026-06-24")
        self.assertIn("June 24, 2026", self.look())
