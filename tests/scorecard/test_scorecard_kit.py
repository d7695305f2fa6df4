from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..cases.scorecard import GROUP, ScorecardCase

STORY = "<h2>Who we are</h2><p>We make pumps. Since 1950 in Borås! And much more than that.</p>"


@tagged("post_install", "-at_install")
class TestScorecardKit(ScorecardCase):
    """What the kit says to ask and to tell: by round, with questions, and what was read."""

    def names(self, user):
        self.env.invalidate_all()
        return self.kit.with_user(user).asked_competence_ids.mapped("name")

    def print_kit(self, user):
        report = self.env["ir.actions.report"].with_user(user)
        name = "hr_recruitment_candidate_experience.interview_kit"
        return report._render_qweb_html(name, self.kit.ids)[0].decode()

    # Rounds ----------------------------------------------------------------------------

    def test_the_round_is_that_of_the_day_it_was_booked(self):
        booked = self.anna.stage_id
        self.assertEqual(self.kit.stage_id, booked)
        self.anna.stage_id = self.offer
        self.assertEqual(self.kit.stage_id, booked)

    def test_what_is_asked_in_which_round(self):
        self.explains.stage_ids = self.interview
        self.plans.stage_ids = self.offer
        self.kit.with_user(self.recruiter).stage_id = self.interview
        self.assertEqual(self.names(self.karin), ["Explains"])
        self.kit.stage_id = self.offer
        self.assertEqual(self.names(self.karin), ["Plans"])
        self.assertEqual(self.open_card(self.karin).rating_ids.mapped("name"), ["Plans"])
        self.kit.stage_id = self.new
        self.assertEqual(self.names(self.karin), ["Explains"], "no round: the next one")
        self.kit.stage_id = self.signed
        self.assertEqual(self.names(self.karin), ["Plans"], "after the last: the last")
        self.explains.stage_ids = False
        self.assertEqual(self.names(self.karin), ["Explains", "Plans"], "in every interview")
        with self.assertRaises(AccessError):
            self.kit.with_user(self.karin).stage_id = self.new

    def test_the_map_shows_gaps_and_doubles(self):
        self.assertFalse(self.job.topic_map, "there are no rounds")
        self.plans.stage_ids = self.interview
        self.explains.stage_ids = self.interview | self.offer
        first, second = self.job.competence_ids._map_topics()
        self.assertEqual((first["name"], second["name"]), ("Meeting", "Offer"))
        explains, plans = first["lines"]
        self.assertEqual(explains["again"], "Offer")
        self.assertTrue(explains["uneven"])
        self.assertFalse(plans["uneven"] or plans["again"])
        html = self.job.with_user(self.recruiter).topic_map
        for words in ("Asked again in", "Nobody in particular", "Asked by Karin Berg"):
            self.assertIn(words, html)

    # Questions -------------------------------------------------------------------------

    def test_questions_beside_the_competence(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        open_one, direct = (
            self.env["hr.job.competence.question"]
            .with_user(self.recruiter)
            .create(
                [
                    {"competence_id": self.plans.id, "name": "Tell us of a plan."},
                    {"competence_id": self.plans.id, "name": "Which tools?", "kind": "direct"},
                ]
            )
        )
        self.assertEqual(self.plans.question_words, "Tell us of a plan.\nWhich tools? (direct)")
        open_one.with_context(lang="sv_SE").name = "Berätta om en plan."
        self.assertIn("Berätta", self.plans.with_context(lang="sv_SE").question_words)
        html = self.print_kit(self.karin)
        self.assertIn("Tell us of a plan.", html)
        self.assertIn("Which tools?", html)
        self.assertNotIn("Which tools?", self.print_kit(self.olle), "Karin asks about it")
        self.assertEqual(
            self.job.copy().competence_ids.question_ids.mapped("kind"), ["open", "direct"]
        )
        with self.assertRaises(AccessError):
            direct.with_user(self.karin).name = "Mine"

    # Read ------------------------------------------------------------------------------

    def test_each_ticks_what_they_have_read(self):
        mine = self.kit.with_user(self.karin)
        mine.write({"read_cv": True, "read_letter": True})
        mine.read_portfolio = True
        mine.read_portfolio = False
        reading = self.kit.reading_ids
        self.assertEqual(reading.user_id, self.karin)
        self.assertTrue(reading.cv and reading.letter and not reading.portfolio)
        self.env.invalidate_all()
        self.assertFalse(self.kit.with_user(self.olle).read_cv, "each their own")
        officer = self.kit.with_user(self.officer)
        self.assertEqual(officer.read_by, "Karin Berg: CV, Letter")
        for user in (self.officer, self.olle, self.ivar):
            with self.assertRaises(AccessError):
                reading.with_user(user).portfolio = True
        with self.assertRaises(AccessError):
            officer.read_cv = True
        with self.assertRaises(AccessError):
            reading.with_user(self.karin).user_id = self.olle
        self.assertIn("☑ CV", " ".join(self.print_kit(self.karin).split()))
        self.assertNotIn("I have read", self.print_kit(self.officer))

    # Said of us ------------------------------------------------------------------------

    def test_the_beginning_of_what_the_ad_says(self):
        self.job.employer_story = STORY
        kit = self.kit.with_user(self.olle)
        ((title, words),) = kit.sudo()._get_talking_points()
        self.assertEqual((title, words), ("Our story", "We make pumps. Since 1950 in Borås!"))
        self.assertIn("We make pumps.", kit.talking_points)
        html = self.print_kit(self.olle)
        self.assertIn("What to say about us", html)
        self.assertNotIn("And much more", html)

    def test_an_answer_stands_with_its_question(self):
        self.job.employer_faq = "<p><b>Can I work from home?</b></p><p>Two days a week.</p>"
        ((_title, words),) = self.kit.sudo()._get_talking_points()
        self.assertEqual(words, "Can I work from home? Two days a week.")

    def test_switched_off_there_is_nothing(self):
        self.job.employer_story = STORY
        self.kit.with_user(self.karin).read_cv = True
        self.env.ref("base.group_user").sudo()._remove_group(self.env.ref(GROUP))
        self.env.invalidate_all()
        kit = self.kit.with_user(self.karin)
        self.assertFalse(kit.talking_points or kit.read_by or kit.read_cv)
        arch = kit.get_view(view_type="form")["arch"]
        for name in ("read_cv", "talking_points", "stage_id"):
            self.assertNotIn(name, arch)
        self.assertNotIn("I have read", self.print_kit(self.karin))
