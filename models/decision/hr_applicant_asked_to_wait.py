from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..batch import get_now
from ..write_groups import OFFICER

TRIGGER = "asked_to_wait"
SAME = ("res_model_id", "res_id", "activity_type_id", "summary")


class HrApplicantAskedToWait(models.Model):
    """While somebody else is asked, the others wait. Who may still be chosen is told so,
    with the day on which they hear; and hears as soon as the offer is accepted or declined.

    That they wait is kept, and until when. Who would be asked next is not: there is no
    rank that a candidate, or whoever reads the application, could learn.
    """

    _inherit = "hr.applicant"

    asked_to_wait_until = fields.Date(
        readonly=True,
        copy=False,
        groups=OFFICER,
        help="The day by which we promised the candidate an answer about a job offer.",
    )

    @api.depends("asked_to_wait_until")
    def _compute_answer_expected_date(self):
        """Whatever they are told while they wait names the same day."""
        res = super()._compute_answer_expected_date()
        for applicant in self.filtered(lambda a: a.sudo().asked_to_wait_until):
            day = applicant.sudo().asked_to_wait_until
            if day >= applicant._get_candidate_today():
                applicant.answer_expected_date = day
        return res

    def _ask_to_wait(self, until):
        """:param date until: by when they hear
        :raise UserError: where no plan has a message that says so"""
        applicants = self.sudo()
        plans = applicants.communication_plan_id
        if not all(applicants._find_steps(plan, (TRIGGER,)) for plan in plans or [plans]):
            raise UserError(
                self.env._(
                    "No step of the plan asks candidates to wait. Add one with the trigger “%s”, "
                    "or restore it.",
                    dict(plans.step_ids._fields["trigger"]._description_selection(self.env))[
                        TRIGGER
                    ],
                )
            )
        # Asked again for the same day, who has been told or is about to be hears it once.
        asking = applicants._find_asking()
        known = applicants.filtered(
            lambda a: a.asked_to_wait_until == until and a in asking.applicant_id
        )
        asked = applicants - known
        asking.filtered(lambda row: row.state == "scheduled" and row.applicant_id in asked)._close(
            "cancelled", "asked_anew"
        )
        asked.asked_to_wait_until = until
        asked._plan((TRIGGER,), {}, get_now(self.env))

    def _find_asking(self):
        """:return: messages that ask to wait, on their way or told"""
        ledger = self.env["hr.applicant.communication"].sudo()
        return ledger.search(
            [
                ("applicant_id", "in", self.ids),
                ("step_id.trigger", "=", TRIGGER),
                ("state", "in", ("scheduled", "queued", "sent")),
            ]
        )

    def _occurrences_asked_to_wait(self, step, visits, now):
        return ((a, f"{TRIGGER}:{now}", now) for a in self)

    def write(self, vals):
        """Who is meant for another job position waits for no decision about this one."""
        moved = self.browse()
        if "job_id" in vals:
            moved = self.sudo().filtered(lambda a: a.job_id.id != vals["job_id"])
        res = super().write(vals)
        moved.filtered("asked_to_wait_until")._end_waiting()
        return res

    # When somebody is asked first, and what becomes of it ---------------------------------

    def _plan_arrivals(self):
        res = super()._plan_arrivals()
        if not self._is_silent():
            arrived = self.sudo().filtered(lambda a: a._is_open() and a.stage_id.is_offer)
            arrived._remind_of_who_waits()
        return res

    def _plan_changes(self, before):
        res = super()._plan_changes(before)
        if not self._is_silent():
            self.sudo()._follow_offers(before)
        return res

    def _follow_offers(self, before):
        """:param dict before: application → ``Before``"""
        was_asked = self.filtered(lambda a: before[a].is_open and before[a].stage.is_offer)
        moved = self.filtered(lambda a: a.stage_id != before[a].stage)
        asked = moved.filtered(lambda a: a._is_open() and a.stage_id.is_offer)
        signed = moved.filtered(
            lambda a: a.stage_id.hired_stage and not before[a].stage.hired_stage
        )
        ended = was_asked.filtered(lambda a: not (a._is_open() and a.stage_id.is_offer)) - signed
        # Who is closed waits again when that is taken back.
        (asked | signed).filtered("asked_to_wait_until")._end_waiting()
        (asked - was_asked)._remind_of_who_waits()
        signed._have_waiting_answered(HrApplicantAskedToWait._say_signed)
        ended._have_waiting_answered(HrApplicantAskedToWait._say_declined)

    def _end_waiting(self):
        self.asked_to_wait_until = False

    def _remind_of_who_waits(self):
        """One to-do for the recruiter of each who is asked, if others are left who have been
        interviewed and were not told when they hear."""
        others = self._find_rivals([("asked_to_wait_until", "=", False)])
        now = get_now(self.env)
        met = others.filtered(lambda a: any(m.start < now for m in a.meeting_ids))
        left = self.filtered(lambda a: a.job_id in met.job_id)
        self._raise_waiting_todos(left, HrApplicantAskedToWait._say_others_wait)

    def _have_waiting_answered(self, say):
        waiting = self._find_rivals([("asked_to_wait_until", "!=", False)])
        self._raise_waiting_todos(waiting, say)

    def _find_rivals(self, domain):
        """:return: open applications for the same job positions, no offer among them, as
        superuser"""
        if not self.job_id:
            return self.browse()
        return self.sudo().search(
            Domain(domain)
            & Domain("job_id", "in", self.job_id.ids)
            & Domain("id", "not in", self.ids)
            & Domain("refuse_reason_id", "=", False)
            & Domain("stage_id.is_offer", "=", False)
            & Domain("stage_id.hired_stage", "=", False)
            & Domain("talent_pool_ids", "=", False)
        )

    @api.model
    def _raise_waiting_todos(self, applicants, say):
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        steps = self.env["hr.recruitment.communication.step"]
        todos = [
            activities._prepare_todo(
                applicant, steps._find_users("recruiter", applicant)[:1], kind, say
            )
            for applicant in applicants
            if kind
        ]
        activities._raise_todos(todos, same=SAME)

    def _say_others_wait(self):
        """:return: summary and note of a to-do"""
        return self.env._("Tell the other candidates when they will hear"), self.env._(
            "Others who have been interviewed for this job position do not know yet how long "
            "they have to wait. Ask those who may still be chosen to wait, with a day (Actions, "
            "Ask to Wait), and answer the others."
        )

    def _say_signed(self):
        return self.env._("Answer today: somebody else has accepted the job"), self.env._(
            "The candidate was asked to wait. Whichever way it goes, say it now."
        )

    def _say_declined(self):
        return self.env._("Answer today: the job has not been taken"), self.env._(
            "The candidate was asked to wait. The offer to somebody else has ended without a "
            "yes: go on, or say honestly what happens now."
        )
