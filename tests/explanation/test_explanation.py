from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tests.common import Form

from ..cases.decision import DAY
from ..cases.explanation import ADDON, OWN, ExplanationCase
from ..common import NOW

STRENGTH, MISSING, ADVICE = OWN.values()


@tagged("post_install", "-at_install")
class TestExplanation(ExplanationCase):
    """From the scorecards to the refusal, through a person."""

    # A draft -----------------------------------------------------------------------------

    def test_a_draft_of_three_parts(self):
        self.hand_in(
            self.applicant,
            karin=(("4", "2"), "Secretly brilliant"),
            olle=(("3", "1"), "Knows no plan"),
        )
        draft = self.explanations.with_user(self.recruiter)._draft(self.applicant)
        self.assertEqual(set(draft), set(OWN))
        self.assertIn("Explains: What the role needs", draft["strength"])
        self.assertIn("Plans", draft["missing"])
        self.assertIn("Plans a delivery.", draft["missing"])
        self.assertIn("practise this: Plans", draft["advice"])
        said = " ".join(draft.values())
        for secret in ("Secretly", "Knows no", "Karin", "Olle", "1", "2", "3", "4"):
            self.assertNotIn(secret, said)

    def test_in_the_candidates_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.plans.with_context(lang="sv_SE").name = "Planerar"
        self.applicant.candidate_lang = "sv_SE"
        self.hand_in(self.applicant, karin=(("4", "2"), ""))
        draft = self.explanations.with_user(self.recruiter)._draft(self.applicant)
        self.assertIn("Planerar", draft["missing"])
        self.assertNotIn("Plans:", draft["missing"])

    def test_without_scorecards_it_is_empty(self):
        draft = self.explanations.with_user(self.recruiter)._draft(self.applicant)
        self.assertEqual(set(draft.values()), {""})
        wizard = self.wizard(self.applicant)
        self.assertIn("no scorecard", wizard.own_hint)

    def test_who_has_not_handed_in_gets_no_draft_from_the_others(self):
        kit = self.hand_in(self.applicant, karin=(("4", "1"), ""))
        kit.sudo().interviewer_ids |= self.recruiter
        self.env.invalidate_all()
        draft = self.explanations.with_user(self.recruiter)._draft(self.applicant)
        self.assertEqual(set(draft.values()), {""})

    def test_the_dialog_has_the_draft(self):
        self.hand_in(self.applicant, karin=(("4", "2"), ""))
        context = {
            **self.applicant.archive_applicant()["context"],
            "default_applicant_ids": self.applicant.ids,
        }
        wizard = self.env["applicant.get.refuse.reason"].with_user(self.recruiter)
        with Form(wizard.with_context(**context)) as form:
            form.refuse_reason_id = self.reason
            self.assertIn("Explains", form.own_strength)
            form.own_strength = "Ung och energisk: you are young"
            self.assertIn("young", form.own_findings)
            form.own_strength = STRENGTH
            self.assertFalse(form.own_findings)

    # Looks -------------------------------------------------------------------------------

    def look_at(self, text, **values):
        self.applicant.write(values)
        self.env.invalidate_all()
        return self.explanations.with_user(self.recruiter)._look_at(self.applicant, [text]) or ""

    def test_each_finding_has_a_reason(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.hand_in(self.applicant, karin=(("4", "2"), "Could not tell us how she plans"))
        for text, found in (
            ("You are not the right fit.", "“not the right fit”: Everybody"),
            ("Other candidates had more.", "“Other candidates”: this compares"),
            ("You got 2 of 4.", "“2 of 4”: this is a mark"),
            ("Karin liked it.", "“Karin”: this names"),
            ("You could not tell us how she plans.", "words of a scorecard"),
            ("Det här är en styrka som vi och du har.", "The candidate reads English"),
        ):
            with self.subTest(text):
                self.assertIn(found, self.look_at(text))
        self.assertFalse(self.look_at(STRENGTH))
        swedish = self.look_at("Du är ung och energisk.", candidate_lang="sv_SE")
        self.assertIn("“ung och energisk”", swedish)

    # It leaves ---------------------------------------------------------------------------

    def test_approved_it_leaves_with_the_refusal(self):
        rows, explanation = self.explained()
        self.assertEqual(explanation.state, "approved")
        self.assertEqual(explanation.approved_by_id, self.recruiter)
        self.assertEqual(explanation.approved_date, NOW)
        mail = self.arrive()
        for text in OWN.values():
            self.assertEqual(mail.body_html.count(text), 1)
        self.assertNotIn("cx-explanation", mail.body_html)
        self.assertEqual(explanation.told_date, NOW + 2 * DAY)
        with self.assertRaises(UserError):
            explanation.with_user(self.recruiter).advice = "Else"
        self.assertTrue(rows)

    def test_what_is_not_approved_does_not(self):
        self.explained(own_approved=False, explanation="We need more years.")
        mail = self.arrive()
        for text in OWN.values():
            self.assertNotIn(text, mail.body_html)
        self.assertNotIn("cx-explanation", mail.body_html)
        self.assertFalse(self.applicant.explanation_ids.told_date)

    def test_the_shipped_letter_has_its_place(self):
        template = self.env.ref(f"{ADDON}.mail_template_refused")
        self.answer_step.mail_template_id = template
        self.hand_in(self.applicant, karin=(("4", "2"), ""))
        (row,), explanation = self.explained(own_approved=False, explanation="More years.")
        explanation = explanation.with_user(self.recruiter)
        self.assertIn("cx-explanation", row.body)
        self.assertNotIn(STRENGTH, row.body)
        explanation.action_approve()
        self.assertIn(STRENGTH, row.body)
        explanation.advice = "Something else to do."
        self.assertEqual(explanation.state, "draft")
        self.assertEqual(explanation.approved_by_id, self.recruiter, "it stays known")
        self.assertNotIn(STRENGTH, row.body)
        explanation.action_approve()
        mail = self.arrive()
        body = mail.body_html
        self.assertIn("Something else to do.", body)
        self.assertLess(body.index("More years."), body.index(STRENGTH))
        self.assertLess(body.index(STRENGTH), body.index("Kind regards"))

    def test_it_says_why(self):
        """Who was met hears why, by an explanation, too."""
        self.meet(self.applicant)
        self.reason.candidate_explanation = False
        (row,), explanation = self.explained()
        self.assertFalse(row.lacks_reason)
        explanation.with_user(self.recruiter).action_withdraw_approval()
        self.env.invalidate_all()
        self.assertTrue(row._filter_without_reason() or row.is_written_by_person)
        other = self._make_applicants(partner_name="Bo Ek", email_from="bo@candidate.example")
        self.meet(other)
        with self.assertRaises(UserError):
            self.explained(other, own_approved=False)
        with self.assertRaises(UserError):
            self.explained(other, own_advice="")

    def test_a_text_edited_by_hand_has_it_too(self):
        (row,), _explanation = self.explained()
        row.with_user(self.recruiter).write({"body": "<p>My own words</p>"})
        mail = self.arrive()
        self.assertIn("My own words", mail.body_html)
        self.assertIn(STRENGTH, mail.body_html)

    # The call ----------------------------------------------------------------------------

    def test_the_call_has_it_at_hand(self):
        rows, explanation = self.explained(channel="call_mail")
        guide = self.env["hr.applicant.call"].with_user(self.recruiter)
        guide = guide.create({"applicant_id": self.applicant.id})
        self.assertIn(STRENGTH, guide.guide)
        self.run_at(NOW + DAY)
        call = rows.filtered(lambda row: row.action == "activity").activity_id
        self.assertIn(STRENGTH, call.note)
        explanation.with_user(self.recruiter).action_withdraw_approval()
        self.env.invalidate_all()
        self.assertNotIn(STRENGTH, call.note)
        self.assertNotIn(STRENGTH, str(guide.guide))
        explanation.with_user(self.recruiter).action_approve()
        self.assertIn(STRENGTH, call.note)

    # Taken back --------------------------------------------------------------------------

    def test_taken_back_it_stays_a_draft(self):
        _rows, explanation = self.explained()
        self.applicant.with_user(self.recruiter).action_take_back_refusal()
        self.assertEqual(explanation.state, "draft")
        self.assertEqual(explanation.strength, STRENGTH)
        with self.assertRaises(UserError):
            explanation.with_user(self.recruiter).action_approve()
        wizard = self.wizard(self.applicant)
        self.assertEqual(wizard.own_strength, STRENGTH, "it is not written twice")
        rows, _explanation = self.explained(own_approved=False, explanation="More years.")
        self.run_at(NOW + 2 * DAY)
        (row,) = rows.filtered(lambda r: r.state == "queued")
        self.assertNotIn(STRENGTH, self.env["mail.mail"].browse(row.mail_mail_id_int).body_html)

    def test_tried_again_it_is_that_of_the_decision_that_stands(self):
        (row,), explanation = self.explained()
        self.deliver(row, NOW + 2 * DAY)
        self.applicant._note_not_told()
        self.assertFalse(explanation.told_date)
        self.assertEqual(explanation.state, "approved")

    # Many --------------------------------------------------------------------------------

    def test_of_many_each_has_their_own(self):
        other = self._make_applicants(partner_name="Bo Ek", email_from="bo@candidate.example")
        third = self._make_applicants(partner_name="Eva Ek", email_from="eva@candidate.example")
        self.hand_in(self.applicant, karin=(("4", "2"), ""))
        self.hand_in(other, karin=(("1", "3"), ""))
        all_three = self.applicant | other | third
        self.refuse(all_three, channel="mail", explanation="More years.", own_approved=True)
        self.assertEqual(self.applicant.explanation_ids.state, "draft", "nobody has read it")
        self.assertIn("Explains", self.applicant.explanation_ids.strength)
        self.assertIn("Plans", other.explanation_ids.strength)
        self.assertFalse(third.explanation_ids, "no scorecard")
        both = (self.applicant | other).explanation_ids.with_user(self.recruiter)
        with self.assertRaises(UserError):
            both.write({"advice": "The same for all"})
        with self.assertRaises(ValueError):
            both.action_approve()

    def test_of_two_applications_each_has_its_own(self):
        twin = self._make_applicants(
            partner_name=self.applicant.partner_name, email_from=self.applicant.email_from
        )
        self.explained()
        self.explained(twin, own_strength="You listened.")
        self.assertIn(STRENGTH, self.arrive().body_html)
        mail = self.arrive(twin)
        self.assertIn("You listened.", mail.body_html)
        self.assertNotIn(STRENGTH, mail.body_html)

    def test_on_hold_it_waits_with_the_refusal(self):
        _rows, explanation = self.explained()
        self.applicant.with_user(self.recruiter).action_pause_communication()
        self.run_at(NOW + 2 * DAY)
        self.assertFalse(explanation.told_date)
        explanation.with_user(self.recruiter).advice = "Written meanwhile."
        explanation.with_user(self.recruiter).action_approve()
        self.applicant.with_user(self.recruiter).action_resume_communication()
        self.assertIn("Written meanwhile.", self.arrive(moment=NOW + 5 * DAY).body_html)

    def test_drafts_of_many_cost_no_more_queries(self):
        people = self._make_applicants(6)
        for one in people:
            self.hand_in(one, karin=(("4", "2"), ""))
        drafts = self.explanations.with_user(self.recruiter)
        counts = []
        for some in (people[:2], people):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            drafts._draft_for_many(some.with_user(self.recruiter))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

    # Language ------------------------------------------------------------------------------

    def test_who_reads_another_language_does_not_get_it_in_this_one(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.reason.with_context(lang="sv_SE").candidate_explanation = "Fler år."
        self.words.with_context(lang="sv_SE").body_html = "<p>Hej</p>"
        (row,), explanation = self.explained(explanation=self.reason.candidate_explanation)
        row.sudo().is_written_by_person = False
        self.applicant.candidate_lang = "sv_SE"
        self.assertEqual(explanation.state, "draft")
        self.assertIn("another language", self.tasks().mapped("summary")[0])
        self.assertNotIn(STRENGTH, self.arrive().body_html)

    # Off -----------------------------------------------------------------------------------

    def test_switched_off_nothing_leaves(self):
        _rows, explanation = self.explained()
        self.env.ref("base.group_user").sudo()._remove_group(
            self.env.ref(f"{ADDON}.group_explanation")
        )
        self.env.invalidate_all()
        self.assertFalse(self.explanations.with_user(self.recruiter).search([]))
        self.assertFalse(self.applicant.may_be_explained)
        self.assertIsNone(self.applicant.get_explanation())
        for model in ("hr.applicant", "applicant.get.refuse.reason"):
            arch = self.env[model].with_user(self.recruiter).get_view(view_type="form")["arch"]
            self.assertNotIn("own_strength", arch)
            self.assertNotIn("action_open_explanation", arch)
        self.assertNotIn(STRENGTH, self.arrive().body_html)
        self.assertFalse(explanation.told_date)
