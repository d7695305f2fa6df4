from datetime import date, timedelta

from ...controllers.candidate_device import COOKIE
from ..common import NOW
from .candidate_page import CandidatePageCase

ADDON = "hr_recruitment_candidate_experience"
GROUP = f"{ADDON}.group_first_months"
# A Monday, six weeks from NOW.
FIRST_DAY = date(2026, 7, 20)


class FirstMonthsCase(CandidatePageCase):
    """Anna is hired. Ivar of IT is in no team that recruits; Mona leads the department."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.everybody = cls.env.ref("base.group_user").sudo()
        cls.everybody._apply_group(cls.env.ref(GROUP))
        cls.ivar = cls._make_user("ivar", "base.group_user")
        cls.mona = cls._make_user("mona", "base.group_user")
        cls.hanna = cls._make_user("hanna", "hr_recruitment.group_hr_recruitment_user")
        cls.company.write(
            {"candidate_hr_user_id": cls.hanna.id, "first_months_it_user_id": cls.ivar.id}
        )
        boss = cls.env["hr.employee"].create({"name": "Mona", "user_id": cls.mona.id})
        cls.department = cls.env["hr.department"].create(
            {"name": "Boats", "manager_id": boss.id, "company_id": cls.company.id}
        )
        plans = cls.env["mail.activity.plan"]
        plans.search([("is_first_months", "=", True)]).active = False
        cls.months = plans.create(
            {
                "name": "First months",
                "res_model": "hr.applicant",
                "is_first_months": True,
                "company_id": False,
            }
        )
        cls.laptop = cls._make_line("Laptop", "months_it", 10, task_kind="equipment")
        cls.account = cls._make_line(
            "Account", "months_it", 2, task_kind="account", depends_ids=[(4, cls.laptop.id)]
        )
        cls.talk = cls._make_line("First talk", "months_manager", 5, before=False, is_shown=True)
        cls.form = cls._make_line("Read the handbook", "months_colleague", 1)
        # As if it had been written before it was used, on the clock of these stories.
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE mail_activity_plan_template SET write_date = %s", [NOW - timedelta(days=1)]
        )
        cls.env.invalidate_all()
        cls.tasks = cls.env["hr.first.months.task"]

    @classmethod
    def _make_line(cls, name, owner, count, before=True, **values):
        return cls.env["mail.activity.plan.template"].create(
            {
                "plan_id": cls.months.id,
                "task_name": name,
                "responsible_type": owner,
                "delay_count": count,
                "delay_unit": "working_days",
                "delay_from": "before_plan_date" if before else "after_plan_date",
                **values,
            }
        )

    def setUp(self):
        super().setUp()
        clock = self.at(NOW)
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)
        self.hire(self.applicant)

    def hire(self, applicants, first_day=FIRST_DAY):
        applicants.write(
            {
                "stage_id": self.signed.id,
                "first_day": first_day,
                "department_id": self.department.id,
            }
        )

    def know(self, device=None):
        """The code was typed on this device."""
        name, value = f"{COOKIE}_{self.applicant.id}", self.applicant._know_device()
        self.env.flush_all()
        self.opener.cookies.set(name, value)
        if device:
            device.ask("Network.setCookie", name=name, value=value, url=self.base_url())

    def plan_months(self, applicants=None):
        applicants = applicants or self.applicant
        applicants._start_first_months(started_by=self.hanna)
        return applicants.first_task_ids

    def task(self, line, applicant=None):
        applicant = applicant or self.applicant
        applicant.invalidate_recordset(["first_task_ids"])
        return applicant.first_task_ids.filtered(lambda task: task.template_id == line)

    def todos_of(self, tasks):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["mail.activity"].search(
            [("res_model", "=", self.tasks._name), ("res_id", "in", tasks.ids)]
        )

    def switch_off(self):
        self.everybody._remove_group(self.env.ref(GROUP))
        self.env.invalidate_all()
