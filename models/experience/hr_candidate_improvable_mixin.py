from odoo import api, fields, models


class HrCandidateImprovableMixin(models.AbstractModel):
    """What gives rise to improvement actions, each of which has a field for it."""

    _name = "hr.candidate.improvable.mixin"
    _description = "Gives Rise to Improvement Actions"

    # That field of ``hr.recruitment.improvement``: models say.
    _improved_as = None

    improvement_count = fields.Integer(compute="_compute_improvement_count")

    @api.depends("improvement_ids")
    @api.depends_context("uid")
    def _compute_improvement_count(self):
        """Those that the reader may read."""
        source = self._improved_as
        found = self.env["hr.recruitment.improvement"]._read_group(
            [(source, "in", self.ids)], [source], ["__count"]
        )
        counts = {record.id: count for record, count in found}
        for record in self:
            record.improvement_count = counts.get(record.id, 0)

    def action_create_improvement(self):
        """:return: action of a new improvement action that has what is known filled in"""
        self.ensure_one()
        self.check_access("read")
        values = {
            self._improved_as: self.id,
            "company_id": self.company_id.id,
            **({"job_id": self.job_id.id} if "job_id" in self._fields else {}),
            **self._prepare_improvement(),
        }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Improvement Action"),
            "res_model": "hr.recruitment.improvement",
            "views": [[False, "form"]],
            "context": {f"default_{name}": value for name, value in values.items()},
        }

    def _prepare_improvement(self):
        """:return: dict of what else is known of the action"""
        return {}

    def action_open_improvements(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Improvement Actions"),
            "res_model": "hr.recruitment.improvement",
            "views": [[False, "list"], [False, "form"]],
            "domain": [(self._improved_as, "=", self.id)],
        }
