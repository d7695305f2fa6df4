from datetime import date, datetime
from unittest.mock import patch

from freezegun import freeze_time

from .feedback import FeedbackCase

TODAY = datetime(2026, 3, 20, 10)
YEAR = {"date_from": "2025-04-01", "date_to": "2026-03-31"}


class ReportCase(FeedbackCase):
    """A company with answers put straight into the fact table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.months = cls.env["hr.recruitment.experience.month"]
        cls.startClassPatcher(patch.object(type(cls.months), "_least_dates", 0))
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
        """What the report says: the same whether its months are counted ahead or not."""
        self.env.invalidate_all()
        live = (type(self.months), "_split", lambda self, scope, _topic: (self, scope))
        with patch.object(*live):
            found = self.read_once(user, tz, **filters)
        with freeze_time(TODAY):
            self.count_ahead()
        ahead = self.read_once(user, tz, **filters)
        self.assertEqual(self.round(ahead), self.round(found))
        return found

    def read_once(self, user=None, tz="UTC", **filters):
        report = self.report.with_user(user) if user else self.report
        with freeze_time(TODAY):
            return report.with_context(tz=tz).get_data({**YEAR, **filters})

    def count_ahead(self):
        """What the cron does, without its commits."""
        self.env.flush_all()
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda *args, **kwargs: 60):
            self.months._cron_count()

    def round(self, value):
        """Sums of parts are those of the whole but for the last of fifteen digits."""
        if isinstance(value, dict):
            return {name: self.round(part) for name, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.round(part) for part in value]
        return round(value, 9) if isinstance(value, float) else value

    def group(self, data, dimension, key):
        return next(row for row in data["groups"][dimension] if row["key"] == key)
