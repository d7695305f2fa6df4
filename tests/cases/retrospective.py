from datetime import timedelta

from ..common import NOW, CandidateCase

# The next day, in office hours.
NEXT_DAY = NOW + timedelta(days=1)


class ReviewCase(CandidateCase):
    """A job position with a recruiter and a department manager, and a plan that asks
    them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reviews = cls.env["hr.recruitment.review"]
        cls.hr = cls._make_user(
            "hrchef", "hr_recruitment_candidate_experience.group_experience_manager"
        )
        cls.company.candidate_hr_user_id = cls.hr
        cls.boss = cls._make_user("chef", "base.group_user")
        cls.employee = cls.env["hr.employee"].create({"name": "Chef", "user_id": cls.boss.id})
        cls.department = cls.env["hr.department"].create(
            {"name": "Engineering", "manager_id": cls.employee.id}
        )
        cls.job.department_id = cls.department
        cls.survey = cls.env.ref("hr_recruitment_candidate_experience.survey_review")
        cls.plan.review_survey_id = cls.survey
        cls.env["hr.recruitment.communication.plan"].search(
            [("id", "!=", cls.plan.id)]
        ).review_survey_id = False

    def _make_job(self, name, **values):
        job = self.env["hr.job"].create(
            {
                "name": name,
                "user_id": self.recruiter.id,
                "department_id": self.department.id,
                **values,
            }
        )
        self.plan.job_ids += job
        return job

    def of(self, jobs, **values):
        rows = self.reviews.search([("job_id", "in", jobs.ids)], order="id")
        return rows.filtered(lambda row: all(row[name] == value for name, value in values.items()))

    def ask(self, moment=NEXT_DAY):
        """What the cron does, without its commits."""
        with self.at(moment):
            self.env.flush_all()
            while self.reviews._process_batch():
                pass

    def review_mails(self):
        return self.env["mail.mail"].search([("subject", "ilike", "How did it go")])

    def close(self, jobs, moment=NOW):
        with self.at(moment):
            jobs.write({"active": False})

    def answer(self, review, values=(5, 4, 3, 4), words="Agree on the profile first."):
        """As Odoo's survey page does."""
        answer = review.user_input_id
        *scales, text = answer.survey_id.question_ids
        for question, value in zip(scales, values, strict=True):
            answer._save_lines(question, str(value))
        answer._save_lines(text, words)
        answer._mark_done()
