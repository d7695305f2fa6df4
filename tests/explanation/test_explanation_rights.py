from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.decision import DAY
from ..cases.explanation import OWN, ExplanationCase
from ..common import NOW

STRENGTH = OWN["strength"]


@tagged("post_install", "-at_install")
class TestExplanationRights(ExplanationCase):
    """Who reads, writes and approves, whichever way in."""

    def test_an_approval_is_nobodys_to_write(self):
        _rows, explanation = self.explained(own_approved=False, explanation="More years.")
        mine = explanation.with_user(self.recruiter)
        for values in (
            {"state": "approved"},
            {"approved_by_id": self.recruiter.id},
            {"approved_date": NOW},
            {"decision_number": 1},
            {"told_date": NOW},
            {"lang": "sv_SE"},
        ):
            with self.assertRaises(AccessError):
                mine.write(values)
        other = self._make_applicants(partner_name="Bo Ek")
        with self.assertRaises(AccessError):
            mine.create({"applicant_id": other.id, "state": "approved"})
        with self.assertRaises(AccessError):
            mine.with_context(default_state="approved").create({"applicant_id": other.id})
        with self.assertRaises(AccessError):
            mine.applicant_id = other
        with self.assertRaises(AccessError):
            mine.unlink()
        with self.assertRaises(UserError):
            mine.write({"advice": "x" * 2001})

    def test_imported_words_have_to_be_approved(self):
        _rows, explanation = self.explained()
        done = self.explanations.with_user(self.recruiter).load(
            [".id", "advice"], [[str(explanation.id), "Imported"]]
        )
        self.assertFalse(done["messages"])
        self.assertEqual(explanation.advice, "Imported")
        self.assertEqual(explanation.state, "draft")

    def test_none_is_copied_by_mass(self):
        others = self._make_applicants(2)
        with self.assertRaises(UserError):
            self.explanations.with_user(self.recruiter).create(
                [{"applicant_id": one.id, "advice": "The same"} for one in others]
            )
        _rows, explanation = self.explained()
        self.assertFalse(explanation.copy_data()[0].get("strength"))

    def test_interviewers_do_not_read_it(self):
        _rows, explanation = self.explained()
        for user in (self.karin, self.olle):
            theirs = explanation.with_user(user)
            for act in (
                lambda e: e.read(["strength"]),
                lambda e: e.write({"strength": "Mine"}),
                lambda e: e.action_approve(),
                lambda e: e.search([]),
                lambda e: e._read_group([], ["strength"]),
                lambda e: e.create({"applicant_id": self.applicant.id}),
            ):
                with self.assertRaises(AccessError):
                    act(theirs)
        self.env.invalidate_all()
        anna = self.applicant.with_user(self.karin)
        self.assertNotIn("explanation_ids", anna.fields_get())
        with self.assertRaises(AccessError):
            anna.read(["explanation_ids"])
        with self.assertRaises(AccessError):
            anna.action_open_explanation()
        said = " ".join(str(body) for body in self.applicant.message_ids.mapped("body"))
        self.assertIn("has approved the explanation", said)
        self.assertNotIn(STRENGTH, said)

    def test_nor_recruiters_who_may_not_open_the_application(self):
        _rows, explanation = self.explained()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._make_user(
            "stranger",
            "hr_recruitment.group_hr_recruitment_user",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.env["ir.rule"].create(
            {
                "name": "Only their own candidates",
                "model_id": self.env["ir.model"]._get_id("hr.applicant"),
                "domain_force": "[('user_id', '=', user.id)]",
            }
        )
        colleague = self._make_user("colleague", "hr_recruitment.group_hr_recruitment_user")
        for user in (stranger, colleague):
            self.env.invalidate_all()
            theirs = self.explanations.with_user(user)
            self.assertFalse(theirs.search([]))
            self.assertFalse(theirs._read_group([], ["job_id"]))
            with self.assertRaises(AccessError):
                explanation.with_user(user).read(["strength"])
        self.env.invalidate_all()
        found = self.explanations.with_user(self.recruiter).search([])
        self.assertEqual(found, explanation, "archived as it is")

    def test_a_colleague_who_applied_reads_nothing_about_herself(self):
        _rows, explanation = self.explained()
        colleague = self._make_user("colleague", "hr_recruitment.group_hr_recruitment_user")
        self.applicant.partner_id = colleague.partner_id
        self.env.invalidate_all()
        self.assertFalse(self.explanations.with_user(colleague).search([]))
        with self.assertRaises(AccessError):
            explanation.with_user(colleague).read(["strength"])

    def test_interviewers_refuse_without_it(self):
        self.hand_in(self.applicant, karin=(("4", "2"), ""))
        wizard = self.wizard(
            self.applicant,
            user=self.karin,
            channel="mail",
            explanation="More years.",
            own_approved=True,
        )
        self.assertFalse(wizard.writes_explanation)
        self.assertFalse(wizard.own_strength)
        wizard.action_refuse_reason_apply()
        self.assertFalse(self.applicant.explanation_ids)

    def test_nothing_is_changed_while_it_leaves(self):
        _rows, explanation = self.explained()
        self.run_at(NOW + 2 * DAY)
        mine = explanation.with_user(self.recruiter)
        with self.assertRaises(UserError):
            mine.advice = "Too late"
        with self.assertRaises(UserError):
            mine.action_withdraw_approval()

    def test_a_copy_of_the_data_and_erasure(self):
        _rows, explanation = self.explained()
        self.assertNotIn(STRENGTH, str(self.applicant._get_known_facts()))
        self.assertIn(STRENGTH, str(self.applicant._get_internal_fields()))
        self.arrive()
        self.assertIn(STRENGTH, str(self.applicant._get_known_facts()))
        self.assertNotIn(STRENGTH, str(self.applicant._get_internal_fields()))
        explanation._note_answer("partly", "A little")
        self.assertIn("A little", str(self.applicant._get_known_facts()))
        answer = explanation.answer_ids
        counts = self.applicant._erase()
        self.assertEqual(counts["hr.applicant.explanation"], 1)
        self.env.invalidate_all()
        self.assertFalse(explanation.exists())
        self.assertEqual((answer.helped, answer.words), ("partly", False))
