from datetime import timedelta

from odoo.tests import tagged

from ...models.communication.triggers import TRIGGERS
from ..cases.interview import InterviewCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestTimelineQueries(InterviewCase):
    """What the list says of its rows is looked up once for all of them."""

    FIELDS = ["title", "addressee", "because"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chief = cls.env["hr.employee"].create({"name": "Chief"})
        cls.applicants = cls.env["hr.applicant"]
        for n in range(12):
            job = cls.job.copy({"name": f"Job {n}", "user_id": False})
            job.department_id = cls.env["hr.department"].create(
                {"name": f"D{n}", "manager_id": chief.id}
            )
            cls.applicants += cls._make_applicants(1, job_id=job.id, user_id=False)
        cls.ledger.search([("applicant_id", "in", cls.applicants.ids)]).unlink()

    def make_rows(self, step, state):
        return self.ledger.create(
            [
                {
                    "applicant_id": applicant.id,
                    "step_id": step.id,
                    "occurrence_key": state,
                    "action": step.action if step.action != "survey" else "email",
                    "scheduled_date": NOW + timedelta(days=1),
                    "state": state,
                }
                for applicant in self.applicants
            ]
        )

    def count(self, rows):
        rows.flush_recordset()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        rows.with_user(self.recruiter).read(self.FIELDS)
        return self.cr.sql_log_count - before

    def check(self, step, states):
        for state in states:
            with self.subTest(trigger=step.trigger, action=step.action, state=state):
                rows = self.make_rows(step, state)
                two, many = self.count(rows[:2]), self.count(rows)
                self.assertLessEqual(many, two + 2, (two, many))

    def test_every_trigger_and_channel(self):
        with self.at(NOW):
            self.make_rows(self._make_step("manual"), "scheduled").read(self.FIELDS)
            for trigger in TRIGGERS:
                values = {"send_window": "office_hours"} if trigger.owed else {}
                self.check(self._make_step(trigger.name, **values), ("scheduled",))
            for responsible in ("recruiter", "manager", "interviewers", "hr"):
                step = self._make_step("manual", action="activity", responsible=responsible)
                self.check(step, ("scheduled",))
            self.applicants.user_id = self.recruiter
            step = self._make_step("manual", action="activity", responsible="recruiter")
            self.check(step, ("scheduled",))
            self.check(self._make_step("manual", action="activity"), ("sent", "skipped"))
