from datetime import date, datetime
from unittest.mock import patch

from .report import ReportCase

NAME = "hr_recruitment_candidate_experience"
# The first of March 2026 is a Sunday: the first working day is this Monday.
MONDAY = datetime(2026, 3, 2, 9)
FEBRUARY = date(2026, 2, 1)


class LookCase(ReportCase):
    """Monthly looks are on; job A has a recruiter and a hiring manager, who has no right to
    recruitment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.looks = cls.env["hr.recruitment.experience.look"]
        cls.actions = cls.env["hr.recruitment.improvement"]
        cls.env.ref("base.group_user")._apply_group(cls.env.ref(f"{NAME}.group_looks"))
        cls.env["hr.job"].search([("id", "not in", cls.jobs.ids)]).no_of_recruitment = 0
        cls.boss = cls._make_user("chef", "base.group_user")
        cls.employee = cls.env["hr.employee"].create(
            {"name": "Chef", "user_id": cls.boss.id, "company_id": cls.company.id}
        )
        cls.department = cls.env["hr.department"].create(
            {"name": "Workshop", "manager_id": cls.employee.id}
        )
        cls.jobs.write({"user_id": False, "no_of_recruitment": 0})
        cls.jobs[0].write(
            {
                "user_id": cls.recruiter.id,
                "department_id": cls.department.id,
                "no_of_recruitment": 1,
            }
        )

    def run_cron(self, moment=MONDAY):
        """:return: the looks that it has opened"""
        before = self.looks.search([])
        with self.at(moment):
            self.looks._cron_look()
        return self.looks.search([]) - before

    def of(self, user, month=FEBRUARY):
        return self.looks.search([("user_id", "=", user.id), ("month", "=", month)])

    def answer(self, look, **words):
        """As the form does: save, then hand in."""
        mine = look.with_user(look.user_id)
        mine.write(words or {"to_change": "Book the panel earlier"})
        mine.action_answer()

    def todos(self, looks, user=None):
        domain = [("res_model", "=", looks._name), ("res_id", "in", looks.ids)]
        if user:
            domain.append(("user_id", "=", user.id))
        return self.env["mail.activity"].search(domain)

    def reminders(self):
        return self.env["mail.mail"].search([("subject", "like", "Three questions about")])

    def failing(self, user):
        """Nothing can be done for this person."""
        describe = type(self.looks)._describe_person

        def fail(records, jobs, departments, company, reader):
            if reader == user:
                raise ZeroDivisionError
            return describe(records, jobs, departments, company, reader)

        return patch.object(type(self.looks), "_describe_person", fail)
