from .candidate_page import CandidatePageCase

ADDON = "hr_recruitment_candidate_experience"


class QuestionsCase(CandidatePageCase):
    """Anna has the link to her page, and asks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pay, cls.team = cls.topic("pay"), cls.topic("team")

    @classmethod
    def topic(cls, name=None):
        topics = cls.env["hr.candidate.question.topic"]
        return cls.env.ref(f"{ADDON}.question_topic_{name}") if name else topics

    def asked(self, applicants=None):
        self.env.invalidate_all()
        applicants = applicants or self.applicant
        return self.env["hr.candidate.question"].search([("applicant_id", "in", applicants.ids)])
