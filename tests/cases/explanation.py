from ..common import NOW
from .candidate_page import CandidatePageCase
from .decision import DAY

GROUPS = ("group_scorecard", "group_explanation")
ADDON = "hr_recruitment_candidate_experience"
OWN = {
    "strength": "You explained how the pump works so that we all followed.",
    "missing": "The role needs somebody who has planned a whole delivery.",
    "advice": "Ask to plan one delivery where you work now.",
}


class ExplanationCase(CandidatePageCase):
    """Anna has met Karin and Olle, who have handed in their scorecards; the recruiter was
    not there. Explanations are switched on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for group in GROUPS:
            cls.env.ref("base.group_user").sudo()._apply_group(cls.env.ref(f"{ADDON}.{group}"))
        interviewer = "hr_recruitment.group_hr_recruitment_interviewer"
        cls.karin = cls._make_user("karin", interviewer, name="Karin Berg")
        cls.olle = cls._make_user("olle", "base.group_user", name="Olle Lind")
        cls.job.interviewer_ids = cls.karin
        cls.explains, cls.plans = cls.env["hr.job.competence"].create(
            [
                {"job_id": cls.job.id, "name": "Explains", "anchor_4": "Like a teacher"},
                {"job_id": cls.job.id, "name": "Plans", "looked_for": "Plans a delivery."},
            ]
        )
        cls.explanations = cls.env["hr.applicant.explanation"]

    def hand_in(self, applicant, **levels):
        """:param levels: login → (levels of the competences, note)"""
        meeting = self.meet(applicant)
        kit = meeting.interview_kit_ids.filtered(lambda k: k.applicant_id == applicant)
        for login, (ratings, note) in levels.items():
            user = getattr(self, login)
            kit.sudo().interviewer_ids |= user
            card = self.env["hr.interview.scorecard"].create(
                {"kit_id": kit.id, "user_id": user.id, "recommendation": "no"}
            )
            for rating, level in zip(card.rating_ids, ratings, strict=True):
                rating.write({"rating": level, "note": note})
            card._hand_in(NOW)
        return kit

    def explained(self, applicant=None, user=None, **values):
        """Refused by email, with an explanation that is approved."""
        applicant = applicant or self.applicant
        values = {f"own_{name}": text for name, text in OWN.items()} | values
        rows = self.refuse(
            applicant, **{"channel": "mail", "explanation": "", "own_approved": True, **values}
        )
        return rows, applicant.explanation_ids

    def arrive(self, applicant=None, moment=NOW + 2 * DAY):
        """:return: what the candidate was mailed about the decision"""
        applicant = applicant or self.applicant
        (row,) = self.answers(applicant).filtered(lambda r: r.action == "email")
        self.deliver(row, moment)
        self.env.flush_all()
        return self.env["mail.mail"].browse(row.mail_mail_id_int)
