from ..common import CandidateCase


class PlanCase(CandidateCase):
    """The plan of a job position beside the general one, and who configures both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general = cls.env.ref("hr_recruitment_candidate_experience.communication_plan_default")
        cls.administrator = cls._make_user(
            "administrator", "hr_recruitment.group_hr_recruitment_manager"
        )
        cls.other_job = cls.env["hr.job"].create({"name": "Cook"})

    def plan_of(self, job):
        return self._make_applicants(job_id=job.id).communication_plan_id
