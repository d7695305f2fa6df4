from datetime import timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import fields, models

from ..batch import get_now
from ..inside import is_silent

# A closing that was a mistake is taken back before anybody is asked about it.
ASK_AFTER = timedelta(days=1)
# Closed again within this time: that is the same recruitment.
ASK_AGAIN_AFTER = relativedelta(months=1)


class HrJob(models.Model):
    """Filled or closed: its recruiter and its hiring manager are asked how it went."""

    _name = "hr.job"
    _inherit = ["hr.job", "hr.candidate.guard.mixin"]

    review_planned = fields.Boolean(
        "Retrospective Planned",
        technical=True,
        copy=False,
        readonly=True,
        groups="base.group_system",
        help="Recruiter and manager are or will be asked about this recruitment.",
    )

    def write(self, vals):
        if not {"active", "no_of_recruitment"} & vals.keys():
            return super().write(vals)
        before = {job: (job.active, job.no_of_recruitment) for job in self}
        res = super().write(vals)
        self.sudo()._follow_recruitment(before)
        return res

    def _is_recruiting(self):
        return self.active and self.no_of_recruitment > 0

    def _follow_recruitment(self, before):
        """:param dict before: job → (active, target) before it was written to"""
        self.filtered(lambda job: job._has_reopened(*before[job]))._cancel_retrospectives()
        if not is_silent(self.env):
            ended = self.filtered(lambda job: job._has_ended(*before[job]))
            ended._plan_retrospectives(before)

    def _has_reopened(self, was_active, old_target):
        unarchived = self.active and not was_active
        sought_again = self._is_recruiting() and not old_target
        return self.review_planned and (unarchived or sought_again)

    def _has_ended(self, was_active, old_target):
        filled = old_target and not self.no_of_recruitment
        ended = was_active and (not self.active or filled)
        return ended and not self.review_planned

    def _cancel_retrospectives(self):
        if not self:
            return
        self.review_planned = False
        self.env["hr.recruitment.review"].search(
            [("job_id", "in", self.ids), ("state", "=", "planned")]
        ).state = "cancelled"

    def _plan_retrospectives(self, before):
        """Recruiter and hiring manager will be asked, once for each end."""
        plans = self.env["hr.recruitment.communication.plan"].search(
            [("company_id", "in", [False, *self._get_review_companies().ids])]
        )
        if not plans.review_survey_id:
            return
        asked = self._find_asked_recently()
        opens, values, planned = {}, [], self.browse()
        for job in self._filter_recruited(before):
            company = job._get_review_companies()
            plan = plans._select_for(job, company)
            if not plan.review_survey_id.active:
                continue
            planned += job
            values += [
                job._prepare_retrospective(plan, company, partner, role, opens)
                for partner, role in job._get_reviewers().items()
                if (job, partner) not in asked
            ]
        planned.review_planned = True
        self.env["hr.recruitment.review"]._plan(values)

    def _get_review_companies(self):
        return self.company_id or self.env.company

    def _filter_recruited(self, before):
        """A job position without a target that nobody has ever applied to, such as one
        that only names what an employee does, was no recruitment."""
        counts = self._count_applicants([])
        return self.filtered(lambda job: before[job][1] or counts.get(job))

    def _find_asked_recently(self):
        """:return: set of (job, partner) not to be asked again yet"""
        since = get_now(self.env) - ASK_AGAIN_AFTER
        reviews = self.env["hr.recruitment.review"].search(
            [
                ("job_id", "in", self.ids),
                ("state", "not in", ("cancelled", "failed")),
                ("ask_date", ">", since),
            ]
        )
        return {(review.job_id, review.partner_id) for review in reviews}

    def _get_reviewers(self):
        """:return: dict partner → role; a person with both roles is asked once"""
        manager = self.manager_id
        manager_partner = manager.active and (
            manager.user_id.filtered("active").partner_id or manager.work_contact_id
        )
        reviewers = {}
        for role, partner in (
            ("recruiter", self.user_id.filtered("active").partner_id),
            ("manager", manager_partner),
        ):
            if partner and partner.email_normalized:
                reviewers[partner] = "both" if partner in reviewers else role
        return reviewers

    def _prepare_retrospective(self, plan, company, partner, role, opens):
        """:param dict opens: known office hours, one computation for each"""
        calendar = plan._get_calendar(company)
        tz = pytz.timezone(partner.tz or calendar.tz or "UTC")
        if (calendar, tz) not in opens:
            later = get_now(self.env) + ASK_AFTER
            opens[calendar, tz] = calendar._next_office_time(later, tz)
        return {
            "job_id": self.id,
            "company_id": company.id,
            "department_id": self.department_id.id,
            "partner_id": partner.id,
            "role": role,
            "occasion": "filled" if self.active else "closed",
            "ask_date": opens[calendar, tz],
            "survey_id": plan.review_survey_id.id,
        }
