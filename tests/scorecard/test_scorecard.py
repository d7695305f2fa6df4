from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..cases.scorecard import GROUP, ScorecardCase
from ..common import NOW
from ..interview.test_interview_kit import LATER

SECRET = "She explains like nobody else."


@tagged("post_install", "-at_install")
class TestScorecard(ScorecardCase):
    """One's own opinion first."""

    # Whose ---------------------------------------------------------------------------

    def test_each_has_the_competences_that_they_ask_about(self):
        mine, karins = self.open_card(self.olle), self.open_card(self.karin)
        self.assertEqual(mine.rating_ids.mapped("name"), ["Explains"])
        self.assertEqual(karins.rating_ids.mapped("name"), ["Explains", "Plans"])
        self.assertIn("4: Like a teacher", mine.rating_ids.anchors)
        self.assertIn("1: Far from what the role needs", mine.rating_ids.anchors)
        self.assertEqual(self.open_card(self.olle), mine, "there is one")

    def test_only_who_holds_the_interview(self):
        for user in (self.officer, self.ivar, self.nils):
            with self.assertRaises(AccessError):
                self.open_card(user)
            with self.assertRaises(AccessError):
                self.cards.with_user(user).create({"kit_id": self.kit.id})
        with self.assertRaises(AccessError):
            self.cards.with_user(self.karin).create(
                {"kit_id": self.kit.id, "user_id": self.olle.id}
            )

    def test_nobody_writes_what_another_thinks(self):
        card = self.open_card(self.olle)
        for user in (self.karin, self.officer, self.recruiter):
            with self.assertRaises(AccessError):
                card.with_user(user).write({"comment": "Forged"})
            with self.assertRaises(AccessError):
                card.rating_ids.with_user(user).write({"rating": "1"})
            with self.assertRaises(AccessError):
                card.with_user(user).action_hand_in()
        with self.assertRaises(UserError):
            self.env["hr.interview.scorecard.rating"].with_user(self.olle).create(
                {"scorecard_id": card.id, "name": "Age"}
            )
        for values in ({"state": "done"}, {"user_id": self.karin.id}, {"is_late": False}):
            with self.assertRaises(AccessError):
                card.with_user(self.olle).write(values)

    # Before one's own ------------------------------------------------------------------

    def read_every_way(self, user):
        """:return: str, all that this user finds of scorecards, whichever way they look"""
        cards = self.cards.with_user(user).with_context(active_test=False)
        ratings = self.env["hr.interview.scorecard.rating"].with_user(user)
        found = [
            cards.search_read([], ["recommendation", "comment", "user_id", "display_name"]),
            cards.search([("comment", "ilike", "explains")]).ids,
            cards._read_group([], ["recommendation"], ["__count"]),
            cards.name_search("Anna"),
            ratings.search_read([], ["rating", "note", "name"]),
            ratings._read_group([], ["rating"], ["id:array_agg"]),
        ]
        kit = self.kit.with_user(user)
        if kit.has_access("read"):
            found.append(kit.web_read({"scorecard_ids": {"fields": {"comment": {}}}}))
        user.sudo().group_ids += self.env.ref("base.group_allow_export")
        anna = self.anna.with_user(user)
        if anna.has_access("read"):
            found.append(anna.read(["scorecard_ids", "scorecard_summary"]))
            found.append(anna.export_data(["scorecard_ids/comment"])["datas"])
            found.append(anna.search([("scorecard_ids.comment", "ilike", "explains")]).ids)
        return found

    def test_nobody_on_the_panel_reads_others_before_their_own(self):
        card = self.hand_in(self.olle, "4", comment=SECRET)
        for user in (self.karin, self.recruiter, self.ivar, self.nils, self.portal):
            with self.subTest(user.name):
                if user == self.portal:
                    with self.assertRaises(AccessError):
                        self.cards.with_user(user).search([])
                    continue
                self.env.invalidate_all()
                found = str(self.read_every_way(user))
                self.assertNotIn(SECRET, found)
                self.assertNotIn("strong", found)
                self.assertFalse(self.cards.with_user(user).search([("id", "=", card.id)]))
                with self.assertRaises(AccessError):
                    card.with_user(user).read(["comment"])
                with self.assertRaises(AccessError):
                    card.rating_ids.with_user(user).read(["rating"])

    def test_afterwards_they_do(self):
        card = self.hand_in(self.olle, "4", comment=SECRET)
        self.hand_in(self.karin, "3", "2")
        self.env.invalidate_all()
        self.assertEqual(card.with_user(self.karin).comment, SECRET)
        self.assertIn(SECRET, str(self.read_every_way(self.karin)))

    def test_leaving_the_interview_is_no_way_to_them(self):
        card = self.hand_in(self.olle, "4", comment=SECRET)
        with self.at(LATER + timedelta(hours=2)):
            self.meeting.with_user(self.recruiter).partner_ids -= self.recruiter.partner_id
        self.env.invalidate_all()
        self.assertNotIn(self.recruiter, self.kit.interviewer_ids)
        self.assertNotIn(SECRET, str(self.read_every_way(self.recruiter)))
        with self.assertRaises(AccessError):
            card.with_user(self.recruiter).read(["comment"])

    def test_who_was_taken_off_before_it_took_place_is_a_recruiter_as_others(self):
        with self.at(NOW):
            self.meeting.with_user(self.recruiter).partner_ids -= self.recruiter.partner_id
        card = self.hand_in(self.olle, "4", comment=SECRET)
        self.env.invalidate_all()
        self.assertEqual(card.with_user(self.recruiter).comment, SECRET)

    def test_a_card_that_says_nothing_opens_no_other(self):
        self.hand_in(self.olle, "4", comment=SECRET)
        with self.assertRaises(UserError):
            self.hand_in(self.karin)
        with self.assertRaises(UserError), self.at(NOW):
            card = self.open_card(self.recruiter)
            card.write({"recommendation": "yes", "comment": "Before I met her"})
            card.action_hand_in()
        self.env.invalidate_all()
        self.assertFalse(self.cards.with_user(self.karin).search([("user_id", "=", self.olle.id)]))

    def test_the_copy_of_the_data_is_no_way_either(self):
        request = self.env["hr.applicant.data.request"]
        draft = self.open_card(self.karin)
        draft.comment = "A draft of mine"
        self.hand_in(self.olle, "4", comment=SECRET)
        items = request._find_interview_notes(self.anna)
        self.assertNotIn(SECRET, str(list(items)))
        self.hand_in(self.karin, "3", "3")
        self.hand_in(self.recruiter, "3")
        found = str(list(request._find_interview_notes(self.anna)))
        self.assertIn(SECRET, found)
        self.assertIn("Explains: 4", found)

    def test_who_does_not_hold_the_interview_reads_what_is_handed_in(self):
        draft = self.open_card(self.karin)
        draft.comment = "Not yet"
        card = self.hand_in(self.olle, "4", comment=SECRET)
        self.env.invalidate_all()
        self.assertEqual(self.cards.with_user(self.officer).search([]), card)
        with self.assertRaises(AccessError):
            draft.with_user(self.officer).read(["comment"])

    def test_a_colleague_who_applies_reads_nothing_about_herself(self):
        card = self.hand_in(self.olle, "4", comment=SECRET)
        self.anna.partner_id = self.officer.partner_id
        self.env.invalidate_all()
        self.assertFalse(self.cards.with_user(self.officer).search([]))
        with self.assertRaises(AccessError):
            card.rating_ids.with_user(self.officer).read(["rating"])

    def test_the_chatter_says_that_not_what(self):
        self.hand_in(self.olle, "4", comment=SECRET)
        self.env.invalidate_all()
        said = " ".join(str(body) for body in self.anna.message_ids.mapped("body"))
        self.assertIn("Olle Lind has handed in a scorecard", said)
        self.assertNotIn(SECRET, said)

    # Handed in -------------------------------------------------------------------------

    def test_what_is_handed_in_stays(self):
        card = self.hand_in(self.olle, "4").with_user(self.olle)
        for values in ({"recommendation": "no"}, {"comment": "Else"}):
            with self.assertRaises(UserError):
                card.write(values)
        with self.assertRaises(UserError):
            card.rating_ids.rating = "1"
        card.new_addition = "One thing more"
        self.assertIn("One thing more", card.addition)
        done = card.done_date
        card.action_hand_in()
        self.assertEqual(card.done_date, done)

    def test_what_was_added_has_its_time_and_stays(self):
        card = self.hand_in(self.olle, "4").with_user(self.olle)
        later = LATER + timedelta(days=2)
        with self.at(later):
            card.new_addition = "She called me afterwards"
            card.new_addition = "And wrote"
        card.new_addition = "  "
        self.assertFalse(card.new_addition)
        first, second = card.addition_ids
        self.assertEqual((first.text, first.date), ("She called me afterwards", later))
        self.assertIn("June 19, 2026", card.addition)
        self.assertIn("And wrote", card._say_all())
        for values in ({"text": "Never mind"}, {"date": NOW}):
            with self.assertRaises(AccessError):
                first.write(values)
        with self.assertRaises(AccessError):
            second.unlink()
        with self.assertRaises(UserError):
            card.addition = "Rewritten"
        additions = self.env["hr.interview.scorecard.addition"]
        with self.assertRaises(AccessError):
            additions.with_user(self.olle).create(
                {"scorecard_id": card.id, "text": "Back then", "date": NOW}
            )
        for user in (self.karin, self.recruiter, self.officer):
            with self.assertRaises(AccessError):
                additions.with_user(user).create({"scorecard_id": card.id, "text": "Forged"})
        self.env.invalidate_all()
        self.assertFalse(additions.with_user(self.karin).search([]), "not before her own")
        self.assertEqual(len(additions.with_user(self.officer).search([])), 2)

    def test_a_recommendation_is_asked_for(self):
        card = self.open_card(self.olle)
        with self.assertRaises(UserError):
            card.action_hand_in()
        with self.assertRaises(UserError):
            card.new_addition = "Too early"

    def test_words_stay_as_they_were(self):
        card = self.hand_in(self.olle, "4")
        self.explains.name = "Speaks"
        self.explains.unlink()
        self.assertEqual(card.rating_ids.name, "Explains")

    # For the decision --------------------------------------------------------------------

    def test_side_by_side(self):
        self.hand_in(self.olle, "4")
        self.hand_in(self.karin, "2", "3", recommendation="no")
        self.hand_in(self.recruiter, "3", recommendation="strong_yes")
        self.env.invalidate_all()
        summary = self.cards.search([])._summarize()
        self.assertEqual(summary["words"], "2 of 3 recommend")
        self.assertTrue(summary["differ"])
        explains, plans = summary["lines"]
        self.assertEqual(explains["number"], 3)
        self.assertEqual(explains["counts"], [0, 1, 1, 1])
        self.assertEqual((explains["median"], explains["spread"]), (3, (2, 4)))
        self.assertEqual((plans["number"], plans["median"]), (1, None), "one is no median")
        same = self.cards.search([("recommendation", "!=", "no")])._summarize()
        self.assertFalse(same["differ"])
        html = self.anna.with_user(self.officer).scorecard_summary
        self.assertIn("Opinions differ", html)
        self.assertIn("n = 3", html)

    def test_who_may_not_read_them_has_no_summary(self):
        self.hand_in(self.olle, "4")
        self.env.invalidate_all()
        self.assertFalse(self.anna.with_user(self.karin).scorecard_summary)
        self.assertTrue(self.anna.with_user(self.officer).scorecard_summary)

    def test_topic_map(self):
        self.assertFalse(self.plans.is_uneven)
        self.assertEqual(self.plans.coverage, "Asked by Karin Berg")
        self.assertTrue(self.explains.is_uneven, "a gap")
        self.assertIn("Nobody in particular", self.explains.coverage)
        self.plans.interviewer_ids += self.olle
        self.assertTrue(self.plans.is_uneven, "twice")
        self.assertIn("Several", self.plans.coverage)

    def test_a_copied_job_has_the_competences(self):
        copied = self.job.copy()
        self.assertEqual(copied.competence_ids.mapped("name"), ["Explains", "Plans"])

    def test_on_paper(self):
        report = self.env["ir.actions.report"].with_user(self.karin)
        html = str(
            report._render_qweb_html(
                "hr_recruitment_candidate_experience.interview_kit", self.kit.ids
            )[0]
        )
        self.assertIn("Plans", html)

    def test_switched_off_there_is_nothing(self):
        self.hand_in(self.olle, "4")
        self.env.ref("base.group_user").sudo()._remove_group(self.env.ref(GROUP))
        self.env.invalidate_all()
        self.assertFalse(self.anna.with_user(self.officer).scorecard_summary)
        self.assertFalse(self.kit.with_user(self.olle).asked_competence_ids)
        self.assertFalse(self.cards.with_user(self.officer).search([]))
        with self.assertRaises(AccessError):
            self.open_card(self.karin)
        arch = self.env["hr.interview.kit"].with_user(self.olle).get_view(view_type="form")["arch"]
        self.assertNotIn("scorecard", arch)
