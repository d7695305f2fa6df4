from collections import defaultdict
from datetime import timedelta

from odoo import api, models

from ..batch import get_today
from ..communication.automatic_headers import AUTOMATIC
from ..in_halves import do_in_halves
from .look_choices import DAYS_TO_ANSWER, REMIND_BEFORE, USES

ADDON = "hr_recruitment_candidate_experience"


class HrRecruitmentExperienceLookRun(models.Model):
    """Once a month a look is opened for each recruiter and hiring manager with open job
    positions. Each day, those of people who have left them are closed, and their successors
    take over."""

    _inherit = "hr.recruitment.experience.look"

    @api.model
    def _cron_look(self):
        """Once a day."""
        if not self.env["hr.candidate.settings"]._is_used(USES):
            self.search([("state", "=", "open")])._close("off")
            return
        do_in_halves(
            self._find_companies(),
            self._look_at,
            lambda company, _error: company._note_trouble("looks"),
        )
        due = get_today(self.env) + timedelta(days=REMIND_BEFORE)
        do_in_halves(
            self.search(
                [
                    ("state", "=", "open"),
                    ("reminded_on", "=", False),
                    ("date_deadline", "<=", due),
                ]
            ),
            lambda looks: looks._remind(),
            lambda look, _error: look.company_id._note_trouble("looks"),
        )

    @api.model
    def _find_companies(self):
        """:return: those that recruit, or still wait for a look"""
        jobs = self.env["hr.job"].search([("no_of_recruitment", ">", 0)])
        shared = jobs.filtered(lambda job: not job.company_id)
        waiting = self.search([("state", "=", "open")])
        return waiting.company_id | jobs.company_id | shared.user_id.company_id

    @api.model
    def _look_at(self, companies):
        people = self._find_people(companies)
        over = self._close_those_gone(companies, people)
        months = {}
        for company in companies:
            if month := self.env["hr.recruitment.experience.report.mail"]._find_month(company):
                months[company] = month
        self._end_months(months)
        wanted = {
            (company, user, months[company]): self.browse()
            for company, user in people
            if company in months
        }
        self._open(wanted | self._find_successors(over, people), people)

    # Who --------------------------------------------------------------------------------

    @api.model
    def _find_people(self, companies):
        """Recruiters and hiring managers of open job positions. Those that belong to no company
        are of the company of whoever has them.

        :return: dict (company, user) → dict job position → set of roles"""
        jobs = self.env["hr.job"].search(
            [("company_id", "in", [False, *companies.ids]), ("no_of_recruitment", ">", 0)],
            order="id",
        )
        people = defaultdict(lambda: defaultdict(set))
        for job in jobs:
            manager = job.manager_id.filtered("active").user_id
            for role, user in (("recruiter", job.user_id), ("manager", manager)):
                company = job.company_id or user.company_id
                if company in companies and self._is_here(company, user):
                    people[company, user][job].add(role)
        return people

    @api.model
    def _is_here(self, company, user):
        return bool(user.active and not user.share and company in user.company_ids)

    def _close_those_gone(self, companies, people):
        """:return: those that are closed now"""
        waiting = self.search([("state", "=", "open"), ("company_id", "in", companies.ids)])
        gone = waiting.filtered(lambda look: not self._is_here(look.company_id, look.user_id))
        without = (waiting - gone).filtered(
            lambda look: (look.company_id, look.user_id) not in people
        )
        gone._close("left")
        without._close("no_job")
        return gone + without

    def _close(self, reason):
        self.write({"state": "closed", "closed_because": reason})
        self._drop_todos()

    def _end_months(self, months):
        """When a new month is asked about, nobody waits for the one before.

        :param dict months: company → the month that is asked about"""
        waiting = self.search(
            [("state", "=", "open"), ("company_id", "in", [company.id for company in months])]
        )
        missed = waiting.filtered(lambda look: look.month < months[look.company_id])
        missed.state = "missed"
        missed._drop_todos()

    def _find_successors(self, over, people):
        """:param over: looks that are closed
        :return: dict (company, user, month) → the look that is taken over"""
        by_job = defaultdict(list)
        for (company, user), jobs in people.items():
            for job in jobs:
                by_job[company, job].append(user)
        return {
            (look.company_id, user, look.month): look
            for look in over
            for job in look.job_ids
            for user in by_job.get((look.company_id, job), ())
        }

    # What -------------------------------------------------------------------------------

    @api.model
    def _open(self, wanted, people):
        """:param dict wanted: (company, user, month) → the look that is taken over, or none
        :param dict people: see ``_find_people``"""
        known = self.search([("month", "in", [month for *_who, month in wanted])])
        known = {(look.company_id, look.user_id, look.month) for look in known}
        wanted = {key: before for key, before in wanted.items() if key not in known}
        if not wanted:
            return
        departments = self._find_departments({user for _company, user, _month in wanted})
        deadline = get_today(self.env) + timedelta(days=DAYS_TO_ANSWER)
        quiet = self.with_context(
            tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True
        )
        looks = quiet.create(
            [
                {
                    "company_id": company.id,
                    "user_id": user.id,
                    "month": month,
                    "date_deadline": deadline,
                    "takes_over_id": before.id,
                    **self._describe_person(people[company, user], departments, company, user),
                }
                for (company, user, month), before in wanted.items()
            ]
        )
        looks._raise_own_todos()

    @api.model
    def _find_departments(self, users):
        """:return: dict (company, user) → the department in which they work there"""
        employees = self.env["hr.employee"].search([("user_id", "in", [user.id for user in users])])
        return {(each.company_id, each.user_id): each.department_id for each in employees}

    @api.model
    def _describe_person(self, jobs, departments, company, user):
        roles = set().union(*jobs.values())
        theirs = {job.department_id for job in jobs}
        department = departments.get((company, user)) or (
            theirs.pop() if len(theirs) == 1 else self.env["hr.department"]
        )
        return {
            "role": "both" if len(roles) > 1 else roles.pop(),
            "job_ids": [job.id for job in jobs],
            "department_id": department.id,
        }

    def _remind(self):
        """One mail, in each person's language."""
        self.reminded_on = get_today(self.env)
        template = self.env.ref(f"{ADDON}.mail_template_look", raise_if_not_found=False)
        if not template:
            return
        template._check_is_for(self._name)
        able = self.filtered("user_id.email_normalized")
        # What was written is the person's own: nothing of the mail stays in a chatter.
        template.send_mail_batch(
            able.ids,
            email_values={"model": False, "res_id": False, "headers": repr(AUTOMATIC)},
        )
