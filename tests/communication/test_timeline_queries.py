from datetime import timedelta

from odoo.tests import tagged

from ...models.communication.triggers import TRIGGERS
from ..cases.interview import InterviewCase
from ..common import NOW


@tagged("post_install", "-at_install")
class TestTimelineQueries(InterviewCase):
    """What the list says of its rows is looked up once for all of them."""

    FIELDS = ["title", "addressee", "because"]
    # The recruiter of the applications.
    asked = False

    def make_rows(self, number, step, state):
        manager = self.env["hr.employee"].create({"name": "Chief"})
        rows = self.ledger.browse()
        for n in range(number):
            job = self.job.copy({"name": f"Job {n}", "user_id": False})
            job.department_id = self.env["hr.department"].create(
                {"name": f"D{n}", "manager_id": manager.id}
            )
            applicant = self._make_applicants(1, job_id=job.id, user_id=self.asked)
            self.rows(applicant).unlink()
            rows += self.ledger.create(
                {
                    "applicant_id": applicant.id,
                    "step_id": step.id,
                    "occurrence_key": f"x{n}",
                    "action": step.action if step.action != "survey" else "email",
                    "scheduled_date": NOW + timedelta(days=1),
                    "state": state,
                }
            )
        return rows

    def count(self, rows):
        rows.flush_recordset()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        rows.with_user(self.recruiter).read(self.FIELDS)
        return self.cr.sql_log_count - before

    def check(self, step, states):
        for state in states:
            with self.subTest(trigger=step.trigger, action=step.action, state=state):
                rows = self.make_rows(12, step, state)
                two, many = self.count(rows[:2]), self.count(rows)
                self.assertLessEqual(many, two + 2, (two, many))

    def test_every_trigger_and_channel(self):
        with self.at(NOW):
            self.make_rows(2, self._make_step("manual"), "scheduled").read(self.FIELDS)
            for trigger in TRIGGERS:
                values = {"send_window": "office_hours"} if trigger.owed else {}
                self.check(self._make_step(trigger.name, **values), ("scheduled",))
            for responsible in ("recruiter", "manager", "interviewers", "hr"):
                step = self._make_step("manual", action="activity", responsible=responsible)
                self.check(step, ("scheduled",))
            self.asked = self.recruiter.id
            step = self._make_step("manual", action="activity", responsible="recruiter")
            self.check(step, ("scheduled",))
            self.check(self._make_step("manual", action="activity"), ("sent", "skipped"))
