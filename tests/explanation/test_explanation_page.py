from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.explanation import OWN, ExplanationCase
from ..common import NOW

STRENGTH = OWN["strength"]
WORDS = "The advice was good."


@tagged("post_install", "-at_install")
class TestExplanationPage(ExplanationCase):
    """On the candidate's own page, and whether it helped."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def test_it_is_there_when_the_refusal_has_arrived(self):
        before = self.look()
        self.explained()
        self.assertEqual(self.look(), before, "nothing runs ahead of the decision")
        self.assertNotIn("helped", self.look())
        self.press("helped", helped="yes")
        self.assertFalse(self.applicant.explanation_ids.answer_ids)
        self.arrive()
        page = self.look()
        for words in (*OWN.values(), "Has this helped you?", "What was missing for this role"):
            self.assertIn(words, page)

    def test_what_is_not_approved_is_not(self):
        _rows, explanation = self.explained(own_approved=False, explanation="More years.")
        self.arrive()
        self.assertNotIn(STRENGTH, self.look())
        self.assertNotIn("Has this helped", self.look())
        explanation.with_user(self.recruiter).action_approve()
        self.env.flush_all()
        self.assertIn(STRENGTH, self.look(), "approved afterwards, it can be read at once")

    def test_whether_it_helped(self):
        _rows, explanation = self.explained()
        self.arrive()
        page = self.press("helped", text="No choice")
        self.assertEqual(page.status_code, 422)
        self.assertIn("Please choose one", page.text)
        self.assertIn("No choice", page.text)
        self.press("helped", helped="partly", text=WORDS)
        self.env.invalidate_all()
        self.assertEqual(explanation.answer_ids.mapped("helped"), ["partly"])
        self.press("helped", helped="yes", text=WORDS)
        self.env.invalidate_all()
        self.assertEqual(explanation.answer_ids.mapped("helped"), ["yes"], "changed, not twice")
        self.press("helped", helped="fine")
        self.env.invalidate_all()
        self.assertEqual(explanation.answer_ids.helped, "yes")
        self.assertIn(WORDS, self.look())
        with self.at(NOW + timedelta(days=8)):
            self.assertIn("You have told us", self.look())
            self.press("helped", helped="no")
        self.env.invalidate_all()
        self.assertEqual(explanation.answer_ids.helped, "yes", "settled")

    def test_who_withdraws_and_changes_their_mind_hears_it_as_it_was_to_be(self):
        (row,), explanation = self.explained()
        self.press("withdraw", text="")
        self.env.invalidate_all()
        self.assertEqual(explanation.state, "draft")
        self.press("undo")
        self.env.invalidate_all()
        self.assertEqual(explanation.state, "approved")
        self.deliver(row, NOW + 5 * DAY)
        self.assertIn(STRENGTH, self.env["mail.mail"].browse(row.mail_mail_id_int).body_html)

    def test_recruiters_do_not_see_who_said_what(self):
        _rows, explanation = self.explained()
        self.arrive()
        explanation._note_answer("no", WORDS)
        self.env.flush_all()
        self.authenticate(self.recruiter.login, self.recruiter.login)
        preview = self.url_open(f"/candidate/preview/{self.applicant.id}").text
        self.assertIn(STRENGTH, preview)
        self.assertNotIn(WORDS, preview)
        self.assertNotIn("helped_no", preview)
        self.env.invalidate_all()
        mine = explanation.with_user(self.recruiter)
        with self.assertRaises(AccessError):
            mine.read(["answer_ids"])
        with self.assertRaises(AccessError):
            mine.search([("answer_ids.helped", "=", "no")])
        answers = self.env["hr.applicant.explanation.answer"]
        with self.assertRaises(AccessError):
            answers.with_user(self.recruiter).search([])
        said = " ".join(str(body) for body in self.applicant.message_ids.mapped("body"))
        self.assertNotIn(WORDS, said)
        self.assertEqual(answers.with_user(self.manager).search([]).words, WORDS)

    def test_few_are_not_counted(self):
        self.company.feedback_min_scores = 3
        answers = self.env["hr.applicant.explanation.answer"]
        counts = self.env["hr.applicant.explanation.count"].with_user(self.recruiter)

        def answer(*helped, moment=NOW - 20 * DAY):
            answers.create(
                [{"company_id": self.company.id, "helped": one, "date": moment} for one in helped]
            )
            self.env.invalidate_all()
            found = counts.search([("company_id", "=", self.company.id)])
            return {row.helped: (row.number, row.total) for row in found}

        self.assertEqual(answer("yes", "no"), {})
        three = {"yes": (2, 3), "partly": (0, 3), "no": (1, 3)}
        self.assertEqual(answer("yes"), three)
        self.assertEqual(answer("no", "partly"), three, "in groups, none by itself")
        self.assertEqual(answer("no", moment=NOW), three, "can still be changed")
        self.assertEqual(answer("no")["no"], (3, 6))
