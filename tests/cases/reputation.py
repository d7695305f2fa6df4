from ..common import CandidateCase

ADDON = "hr_recruitment_candidate_experience"


class ReputationCase(CandidateCase):
    """Two companies that follow what is written about them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = cls.env.ref(f"{ADDON}.group_reputation")
        cls.env.ref("base.group_user").implied_ids = [(4, group.id)]
        cls.reviews = cls.env["hr.employer.review"]
        cls.company.name = "Nordlys"
        cls.other = cls.env["res.company"].create({"name": "Sydlys"})
        cls.manager = cls._make_user("hrchef", f"{ADDON}.group_experience_manager")
        cls.officer = cls._make_user("rekryterare2", "hr_recruitment.group_hr_recruitment_user")
        cls.company.review_user_id = cls.manager
        for name in ("glassdoor", "indeed", "kununu", "google", "facebook", "linkedin"):
            setattr(cls, name, cls.env.ref(f"{ADDON}.employer_review_source_{name}"))

    @classmethod
    def review(cls, user=None, **values):
        reviews = cls.reviews.with_user(user) if user else cls.reviews
        return reviews.create(
            {
                "source_id": cls.glassdoor.id,
                "company_id": cls.company.id,
                "date": "2026-01-15",
                "rating": 4,
                "kind": "employee",
                **values,
            }
        )
