from ast import literal_eval

from odoo.tests import tagged

from ..cases.erasure import ErasureCase
from ..cases.traces import find_traces
from ..common import NOW

PERIOD = {"date_from": "2026-01-01", "date_to": "2026-12-31"}
COMMENT = "They said that I, Bertilsson, talk too much"


@tagged("post_install", "-at_install")
class TestErasureNumbers(ErasureCase):
    """Persons go, numbers stay."""

    def get_data(self):
        with self.at(NOW):
            self.env["hr.recruitment.experience.month"].invalidate_model()
            report = self.env["hr.recruitment.experience.report"].with_user(self.manager)
            return report.get_data(PERIOD)

    def make_answers(self):
        with self.at(NOW):
            applicants = self._make_applicants(10, partner_name="Bo Bertilsson")
            applicants[:5].stage_id = self.interview
        for number, invitation in enumerate(self.invite(applicants)):
            with self.at(NOW):
                self.answer(invitation, 4 + number % 7, COMMENT, (1 + number % 5, 3))
        reason = self.env.ref("hr_recruitment.refuse_reason_1")
        applicants[:4].write({"refuse_reason_id": reason.id, "refuse_date": NOW, "active": False})
        applicants[:4].sudo().write({"answer_state": "told", "decision_told_date": NOW})
        applicants[4:6].write({"stage_id": self.signed.id, "date_closed": NOW})
        return applicants

    def test_the_report_says_the_same(self):
        applicants = self.make_answers()
        before = self.get_data()
        self.assertEqual(before["funnel"]["refused"], 4)
        self.assertIn(COMMENT, str(before))
        with self.at(NOW):
            applicants[:6]._erase()
        after = self.get_data()
        for part in ("funnel", "times", "promises", "refusals", "sources"):
            self.assertEqual(after[part], before[part], part)
        self.assertEqual(self.without_words(after), self.without_words(before))
        self.assertEqual(str(after).count(COMMENT), str(before).count(COMMENT) - 6)

    def without_words(self, data):
        return literal_eval(repr(self.strip(data)))

    def strip(self, value):
        """The same without what people have written, and without who waits by name."""
        if isinstance(value, dict):
            return {
                str(name): self.strip(part)
                for name, part in value.items()
                if name not in ("comments", "oldest", "text", "name", "awaiting_reply")
            }
        if isinstance(value, (list, tuple)):
            return [self.strip(part) for part in value]
        return value if isinstance(value, (int, float, str, type(None))) else str(value)

    def test_the_words_of_feedback_and_the_way_to_be_reached_go(self):
        with self.at(NOW):
            applicant = self.make_person()
        (invitation,) = self.invite(applicant)
        with self.at(NOW):
            fact = self.answer(invitation, 2, "I, Öbergström, was not heard", (1, 2))
            fact._request_contact("Call Obergstrom: 070-174 06 05")
            fact.follow_up_note = "Öbergström was called"
            self.assertTrue(fact.activity_ids)
            self.erase(applicant)
        self.assertEqual(find_traces(self.env, "öbergström", "obergstrom", "701740605"), set())
        self.assertEqual((fact.score, fact.contact_requested), (2, True))
        self.assertEqual(len(fact.comment_ids), 1)
        self.assertEqual(len(fact.rating_ids), 2)
        self.assertFalse(fact.activity_ids)

    def test_feedback_of_others_counts_as_it_did(self):
        """Two answers of one person open a group once, after the erasure too."""
        with self.at(NOW):
            applicants = self._make_applicants(2, email_from="twice@candidate.example")
        rows = [self.answer(invitation, 9) for invitation in self.invite(applicants)]
        before = [row.sudo().opens_group for row in rows]
        with self.at(NOW):
            applicants._erase()
            self.feedback._recognize_people()
        self.assertEqual([row.sudo().opens_group for row in rows], before)
