"""The first months part of the benchmark: fifty new colleagues with thirty tasks each,
against Odoo's dialog for activity plans; and their page.

Equal is: for each new colleague the same things are to be done, by the same people, on the
same days. Odoo makes an activity of each at once; ours are rows that become activities when
they are near, so it is shown, too, what it takes when all of them are near.
"""

from contextlib import closing
from datetime import timedelta

from odoo import fields

from ..place import ADDON
from . import measure

LINES = 30
PEOPLE = 3
# Of a new colleague: further away than to-dos come, so that none is near.
AHEAD = timedelta(days=200)
PLANNED, NEAR = 0, 90


class FirstMonthsBench:
    """A plan of thirty lines, for three colleagues."""

    def __init__(self, env, bench):
        self.env, self.run, self.report = env, bench.run, bench.report
        self.core, self.sizes = bench.core, bench.sizes.begun
        self.applicants = bench.applicants[: max(self.sizes)]
        self.first_day = fields.Date.today() + AHEAD

    def plans(self):
        """What was switched on for it is off again."""
        with closing(self.env.cr.savepoint()):
            self.users = make_users(self.env)
            self.theirs = make_plan(self.env, self.users)
            self.ours = make_plan(self.env, self.users, is_first_months=True)
            switch_on(self.env)
            hire(self.env, self.applicants, self.first_day)
            self._compare_plans()
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()

    def _compare_plans(self):
        queries = []
        for size in self.sizes:
            judged = size == max(self.sizes)
            applicants = self.applicants[:size]
            ours, core = self._compare(applicants, PLANNED)
            self.report.ratio(
                f"Odoo's plan of {LINES} activities / ours",
                size,
                core,
                ours,
                judged and 5,
                at_least=True,
                each=size,
            )
            queries.append(ours[-1].queries)
        self.report.same("queries of planning the first months", self.sizes, queries)
        ours, core = self._compare(self.applicants, NEAR)
        size = len(self.applicants)
        self.report.ratio("the same, all of them near", size, core, ours, each=size)

    def _compare(self, applicants, lead):
        company = self.env.company
        company.first_months_lead_days = lead
        # As many days before as are near; the others are done after the first day.
        applicants.first_day = self.first_day if lead == PLANNED else fields.Date.today()
        self.env.flush_all()
        ours, core = measure.compare(
            lambda: self.run(lambda: self._plan(applicants), lambda: self._look(applicants, lead)),
            lambda: self.run(
                lambda: self._schedule(applicants), lambda: self._look(applicants), self.core
            ),
        )
        measure.expect(len(core[0].outcome) == LINES * len(applicants), "an activity for each")
        measure.expect(ours[0].outcome == core[0].outcome, "the same things to do")
        return ours, core

    def _plan(self, applicants):
        applicants._start_first_months(dict.fromkeys(applicants, self.ours))

    def _schedule(self, applicants):
        dialog = self.env["mail.activity.schedule"].create(
            {
                "res_model": "hr.applicant",
                "res_ids": str(applicants.ids),
                "plan_id": self.theirs.id,
                "plan_date": applicants[:1].first_day,
            }
        )
        dialog.action_schedule_plan()

    def _look(self, applicants, lead=None):
        """:return: sorted list of (application, what, who, by when)"""
        if lead == PLANNED:
            tasks = applicants.first_task_ids
            return sorted(
                (t.applicant_id.id, t.name, t.user_id.id, str(t.date_deadline)) for t in tasks
            )
        tasks = {task.id: task.applicant_id.id for task in applicants.first_task_ids}
        domain = [("summary", "=like", "Bench task %"), ("user_id", "in", self.users.ids)]
        return sorted(
            (tasks.get(a.res_id, a.res_id), a.summary, a.user_id.id, str(a.date_deadline))
            for a in self.env["mail.activity"].search(domain)
        )


def make_users(env):
    return env["res.users"].create(
        [
            {
                "name": f"Beginner's friend {number}",
                "login": f"friend{number}",
                "group_ids": [(6, 0, env.ref("hr_recruitment.group_hr_recruitment_user").ids)],
            }
            for number in range(PEOPLE)
        ]
    )


def make_plan(env, users, **values):
    kind = env.ref("mail.mail_activity_data_todo")
    return env["mail.activity.plan"].create(
        {
            "name": "Bench",
            "res_model": "hr.applicant",
            "template_ids": [
                (
                    0,
                    0,
                    {
                        "activity_type_id": kind.id,
                        "summary": f"Bench task {number}",
                        "responsible_type": "other",
                        "responsible_id": users[number % len(users)].id,
                        "delay_count": number,
                        "delay_unit": "days",
                        "delay_from": "after_plan_date",
                        **({"is_shown": True} if values else {}),
                    },
                )
                for number in range(LINES)
            ],
            **values,
        }
    )


def switch_on(env):
    env.ref("base.group_user")._apply_group(env.ref(f"{ADDON}.group_first_months"))


def hire(env, applicants, first_day):
    stage = env["hr.recruitment.stage"].create({"name": "Bench signed", "hired_stage": True})
    applicants.with_context(communication_silent=True).write(
        {"stage_id": stage.id, "first_day": first_day}
    )
    applicants._note_told_stage(stage)


def begin(env, applicant):
    """:return: path of the page of a new colleague with thirty tasks"""
    switch_on(env)
    hire(env, applicant, fields.Date.today() + timedelta(days=9))
    plan = make_plan(env, make_users(env), is_first_months=True)
    applicant._start_first_months({applicant: plan})
    return applicant._page_path()
