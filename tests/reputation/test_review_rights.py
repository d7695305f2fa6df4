from odoo.tests import tagged

from ..cases.access import ACCESS as REFUSED
from ..cases.access import MISSING, AccessCase

REVIEW = "hr.employer.review"
SOURCE = "hr.employer.review.source"
IDEA = "hr.employer.review.idea"


@tagged("post_install", "-at_install")
class TestReviewRights(AccessCase):
    """Who sees and does what, over HTTP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.experience = cls._make_person(
            "experience", "hr_recruitment_candidate_experience.group_experience_manager"
        )
        cls.site = cls.env.ref(
            "hr_recruitment_candidate_experience.employer_review_source_glassdoor"
        )
        reviews = cls.env[REVIEW]
        values = {
            "source_id": cls.site.id,
            "date": "2026-01-15",
            "rating": 2,
            "text": "Secret words",
        }
        cls.here = reviews.create(
            {**values, "company_id": cls.company.id, "user_id": cls.manager.id}
        )
        cls.adas = reviews.create(
            {**values, "company_id": cls.company.id, "user_id": cls.ada.id, "text": "b"}
        )
        cls.there = reviews.create(
            {**values, "company_id": cls.other_company.id, "user_id": cls.bo.id}
        )

    def setUp(self):
        super(AccessCase, self).setUp()
        self.visitor = None

    def seen_by(self, user):
        return self.call(user, REVIEW, "search", [])

    def test_who_reads(self):
        self.assertEqual(
            set(self.seen_by(self.experience)) & set((self.here | self.adas | self.there).ids),
            set((self.here | self.adas).ids),
        )
        self.assertEqual(self.seen_by(self.ada), self.adas.ids)
        self.assertEqual(self.seen_by(self.bo), self.there.ids)
        for person in (self.interviewer, self.employee, self.portal, self.administrator):
            self.refuse(self.call, person, REVIEW, "search", [])
            self.refuse(self.call, person, REVIEW, "read", self.here.ids)
        for review in (self.here, self.there):
            self.refuse(self.call, self.ada, REVIEW, "read", review.ids)
        self.refuse(self.call, self.experience, REVIEW, "read", self.there.ids)

    def test_a_recruiter_has_their_own(self):
        number = self.call(
            self.ada, REVIEW, "create", {"source_id": self.site.id, "rating": 3, "text": "Mine"}
        )
        self.assertIn(number, self.seen_by(self.ada))
        self.call(self.ada, REVIEW, "write", [number], {"valued": "More"})
        self.call(self.ada, REVIEW, "action_draft_answer", [number])
        self.call(self.ada, REVIEW, "action_mark_answered", [number])
        review = self.env[REVIEW].browse(number)
        self.assertEqual((review.state, review.answered_by_id), ("answered", self.ada))
        self.refuse(self.call, self.ada, REVIEW, "unlink", [number])

    def test_what_nobody_forges(self):
        for values in (
            {"came_by": "mail"},
            {"sender": "a@b.example"},
            {"check_reason": False},
            {"duplicate_of_id": self.here.id},
            {"emptied_date": "2026-01-01"},
            {"fingerprint": "x"},
            {"rating_percent": 100},
            {"company_id": self.other_company.id},
        ):
            for person in (self.ada, self.experience, self.manager):
                self.refuse(self.call, person, REVIEW, "write", self.adas.ids, values)
        self.refuse(
            self.call, self.ada, REVIEW, "write", self.adas.ids, {"answered_by_id": self.bo.id}
        )

    def test_every_action_of_somebody_elses(self):
        for action in self.actions_of(REVIEW):
            for review, person in (
                (self.here, self.ada),
                (self.here, self.employee),
                (self.there, self.experience),
            ):
                with self.subTest(action=action, person=person.login):
                    self.refuse(
                        self.call, person, REVIEW, action, review.ids, by=(REFUSED, MISSING)
                    )
        self.assertEqual(self.here.state, "new")

    def test_no_idea_about_what_one_may_not_read(self):
        number = self.call(self.ada, IDEA, "create", {"review_id": self.adas.id, "name": "Better"})
        self.call(self.ada, IDEA, "action_suggest", [number])
        number = self.call(self.ada, IDEA, "create", {"review_id": self.here.id, "name": "Mine"})
        self.refuse(self.call, self.ada, IDEA, "action_suggest", [number])
        ideas = self.call(self.ada, "hr.recruitment.improvement", "search_read", [], ["name"])
        self.assertEqual([one["name"] for one in ideas], ["Better"])

    def test_sites(self):
        self.assertTrue(self.call(self.ada, SOURCE, "search", []))
        self.refuse(
            self.call, self.ada, SOURCE, "write", self.site.ids, {"sender_domains": "x.example"}
        )
        self.refuse(self.call, self.ada, SOURCE, "create", {"name": "Mine"})
        # Shared by all companies: only who may act in all of them.
        self.refuse(self.call, self.experience, SOURCE, "write", self.site.ids, {"name": "x"})
        own = self.call(self.experience, SOURCE, "create", {"name": "Local paper"})
        self.call(self.experience, SOURCE, "write", [own], {"sender_domains": "paper.example"})

    def test_settings(self):
        settings = self.call(
            self.manager,
            "hr.candidate.settings",
            "create",
            {"review_days": 3, "review_alias_name": "omdomen"},
        )
        self.assertTrue(settings)
        self.assertEqual((self.company.review_days, self.company.review_alias_name), (3, "omdomen"))
        self.assertEqual(self.company.review_alias_id.alias_model_id.model, REVIEW)
        self.refuse(self.call, self.ada, "hr.candidate.settings", "create", {"review_days": 4})
        self.refuse(
            self.call, self.employee, "res.company", "write", self.company.ids, {"review_days": 4}
        )

    def test_the_chatter_is_as_closed(self):
        message = self.here.message_post(body="Who wrote it?")
        for person in (self.ada, self.employee, self.bo):
            self.refuse(self.call, person, "mail.message", "read", message.ids, ["body"])
