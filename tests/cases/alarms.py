from datetime import date, timedelta

from .report import ReportCase

NAME = "hr_recruitment_candidate_experience"
# The day on which alarms are switched on: what is before is learned from.
ON = date(2026, 1, 5)
WEEK = timedelta(days=7)


class AlarmCase(ReportCase):
    """A company that has kept nine of ten reply promises for a year and more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alarms = cls.env["hr.recruitment.experience.alarm"]
        cls.watches = cls.env["hr.recruitment.experience.watch"]
        cls.outcomes = cls.env["hr.applicant.reply.outcome"]
        cls.env.ref("base.group_user")._apply_group(cls.env.ref(f"{NAME}.group_alarms"))
        cls.jobs[0].user_id = cls.recruiter
        cls.promise(date(2024, 11, 1), ON)

    @classmethod
    def promise(cls, first, last, broken=10, job=None, each=2, **values):
        """Reply promises of each working day: one of so many is broken."""
        rows, number = [], 0
        for day in range((last - first).days):
            day = first + timedelta(days=day)
            for _number in range(each if day.weekday() < 5 else 0):
                number += 1
                rows.append(
                    {
                        "company_id": cls.company.id,
                        "job_id": (job or cls.jobs[0]).id,
                        "user_id": cls.recruiter.id,
                        "day": day,
                        "kept": bool(number % broken),
                        **values,
                    }
                )
        return cls.outcomes.create(rows)

    def watch_until(self, day, company=None, step=6 * WEEK):
        """What the cron does, which looks each week; for tests, in longer steps.

        :return: the alarms that were told"""
        company = company or self.company
        told = self.alarms
        while (read := company.alarm_read_until or ON - step) < day:
            told |= self.watches._watch(company, min(read + step, day))
        return told

    def turn(self, weeks=14, broken=2, step=6 * WEEK, **values):
        """Half of the promises are broken from now on.

        :return: the alarm of the job position"""
        self.watch_until(ON)
        first = self.company.alarm_read_until
        self.promise(first, first + weeks * WEEK, broken, **values)
        self.watch_until(first + weeks * WEEK, step=step)
        return self.alarms.search([("kind", "=", "promise"), ("sight", "=", "job")])

    def todos(self, user=None):
        domain = [("res_model", "=", self.alarms._name)]
        if user:
            domain.append(("user_id", "=", user.id))
        return self.env["mail.activity"].search(domain)
