from datetime import datetime, time

import pytz

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..batch import get_now, get_today
from ..inside import is_installation, is_migration
from ..limits import LONGEST
from ..rendering.dates_in_words import get_locale, say_day
from ..write_groups import OFFICER
from .triggers import AROUND_FIRST_DAY

# When people begin to work; steps count from it.
MORNING = time(9)


class HrApplicantFirstDay(models.Model):
    """The day on which a new colleague begins, and what is said around it.

    Whoever is hired and has a first day hears it. When the day is moved, what waits is
    cancelled and planned anew for the other day; what has left for the old day is a to-do
    for whoever speaks for us.
    """

    _inherit = "hr.applicant"

    first_day = fields.Date(
        copy=False,
        tracking=True,
        index="btree_not_null",
        write_groups=OFFICER,
        help="The day on which the new colleague begins, as it was agreed.",
    )

    @api.constrains("first_day")
    def _check_first_day(self):
        last = get_today(self.env) + LONGEST
        if any(
            a.first_day and not (1990 <= a.first_day.year and a.first_day <= last) for a in self
        ):
            raise ValidationError(
                self.env._("A first day is two years (%s days) ahead at the most.", LONGEST.days)
            )

    def _plan_changes(self, before):
        res = super()._plan_changes(before)
        self._follow_first_days(before)
        return res

    def _follow_first_days(self, before):
        """:param dict before: application → ``Before``"""
        concerned = self.filtered(lambda a: a.first_day or before[a].first_day)
        if not concerned:
            return
        moved = concerned.filtered(
            lambda a: before[a].first_day and a.first_day != before[a].first_day
        )
        given_up = concerned.filtered(
            lambda a: before[a].stage.hired_stage and not a.stage_id.hired_stage
        )
        moved._cancel_around_first_day("first_day_moved")
        given_up._cancel_around_first_day("not_hired")
        if is_migration(self.env) or is_installation(self.env):
            return
        (moved - given_up)._ask_to_tell_first_day({a: before[a].first_day for a in moved})
        silent = self._is_silent()
        starting = concerned.filtered(lambda a: a._begins_anew(before[a], silent))
        starting._plan(AROUND_FIRST_DAY, {}, get_now(self.env))

    def _begins_anew(self, was, silent):
        """:param Before was: what was true of the application
        :param bool silent: an import tells nobody of a hire, but may bring the days of
            those who know
        :return: whether what is said around the first day is to be planned now"""
        known = was.stage.hired_stage
        if not self._is_starting() or (silent and not known):
            return False
        replanned = was.plan and self.communication_plan_id != was.plan
        return not known or was.first_day != self.first_day or bool(replanned or was.reason)

    def _is_starting(self):
        """:return: whether this is somebody who is hired, with a day; the application of
        one who was hired is archived with the job position, and they begin all the same"""
        hired = self.stage_id.hired_stage and not self.refuse_reason_id
        return bool(hired and self.first_day and not self.talent_pool_ids)

    def _get_first_morning(self):
        """:return: naive UTC, when the first day begins"""
        morning = datetime.combine(self.first_day, MORNING)
        local = self._get_candidate_tz().localize(morning)
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    def _occurrences_first_day_before(self, step, visits, now):
        for applicant in self:
            if applicant._is_starting() and not step._comes_after(applicant):
                yield applicant, f"before:{applicant.first_day}", applicant._get_first_morning()

    def _occurrences_first_day_after(self, step, visits, now):
        for applicant in self:
            if applicant._is_starting():
                yield applicant, f"after:{applicant.first_day}", applicant._get_first_morning()

    def _cancel_around_first_day(self, reason):
        """Cancel what waits around the first day, with one UPDATE."""
        if not self:
            return
        ledger = self.env["hr.applicant.communication"].sudo()
        ledger.flush_model()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant_communication AS row
                   SET state = 'cancelled', reason = %s, next_attempt = NULL,
                       held_for = NULL, needs_attention = FALSE,
                       write_uid = %s, write_date = %s
                  FROM hr_recruitment_communication_step AS step
                 WHERE step.id = row.step_id AND step.trigger = ANY(%s)
                   AND row.applicant_id = ANY(%s) AND row.state = 'scheduled'
                   AND row.is_reminder IS NOT TRUE
                """,
                reason,
                self.env.uid,
                get_now(self.env),
                list(AROUND_FIRST_DAY),
                self.ids,
            )
        )
        ledger.invalidate_model(flush=False)

    # What was told of another day ---------------------------------------------------------

    def _ask_to_tell_first_day(self, before):
        """One to-do for each new colleague who has had a message about another day.

        :param dict before: application → date that it was
        """
        told = self._find_told_of_first_day(before)
        activities = self.env["mail.activity"]
        kind = activities._get_todo_type()
        steps = self.env["hr.recruitment.communication.step"]
        todos = [
            activities._prepare_todo(
                applicant,
                steps._find_users("recruiter", applicant)[:1],
                kind,
                lambda applicant: (applicant._say_moved_first_day(), False),
            )
            for applicant in told
            if kind
        ]
        activities._raise_todos(
            todos, same=("res_model_id", "res_id", "activity_type_id", "summary")
        )

    def _find_told_of_first_day(self, before):
        """:return: those of the applications, as superuser, whom a message has told of
        the day that it was, while it was still to come"""
        rows = (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", self.ids),
                    ("step_id.trigger", "=", "first_day_before"),
                    ("action", "in", ("email", "sms")),
                    ("state", "in", ("queued", "sent")),
                ]
            )
        )
        keys = {(a.id, f"before:{day}") for a, day in before.items()}
        return rows.filtered(
            lambda row: (row.applicant_id.id, row.occurrence_key) in keys
        ).applicant_id

    def _say_moved_first_day(self):
        """:return: summary of a to-do, in the language of the context"""
        if not self.first_day:
            return self.env._("The first day was taken away: does the new colleague know?")
        return self.env._(
            "The first day is %s now: does the new colleague know?",
            say_day(self.first_day, get_locale(self.env), get_today(self.env)),
        )
