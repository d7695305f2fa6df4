from datetime import date
from typing import NamedTuple

from odoo import api, models

from ..batch import Batch, get_now
from ..inside import YES, get_inside, is_silent
from .triggers import ABOUT_STAGES, BY_NAME, LEAVING, names

# What decides whether something happened to an application.
WATCHED = {
    "stage_id",
    "job_id",
    "company_id",
    "active",
    "refuse_reason_id",
    "talent_pool_ids",
    "arrival",
    "first_day",
}
ON_ARRIVAL = names(lambda trigger: trigger.on_arrival)
ADDRESS = {"email_from", "partner_id", "partner_phone"}
MENDED_BY_ADDRESS = (
    "no_address",
    "invalid_address",
    "no_number",
    "no_mobile",
    "no_country",
    "bounced",
)


class Before(NamedTuple):
    """What was true of an application before it was written to."""

    stage: models.BaseModel
    is_open: bool
    plan: models.BaseModel
    reason: models.BaseModel
    active: bool
    is_shut: bool
    arrival: str
    first_day: date


class HrApplicantPlanning(models.Model):
    """What happened to applications becomes communications: one INSERT and one UPDATE,
    however many records. Nothing is rendered, nothing is sent.

    A trigger is one method ``_occurrences_<trigger>(step, visits, now)`` that yields
    ``(applicant, occurrence key, base date)``, and more ledger values where there are
    any. Here are those that an application itself sets off.
    """

    _inherit = "hr.applicant"

    @api.model_create_multi
    def create(self, vals_list):
        applicants = super(HrApplicantPlanning, self.with_context(candidate_applies=YES)).create(
            vals_list
        )
        applicants = applicants.with_env(self.env)
        applicants._plan_arrivals()
        return applicants

    def copy(self, default=None):
        """A copy is made by a colleague, not by a candidate who applies."""
        copies = super(HrApplicantPlanning, self.with_context(communication_quiet=YES)).copy(
            default
        )
        return copies.with_env(self.env)

    def _load_records(self, data_list, update=False):
        """An import, or the data of a module."""
        quiet = self.with_context(communication_quiet=YES)
        records = super(HrApplicantPlanning, quiet)._load_records(data_list, update)
        return records.with_env(self.env)

    def _without_news(self):
        """:return: the applications, for a change that no candidate is told of"""
        return self.with_context(just_unarchived=True, communication_quiet=YES)

    def write(self, vals):
        watched = WATCHED & vals.keys()
        before = {
            applicant: Before(
                applicant.stage_id,
                applicant._is_open(),
                applicant.communication_plan_id,
                applicant.refuse_reason_id,
                applicant.active,
                applicant._is_shut(),
                applicant.arrival,
                applicant.first_day,
            )
            for applicant in (self if watched else ())
        }
        res = super().write(vals)
        if watched:
            self._plan_changes(before)
        # Odoo writes the address of each that is created; nothing has failed for it yet.
        if ADDRESS & vals.keys() and not get_inside(self.env, "candidate_applies"):
            self._retry_for_address()
        if "user_id" in vals:
            self.env["hr.applicant.communication"]._release_for_sender()
        if "partner_phone" in vals:
            self._drop_number_todos()
        return res

    def _is_open(self):
        return self.active and not self.refuse_reason_id and not self.talent_pool_ids

    def _is_shut(self):
        """:return: whether it was archived without a word of how it ended"""
        ended = self.refuse_reason_id or self.date_closed or self.talent_pool_ids
        return not (self.active or ended)

    def _is_silent(self):
        return is_silent(self.env)

    def _plan_arrivals(self):
        now = get_now(self.env)
        applicants = self.filtered(lambda a: not a.talent_pool_ids)
        visits = self.env["hr.applicant.stage.history"].sudo()._move(applicants, now)
        if self._is_silent():
            return
        arriving = applicants.filtered("active")
        found = arriving.filtered(lambda a: a.arrival == "sourced")
        (arriving - found)._plan(ON_ARRIVAL, visits, now)
        # They do not know yet that they are here; colleagues do.
        found._plan(ON_ARRIVAL, visits, now, ("activity",))

    def _plan_changes(self, before):
        """Compare with ``before`` (applicant -> ``Before``), per record."""
        now = get_now(self.env)
        moved = self.filtered(lambda a: a.stage_id != before[a].stage)
        still_open = self.filtered(lambda a: a._is_open())
        closed = (self - still_open).filtered(lambda a: before[a].is_open)
        replanned = self.filtered(
            lambda a: before[a].plan and a.communication_plan_id != before[a].plan
        )
        moved._cancel_scheduled("stage_left")
        closed._cancel_scheduled("closed")
        unconfirmed = replanned._filter_unconfirmed()
        replanned._cancel_scheduled("plan_changed")
        if not moved | replanned:
            return
        visits = self.env["hr.applicant.stage.history"].sudo()._move(moved, now)
        if self._is_silent():
            return
        # The new plan takes over: nobody is forgotten by changing jobs.
        (unconfirmed & still_open)._plan(("applied",), {}, now)
        (replanned & still_open)._plan(("silence",), {}, now)
        (replanned & still_open)._plan_interviews_again()
        open_moved = moved & still_open
        open_moved._plan(ABOUT_STAGES, visits, now)
        open_moved.filtered(
            lambda a: a.stage_id.hired_stage and not before[a].stage.hired_stage
        )._plan(("hired",), visits, now)

    def _plan(self, triggers, visits, now, actions=None):
        """Promise what the plans say about these triggers.

        :param triggers: names of triggers that happened to all of ``self``
        :param dict visits: applicant id -> occurrence key of its stage visit
        :param datetime now: when it happened, naive UTC
        :param actions: only steps that do one of these
        """
        planned, dates = [], {}
        for plan, applicants in self.grouped("communication_plan_id").items():
            steps = applicants._find_steps(plan, triggers)
            steps = steps.filtered(lambda step: not actions or step.action in actions)
            basics = steps and applicants._get_planning_basics(steps.plan_id)
            for step in steps:
                meant = applicants._filter_meant_by(step)
                occurrences = getattr(meant, f"_occurrences_{step.trigger}")
                for applicant, key, base, *more in occurrences(step, visits, now):
                    planned.append(
                        applicant._prepare_communication(step, key, base, basics, dates, *more)
                    )
        self.env["hr.applicant.communication"].sudo()._schedule(planned)

    def _find_steps(self, plan, triggers):
        """:return: the steps of the plan for these triggers, as superuser; what no plan
        may forget is the general plan's, where this one has no step"""
        steps = plan.sudo().step_ids.filtered(lambda step: step.active and step.trigger in triggers)
        needed = [name for name in triggers if BY_NAME[name].never_forgotten]
        if steps or not needed:
            return steps
        return self._find_general_steps(needed, self.company_id)

    def _find_general_steps(self, triggers, companies):
        """:return: the steps of the first general plan of these companies that has any
        for these triggers, as superuser"""
        general = (
            self.env["hr.recruitment.communication.step"]
            .sudo()
            .search(
                [
                    ("trigger", "in", triggers),
                    # Odoo's wizard looks at what is archived, too.
                    ("active", "=", True),
                    ("plan_id.active", "=", True),
                    ("plan_id.in_use", "=", True),
                    ("plan_id.is_general", "=", True),
                    ("company_id", "in", [False, *companies.ids]),
                ]
            )
        )
        return general.filtered(lambda step: step.plan_id == general[:1].plan_id)

    def _get_planning_basics(self, plan):
        """What all communications to an applicant share, read once.

        :param plan: ``hr.recruitment.communication.plan``, as superuser
        :return: dict applicant -> (ledger values, office hours' calendar, time zone)
        """
        batch = Batch(get_now(self.env))
        none = self.env["res.company"]
        calendars = {
            company: batch.put_around(plan._get_calendar(company))
            for company in [none, *self.sudo().company_id]
        }
        return {
            applicant: (
                {
                    "applicant_id": applicant.id,
                    "plan_id": plan.id,
                    "job_id": applicant.job_id.id or None,
                    "user_id": applicant.user_id.id or None,
                    "company_id": applicant.company_id.id or None,
                    "stage_id": applicant.stage_id.id or None,
                },
                calendars[applicant.company_id],
                applicant._get_candidate_tz(),
            )
            for applicant in self.sudo()
        }

    def _prepare_communication(self, step, key, base, basics, dates, special=None, needed_by=None):
        """:param dict basics: see ``_get_planning_basics``
        :param dict dates: cache of the batch; most of it shares the date
        :param dict special: more ledger values
        :param datetime needed_by: see ``_scheduled_date`` of the step
        :return: dict of ledger values, see ``_schedule``"""
        values, calendar, tz = basics[self]
        moment = step.id, base, calendar.id, values["company_id"], tz, needed_by
        if moment not in dates:
            dates[moment] = step._scheduled_date(base, calendar, tz, needed_by)
        paused = self.communication_paused
        # To ask what it was like makes sense in the next stage too.
        bound = LEAVING in BY_NAME[step.trigger].ended_by and step.action != "survey"
        return {
            **values,
            "step_id": step.id,
            "occurrence_key": key,
            "stage_id": values["stage_id"] if bound else None,
            "action": step._action_for(self),
            "scheduled_date": dates[moment],
            "next_attempt": None if paused else dates[moment],
            "reason": "paused" if paused else "due",
            **(special or {}),
        }

    def _occurrences_applied(self, step, visits, now):
        return ((applicant, "applied", now) for applicant in self)

    def _occurrences_stage_entered(self, step, visits, now):
        return (
            (applicant, visits[applicant.id], now)
            for applicant in self
            if applicant.id in visits and step._applies_to_stage(applicant.stage_id)
        )

    def _occurrences_stage_idle(self, step, visits, now):
        staying = self.filtered(lambda a: not a.stage_id.hired_stage)
        return staying._occurrences_stage_entered(step, visits, now)

    def _occurrences_hired(self, step, visits, now):
        hired = self.filtered("stage_id.hired_stage")
        return ((a, visits[a.id], now) for a in hired if a.id in visits)

    def _occurrences_silence(self, step, visits, now):
        """Once per silence: one that still waits is put off when it comes due, if
        the candidate has heard from us since."""
        waiting = (
            self.env["hr.applicant.communication"]
            .sudo()
            ._read_group(
                [
                    ("step_id", "=", step.id),
                    ("applicant_id", "in", self.ids),
                    ("state", "=", "scheduled"),
                ],
                ["applicant_id"],
            )
        )
        waiting_ids = {applicant.id for (applicant,) in waiting}
        return (
            (applicant, f"silence:{now}", now)
            for applicant in self
            if applicant.id not in waiting_ids and not applicant.date_closed
        )

    def _retry_for_address(self):
        """The address was missing or wrong and has been changed: try again."""
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", self.ids),
                    ("state", "=", "failed"),
                    ("reason", "in", MENDED_BY_ADDRESS),
                ]
            )
        )
        if retriable := rows._filter_retriable():
            retriable._retry()

    def _drop_number_todos(self):
        """Who was asked for a number need not ask any more."""
        kind = self.env["mail.activity"]._get_todo_type("activity_type_number")
        given = self.filtered(lambda a: a._has_address_for("activity"))
        todos = self.env["mail.activity"].sudo()
        todos.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", given.ids),
                ("activity_type_id", "=", kind.id or 0),
            ]
        ).unlink()
