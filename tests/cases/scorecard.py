from ..interview.test_interview_kit import LATER, KitCase

GROUP = "hr_recruitment_candidate_experience.group_scorecard"


class ScorecardCase(KitCase):
    """Anna meets the recruiter, Karin and Olle; of two competences, Karin asks about one
    more than the others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.group_user").sudo()._apply_group(cls.env.ref(GROUP))
        cls.explains, cls.plans = cls.env["hr.job.competence"].create(
            [
                {"job_id": cls.job.id, "name": "Explains", "anchor_4": "Like a teacher"},
                {"job_id": cls.job.id, "name": "Plans", "interviewer_ids": cls.karin.ids},
            ]
        )
        cls.officer = cls._make_user("officer", "hr_recruitment.group_hr_recruitment_user")

    def setUp(self):
        super().setUp()
        self.meeting = self.book(guests=self.recruiter | self.karin | self.olle)
        self.kit = self.kit_of(self.meeting)
        self.cards = self.env["hr.interview.scorecard"]

    def open_card(self, user, kit=None):
        kit = (kit or self.kit).with_user(user)
        action = kit.action_open_scorecard()
        return self.cards.with_user(user).browse(action["res_id"])

    def hand_in(self, user, *ratings, recommendation="yes", moment=LATER, **values):
        with self.at(moment):
            card = self.open_card(user)
            for rating, value in zip(card.rating_ids, ratings, strict=False):
                rating.rating = value
            card.write({"recommendation": recommendation, **values})
            card.action_hand_in()
        return card
