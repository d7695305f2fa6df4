from datetime import date, datetime

from freezegun import freeze_time

from .feedback import FeedbackCase

TODAY = datetime(2026, 3, 20, 10)
YEAR = {"date_from": "2025-04-01", "date_to": "2026-03-31"}


class ReportCase(FeedbackCase):
    """A company with answers put straight into the fact table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.env["hr.recruitment.experience.report"].with_user(cls.manager)
        cls.officer = cls._make_user("chefsrekryterare", "hr_recruitment.group_hr_recruitment_user")
        cls.jobs = cls.env["hr.job"].create(
            [{"name": name, "company_id": cls.company.id} for name in "ABC"]
        )

    def fact(self, *scores, day=date(2026, 1, 15), **values):
        """Answers, by default of job A after applying."""
        return self.feedback.create(
            [
                {
                    "score": number,
                    "moment": "applied",
                    "anonymity": "confidential",
                    "response_date": day,
                    "company_id": self.company.id,
                    "job_id": self.jobs[0].id,
                    **values,
                }
                for number in scores
            ]
        )

    def get(self, user=None, tz="UTC", **filters):
        report = self.report.with_user(user) if user else self.report
        report = report.with_context(tz=tz)
        with freeze_time(TODAY):
            return report.get_data({**YEAR, **filters})

    def group(self, data, dimension, key):
        return next(row for row in data["groups"][dimension] if row["key"] == key)
