from odoo import models

from ..batch import get_now
from .triggers import BY_NAME


class HrApplicantStart(models.Model):
    """Steps that a person starts, or a rule."""

    _inherit = "hr.applicant"

    def _get_rule_keys(self, action):
        """A rule that runs at every save says what it has to say once for each visit
        to a stage.

        :param action: ``ir.actions.server``
        :return: dict applicant id → occurrence key
        """
        history = self.env["hr.applicant.stage.history"].sudo()
        visits = history._get_visits(self)
        first = dict(
            history._read_group([("applicant_id", "in", self.ids)], ["applicant_id"], ["id:min"])
        )
        keys = {}
        for applicant in self:
            visit = visits.get(applicant.id)
            # A rule can run while the application is being created, and has no visit.
            if visit == f"stage:{first.get(applicant)}":
                visit = None
            keys[applicant.id] = f"rule:{action.id}:{visit or 'first'}"
        return keys

    def _start_step(self, step, moment=None, keys=None):
        """Promise a step by hand or by automation.

        :param step: ``hr.recruitment.communication.step`` of any trigger
        :param datetime moment: exactly when, naive UTC; by default after the step's
            own delay, in its send window
        :param dict keys: applicant id → occurrence key; by default every start is a
            new one
        :return: the ``hr.applicant.communication`` rows of these occurrences
        """
        now = get_now(self.env)
        ledger = self.env["hr.applicant.communication"].sudo()
        started = "rule" if keys else "hand"
        keys = keys or dict.fromkeys(self.ids, f"manual:{now}:{self.env.uid}")
        step = step.sudo()
        # A decision is told because it was taken.
        by_hand = BY_NAME[step.trigger].by_hand
        applicants = self.filtered(lambda a: by_hand and a._is_open() and step._is_for(a))
        basics, dates = applicants._get_planning_basics(step.plan_id), {}
        planned = []
        for applicant in applicants:
            key = keys[applicant.id]
            communication = applicant._prepare_communication(step, key, now, basics, dates)
            communication |= {"stage_id": None, "started": started}
            if moment:
                communication["scheduled_date"] = moment
                communication["next_attempt"] = communication["next_attempt"] and moment
            planned.append(communication)
        ledger._schedule(planned)
        rows = ledger.search(
            [
                ("step_id", "=", step.id),
                ("applicant_id", "in", self.ids),
                ("occurrence_key", "in", list(set(keys.values()))),
            ]
        )
        if moment:
            rows.exact_time = True
        return rows.sudo(False)
