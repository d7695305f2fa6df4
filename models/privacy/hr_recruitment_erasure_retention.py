from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..batch import get_now
from .erasure_states import RUNNING


class HrRecruitmentErasureRetention(models.Model):
    """A dry run of a policy: who would go, why and since when. It is carried out as it
    was approved, and what is not due any more is left alone."""

    _inherit = "hr.recruitment.erasure"

    cause = fields.Selection(
        selection_add=[("retention", "Kept as long as the policy says")],
        ondelete={"retention": "cascade"},
    )
    policy_id = fields.Many2one(
        "hr.recruitment.retention.policy", readonly=True, index="btree_not_null"
    )
    policy_version = fields.Integer(technical=True, readonly=True)

    def _look(self):
        if self.cause != "retention":
            return super()._look()
        self.env.flush_all()
        self.line_ids.unlink()
        self.finding_ids.unlink()
        self._list_due()
        self.finding_ids.create(
            [{"erasure_id": self.id, "kind": "kept", **kept} for kept in self._count_kept()]
        )
        return self.write({"looked_date": get_now(self.env), "policy_version": self._version()})

    def _version(self):
        return self.policy_id.version if self.policy_id.active else -1

    def _list_due(self):
        """With one INSERT, however many. What another run is about to erase is its own."""
        self.env.execute_query(
            SQL(
                """
                INSERT INTO hr_recruitment_erasure_line
                       (erasure_id, applicant_id, state, ended_on, due_on)
                SELECT %s, found.id, 'todo', found.ended, found.due
                  FROM (%s) AS found
                 WHERE found.kept IS NULL
                   AND NOT EXISTS (SELECT FROM hr_recruitment_erasure_line AS line
                                     JOIN hr_recruitment_erasure AS run
                                       ON run.id = line.erasure_id
                                    WHERE line.applicant_id = found.id
                                      AND line.state <> 'done' AND run.state = ANY(%s))
                """,
                self.id,
                self.policy_id._select_due(self.company_id),
                list(RUNNING),
            )
        )
        self.env.invalidate_all()

    def _count_kept(self):
        """:return: list of dicts, what is due and kept all the same, and why"""
        rows = self.env.execute_query(
            SQL(
                "SELECT kept, COUNT(*) FROM (%s) AS found WHERE kept IS NOT NULL GROUP BY 1",
                self.policy_id._select_due(self.company_id),
            )
        )
        counts = Counter(dict(rows))
        why = {
            "untold": self.env._("Nobody has told the candidate how it ended, yet."),
            "hold": self.env._("A legal hold keeps it."),
            "consent": self.env._("The candidate has agreed to be kept for other positions."),
            "asked": self.env._("The candidate has asked about the data, and waits for it."),
        }
        name = self.env._("Applications")
        return [{"name": name, "count": count, "why": why[kept]} for kept, count in counts.items()]

    def action_approve(self):
        """:raise UserError: where the policy says something else now"""
        self._check_may_carry_out()
        runs = self.sudo().filtered(lambda erasure: erasure.cause == "retention")
        if any(run.policy_version != run._version() for run in runs if run.looked_date):
            raise UserError(self.env._("The policy has changed since. Review it again."))
        return super().action_approve()

    def _carry_out_batch(self, limit=None):
        """An approval of a policy that was changed since is none."""
        if self.cause == "retention" and self.policy_version != self._version():
            self._take_back()
            return 0
        return super()._carry_out_batch(limit) if limit else super()._carry_out_batch()

    @api.model
    def _take_back_of(self, policies):
        """What was approved of these policies is not carried out."""
        for run in self.search(
            [("policy_id", "in", policies.ids), ("state", "in", ("approved", "waiting"))]
        ):
            run._take_back()

    def _take_back(self):
        """The approval counts for nothing any more, and nobody else is told of it."""
        self._withdraw_notices()
        self.write(
            {
                "state": "draft",
                "looked_date": False,
                "approved_by_id": False,
                "approved_date": False,
                "next_attempt": False,
            }
        )

    def _find_due_lines(self, limit, domain=None):
        lines = super()._find_due_lines(limit, domain)
        if self.cause != "retention" or not lines:
            return lines
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM (%s) AS found WHERE kept IS NULL AND id = ANY(%s)",
                self.policy_id._select_due(self.company_id),
                lines.applicant_id.ids,
            )
        )
        due = {applicant_id for (applicant_id,) in rows}
        kept = lines.filtered(lambda line: line.applicant_id.id not in due)
        kept.unlink()
        return self._find_due_lines(limit, domain) if kept and kept == lines else lines - kept


class HrRecruitmentErasureLine(models.Model):
    _inherit = "hr.recruitment.erasure.line"

    ended_on = fields.Date(readonly=True, help="When the application ended, or was told so.")
    due_on = fields.Date("Kept Until", readonly=True)
