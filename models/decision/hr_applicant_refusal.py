from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ..batch import get_now


class HrApplicantRefusal(models.Model):
    """How a decision is told: which steps say it, of the plan's own and, where it has
    none, of the company's general plan. One message reaches the candidate, and a call
    comes before it where the channel says so, whether or not the plan has a step for
    calls."""

    _inherit = "hr.applicant"

    def _number_decisions(self, now):
        """Each decision has a number, and a date that nobody can write: what was
        planned for an earlier one never leaves, and the minimum delay counts anew."""
        names = ["decision_number", "decision_date", "decision_company_id"]
        self.flush_recordset([*names, "company_id"])
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_applicant
                   SET decision_number = COALESCE(decision_number, 0) + 1,
                       decision_date = %s,
                       decision_company_id = company_id
                 WHERE id = ANY(%s)
                """,
                now,
                self.ids,
            )
        )
        self.invalidate_recordset(names, flush=False)

    def _plan_refusals(self, now):
        """:param datetime now: of the decision, naive UTC"""
        # One that has left cannot be called back: it tells this decision, too.
        applicants = self - self._filter_leaving()
        applicants._schedule_refusals(now)
        applicants._let_messages_wait()

    def _let_messages_wait(self):
        """Where the channel says so, what is written waits for the call."""
        self._find_planned_messages().filtered(
            lambda row: row.applicant_id._is_called_first()
        )._wait_for_calls()

    def _plan_missing_calls(self):
        """The candidates are to be called, and no colleague has the call."""
        self._schedule_refusals(get_now(self.env), ("activity",))

    def _schedule_refusals(self, now, actions=None):
        """:param actions: only what is done in these ways"""
        met = self._find_last_meetings() if self else {}
        planned, dates = [], {}
        for (plan, company), same in self.grouped(
            lambda a: (a.communication_plan_id, a.company_id)
        ).items():
            steps = same._find_refusal_steps(plan, company)
            basics = {p: same._get_planning_basics(p) for p in steps.plan_id}
            for applicant in same:
                base = max(now, met.get(applicant.id, now)) + timedelta(
                    hours=applicant.company_id.sudo().refusal_delay_hours
                )
                planned += [
                    applicant._make_refusal(step, action, base, basics[step.plan_id], dates)
                    for step, action in applicant._choose_refusal_steps(steps)
                    if not actions or action in actions
                ]
        self.env["hr.applicant.communication"].sudo()._schedule(planned)

    def _filter_leaving(self):
        """:return: those whose refusal is in the outbox"""
        return self._filter_having(self._find_refusals(("state", "=", "queued")))

    def _find_planned_messages(self):
        """:return: what is written to these candidates about the decision and has not
        left, as superuser"""
        return self._find_refusals(("action", "!=", "activity"), ("state", "=", "scheduled"))

    def _find_refusals(self, *conditions):
        """:param conditions: more of a domain on the ledger
        :return: what tells these candidates a decision, as superuser"""
        return (
            self.env["hr.applicant.communication"]
            .sudo()
            .search(
                [
                    ("applicant_id", "in", self.ids),
                    ("step_id.trigger", "=", "refused"),
                    *conditions,
                ]
            )
        )

    def _filter_having(self, rows):
        """:return: those that one of these ledger rows is about"""
        ids = set(rows.applicant_id.ids)
        return self.filtered(lambda applicant: applicant.id in ids)

    def _make_words_anew(self):
        """Who reads another language now gets the refusal that waits in it. Where nobody
        chose its words, the reason says it, if it does in that language."""
        res = super()._make_words_anew()
        rows = self._find_refusals(
            ("action", "in", ("email", "sms")),
            ("state", "=", "scheduled"),
            ("is_written_by_person", "=", False),
        )
        for row, lang in rows._get_langs_of_today().items():
            applicant = row.applicant_id
            text = applicant._get_reason_text(lang)
            if applicant.refusal_explanation and not text:
                continue
            if applicant.refusal_channel:
                applicant.refusal_explanation = text
            row.write(
                {
                    "subject": False,
                    "body": False,
                    "words_lang": lang,
                    "words_template_date": False,
                }
            )
        return res

    def _make_letters_anew(self):
        res = super()._make_letters_anew()
        rows = self._find_refusals(
            ("action", "=", "email"),
            ("state", "=", "scheduled"),
            ("is_written_by_person", "=", False),
        )
        rows.write({"subject": False, "body": False, "words_template_date": False})
        return res

    def _make_refusal(self, step, action, base, basics, dates):
        call = action == "activity"
        key = f"refused:{self.decision_number}"
        communication = self._prepare_communication(step, key, base, basics, dates)
        return communication | {
            "action": action,
            # A step that writes can raise the call, too.
            "occurrence_key": f"{key}:call" if call else key,
            "decision_number": self.decision_number,
        }

    # By which steps --------------------------------------------------------------------

    def _find_refusal_steps(self, plan, company):
        """:return: the steps that tell a decision, as superuser, the plan's own first;
        what it has none of, writing or calling, is the general plan's"""
        own = self._find_own_refusal_steps(plan)
        lacking = [
            kind
            for kind in ("write", "call")
            if not own.filtered(lambda step, k=kind: step._get_refusal_kind() == k)
        ]
        if not lacking:
            return own
        general = self._find_general_steps(("refused",), company)
        return own + general.filtered(
            lambda s: s._get_refusal_kind() in lacking and not s._find_fault(s.action)
        )

    def _find_own_refusal_steps(self, plan):
        """Steps that cannot work are left out."""
        steps = plan.sudo().step_ids.filtered(lambda step: step.active and step._get_refusal_kind())
        return steps.filtered(lambda step: not step._find_fault(step.action))

    def _is_called_first(self):
        return self._get_refusal_channel() == "call_mail"

    def _get_refusal_channel(self):
        return self.refusal_channel or self._default_refusal_channel()

    def _choose_refusal_steps(self, steps):
        """:param steps: see ``_find_refusal_steps``
        :return: list of (step, action): one that writes at most, and those that call"""
        writing = steps.filtered(lambda step: step._get_refusal_kind() == "write")
        calling = steps - writing
        channel = self._get_refusal_channel()
        chosen = []
        message = writing.filtered(lambda step: self._is_reached_by(step))[:1]
        message = message or writing[:1]
        if message and channel != "call":
            called_first = channel == "call_mail"
            action = message.action if called_first else message._action_for(self)
            chosen.append((message, action))
        if channel != "mail" or not message:
            chosen += [(step, "activity") for step in calling or writing[:1]]
        return chosen

    def _is_reached_by(self, step):
        return self._has_address_for(step._action_for(self))
